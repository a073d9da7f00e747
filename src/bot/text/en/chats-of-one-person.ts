import type zh from '../zh/chats-of-one-person.ts';

export default {
  platforms: { telegram: 'Telegram', oneBot: 'QQ', qqOfficial: 'QQ official' },
  privateChatOn: (platform) => `the private chat on ${platform}`,
  who: (name, platform) => `${name} (${platform})`,
  how: 'Link your chats on Telegram and QQ to share logins, alerts, jobs, notes and linked groups. On the other platform, in a private chat with me, send:',
  oneMore: 'One more platform can be linked. There, in a private chat with me, send:',
  say: (code) => `/link ${code}`,
  validity:
    'The code works once, within an hour. Whoever sends it can use your Bilibili logins, so give it to nobody and never send it in a group.',
  onlyHere:
    'The bot is on this one platform only, so there is nothing to link. Come back once the admin has set up another.',
  joinedWith: (others) =>
    `🔗 This chat and ${others} are the same person: logins, alerts, jobs, notes and linked groups are shared.`,
  ask: (others, logins) =>
    `Link this chat with ${others}? They will be able to use your logins${logins === '' ? '' : ` (${logins})`} and linked groups here, and you theirs.\nChoose “Link” only if that is you as well.`,
  join: 'Link',
  joined: (others) => `✅ Linked: this chat and ${others} are the same person from now on.`,
  logins: (names) => `Logins in both: ${names}.`,
  noLogins: 'Neither is logged in to Bilibili yet. Send /login in either.',
  twice: (names) =>
    `${names} was logged in on both sides: one of the logins is used now, and each alert comes once. Once unlinked, each side uses its own again.`,
  shared: 'Jobs, notes, linked groups and quiet hours are shared, too; each chat has its own language.',
  alertsAsBefore:
    'Alerts still go where they went. To have all of them in one chat, choose one below; /alerts sets it for each account.',
  notYou: 'If it was not you who did this, choose “Unlink” right now.',
  alertsHere: 'Alerts here',
  alertsOn: (platform) => `Alerts to ${platform}`,
  alertsGoTo: (place) => `✅ Alerts go to ${place} from now on; those that go to groups still do.`,
  separate: 'Unlink',
  separateFrom: (who) => `Unlink: ${who}`,
  separated: (others) =>
    `Unlinked from ${others}. Each side keeps its own logins, jobs, notes and linked groups; nothing is lost.`,
  loginsLeft: (names) => `Logins here: ${names}.`,
  noLoginsLeft: 'There is no login here. To make one, send /login.',
  notJoined: 'This chat is not linked with another, so there is nothing to unlink. Send /link to see.',
  refused: {
    badCode:
      'This code is wrong, or was already used or has expired (it works once, within an hour). Get a new one: send /link in a private chat on the other platform.',
    tooMany:
      'Too many codes tried. Please try again in an hour: send /link in a private chat on the other platform, and send here what it says.',
    own: 'This code was made for this very chat. Send it in a private chat on the other platform.',
    alreadyJoined:
      'This chat is linked with another already. To link one more platform, send /link here and send the code there; or unlink first.',
    samePlatform:
      'Whoever made this code already has a chat linked on this platform. Linking joins one person’s chats on different platforms.',
  },
} satisfies typeof zh;
