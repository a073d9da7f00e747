import type zh from '../zh/common.ts';

export default {
  about: {
    description:
      'Looks after your Bilibili relations from a chat.\n\n🔔 Tells you who your new fans are; follow back with one tap\n📊 How your fans change: today, 7 and 30 days, with a chart\n👥 Follows, fans, groups, blacklist: search, select, handle many at once; stop any time, undo\n🔒 Logins are kept encrypted, for your chat alone\n\nTap Start, then log in by QR code.',
    shortDescription:
      'Bilibili relations from a chat: new-fan alerts, fan stats, follows and groups in bulk.',
  },
  cancel: 'Cancel',
  confirm: 'Confirm',
  noName: '(no visible name)',
  oldPanel: 'This panel is old. Please send the command again.',
  notYours: 'This button is for someone else. Send the command yourself to get your own.',
  left: 'All right, cancelled.',
  nothingToLeave: 'There is nothing to leave right now. Send /help for all commands.',
  privateOnly: 'This works in private chats only. Press the button below to open ours.',
  privateOnlyByHand: 'This works in private chats only. Please send it again in ours.',
  loginInPrivateByHand: 'Please log in in a private chat.',
  openPrivate: 'Open private chat',
  notAllowed: (id: string, platform: string) =>
    `This bot serves invited people only. Your ${platform} id is ${id}: send it to the admin and ask to be added to ALLOWED_USERS.`,
  claimed: 'You are now an admin of this bot. Next step: send /login to log in to Bilibili.',
  claimWrong:
    'This claim is wrong or used up. Look for the new one in the output of the program’s latest start.',
  claimAlready: 'You are an admin already; there is nothing to claim.',
  qqOffline:
    '⚠️ QQ is offline: it has logged the bot’s account off. Log in again on the side of OneBot (such as NapCat); alerts that could not be sent are kept, and go out then.',
  qqOnline: '✅ QQ is back. The alerts that could not be sent are going out.',
  answerHere: 'In a group I only see replies to my messages: please reply to this one.',
  unknownCommand: (name: string, near: string | undefined) =>
    near
      ? `There is no command /${name}. Did you mean /${near}?`
      : `There is no command /${name}. Send /help for all commands.`,
  hint: 'I did not understand that. Send a person’s UID, a space link, a video link or an @name; /help lists all commands.',
  tooSlow:
    'This step took too long and was stopped. Try again later; if it was to change a relation, look with /who first.',
  stopping:
    'The bot is being stopped and could not wait for the result of this step. If a relation was being changed, look with /who once the bot is back, before you try again.',
  cancelled: 'Stopped. If a relation was being changed, look at the result with /who.',
  unsent:
    'The result could not be shown; it may have been done all the same. Look with /who before you try again.',
  tooManyCommands: (most: number, seconds: number) =>
    `Slow down, please: at most ${most} commands and messages a minute. Go on in ${seconds} s; /cancel always works.`,
  tooManyPresses: 'Slow down, please. Wait a minute and press again.',
  broken: (reference: string) =>
    `Something went wrong and this step was not finished. Try again; if it goes on, tell the admin this number: ${reference}.`,
} satisfies typeof zh;
