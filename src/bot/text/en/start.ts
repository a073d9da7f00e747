import type zh from '../zh/start.ts';

export default {
  description:
    'Manage your Bilibili fans and follows from a chat.\n\n🔔 See who your new fans are; follow back in one step\n📊 How your fan count changes: today, 7 and 30 days, with a chart\n👥 Follows, fans, groups, blacklist: search, select, handle many at once; stop or undo\n🔒 Logins are encrypted and used by your chat alone\n\nChoose Start, then log in by QR code.',
  shortDescription: 'Manage Bilibili fans and follows: new-fan alerts, fan stats, bulk follows and groups.',
  what: 'Hello! I help you manage your Bilibili fans and follows from this chat, and tell you who your new fans are.\nOpen a person’s card to follow, unfollow, block or remove a fan: some can be undone, others ask first.\nEach chat’s login is encrypted and kept apart from all others.',
  nextLogin: 'Next step: log in to Bilibili.',
  claimed: 'You are now an admin of this bot. Next step: send /login to log in to Bilibili.',
  claimWrong:
    'This claim is invalid or already used. Look for the new one in the output of the program’s latest start.',
  claimAlready: 'You are already an admin; there is nothing to claim.',
} satisfies typeof zh;
