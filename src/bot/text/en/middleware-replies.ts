import type zh from '../zh/middleware-replies.ts';

export default {
  oldPanel: 'This message has expired. Please send the command again.',
  notYours: 'This is for someone else. Send the command yourself to get your own.',
  left: 'All right, cancelled.',
  nothingToLeave: 'There is nothing to cancel right now. Send /help for all commands.',
  privateOnly: 'This works only in a private chat. Please open ours.',
  privateOnlyByHand: 'This works only in a private chat. Please send it again in ours.',
  loginInPrivateByHand: 'Please log in in a private chat.',
  openPrivate: 'Open private chat',
  notAllowed: (id, platform) =>
    `This bot serves invited people only. Your ${platform} id is ${id}: send it to the admin and ask to be added to ALLOWED_USERS.`,
  answerHere: 'In a group I only see replies to my messages. Please answer by replying to this one.',
  unknownCommand: (name, near) =>
    near
      ? `There is no command /${name}. Did you mean /${near}?`
      : `There is no command /${name}. Send /help for all commands.`,
  messageTooLong:
    'This message is too long and was not read. Send it in parts, or a list as a file to /import. If it contains a login, please delete it now.',
  hint: 'I did not understand that. Send a person’s UID, a space link, a video link or an @name; /help lists all commands.',
  cancelled: 'Stopped. If a relation was being changed, check the result with /who.',
  tooManyCommands: (most, seconds) =>
    `Slow down, please: at most ${most} commands and messages a minute. Try again in ${seconds} s; /cancel always works.`,
  tooManyPresses: 'Slow down, please. Wait a minute and try again.',
} satisfies typeof zh;
