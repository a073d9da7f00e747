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
  qqOffline:
    '⚠️ QQ is offline: it has logged the bot’s account off. Log in again in your OneBot program (such as NapCat); alerts that could not be sent are kept, and go out then.',
  qqOnline: '✅ QQ is back. The alerts that could not be sent are going out.',
  answerHere: 'In a group I only see replies to my messages. Please answer by replying to this one.',
  unknownCommand: (name, near) =>
    near
      ? `There is no command /${name}. Did you mean /${near}?`
      : `There is no command /${name}. Send /help for all commands.`,
  messageTooLong:
    'This message is too long and was not read. Send it in parts, or a list as a file to /import. If it contains a login, please delete it now.',
  hint: 'I did not understand that. Send a person’s UID, a space link, a video link or an @name; /help lists all commands.',
  tooSlow:
    'This step took too long and was stopped. Try again later; if a relation was being changed, check with /who first.',
  stopping:
    'The bot is being stopped and could not wait for the result of this step. If a relation was being changed, check with /who once the bot is back, before you try again.',
  cancelled: 'Stopped. If a relation was being changed, check the result with /who.',
  unsent:
    'The result could not be shown, but it may have been done all the same. Check with /who before you try again.',
  tooManyCommands: (most, seconds) =>
    `Slow down, please: at most ${most} commands and messages a minute. Try again in ${seconds} s; /cancel always works.`,
  tooManyPresses: 'Slow down, please. Wait a minute and try again.',
  broken: (reference) =>
    `Something went wrong and this step was not finished. Try again; if it keeps happening, give the admin this number: ${reference}.`,
} satisfies typeof zh;
