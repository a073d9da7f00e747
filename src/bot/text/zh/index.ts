/** Every sentence the bot says, in Chinese; the shape that every other language has. */

export { default as digest } from './alert-messages.ts';
export { default as alerts } from './alerts-panel.ts';
export { default as chatsOfOnePerson } from './chats-of-one-person.ts';
export { default as commands } from './commands.ts';
export { default as common } from './common.ts';
export { default as failures } from './failures.ts';
export { default as groupBinding } from './group-binding.ts';
export { default as groups } from './groups.ts';
export { default as home } from './home.ts';
export { default as jobs } from './jobs.ts';
export { default as lists } from './lists.ts';
export { default as login } from './login.ts';
export { default as replies } from './middleware-replies.ts';
export { default as notes } from './notes.ts';
export { default as card } from './person-card-and-actions.ts';
export { default as qqOffline } from './qq-offline-notice.ts';
export { default as settings } from './settings.ts';
export { default as start } from './start.ts';
export { default as stats } from './stats-and-reports.ts';
export { default as status } from './status.ts';
export { default as tidy } from './tidy.ts';
export { default as transfer } from './transfer.ts';
