import type zh from '../zh/alerts.ts';
import { counted } from './plural.ts';

export default {
  title: (account: string) => `New-fan alerts · ${account}`,
  several: 'Several accounts are logged in here; to see another one, switch to it in /me.',
  buttons: {
    fans: 'New fans',
    lost: 'Lost fans',
    milestones: 'Milestones',
    refollows: 'Refollows',
    netLoss: 'Net loss',
    bigFans: 'Big fans',
    bigThroughQuiet: 'Big fans through quiet hours',
    bigFrom: (count: string) => `Big: from ${counted(count, 'fan')}`,
    quiet: 'Quiet hours',
    sendTo: 'Send to…',
    check: 'Check now',
    resume: 'Resume alerts',
    back: '‹ Back',
    here: 'This chat',
    home: 'Private chat',
    addToGroup: 'Add to a group',
    copyCode: 'Copy the command for a topic',
    unlink: (place: string) => `Unlink: ${place}`,
  },
  state: { on: 'on', off: 'off' },
  fansNow: (count: string) => `${counted(count, 'fan')} now`,
  notYet: 'The next look is the first: alerts are for those who come after it',
  lookedAt: (when: string) => `Last look: ${when}`,
  nextLook: (when: string) => `Next look: about ${when}`,
  lookingNow: 'Looking right now',
  untold: (count: string) => `${counted(count, 'new fan is', 'new fans are')} still to be told of`,
  goesTo: (place: string) => `Sent to: ${place}`,
  is: (what: string, state: string) => `${what}: ${state}`,
  refollowsOff: 'Whoever unfollows and follows again within 30 days is not told of again.',
  lostHow: {
    hourly: 'When somebody unfollows, you are told within an hour or so.',
    tooMany:
      'Bilibili shows the newest 1,000 fans only. You have more, so who unfollows cannot be found out. “Net loss” tells you when the total falls.',
  },
  lostSince: (when: string) => `Lost fans: from ${when} on; who left before is not told of.`,
  netLossFrom: {
    total: (when: string, count: string) =>
      `Net loss: since ${when}, compared with ${counted(count, 'fan')} now; you are told when the total falls, at most once a day.`,
    nextPoll: 'Net loss: from the next check on; you are told when the total falls, at most once a day.',
  },
  bigFrom: {
    ask: (now: string) =>
      `From how many fans on is somebody big? Send a number, such as 10000 or 15k (it is ${now} now). /cancel leaves.`,
    unreadable: 'I did not understand that. Send a number, such as 10000 or 15k; /cancel leaves.',
    set: (count: string) =>
      `✅ Alerts for big fans are on, from ${counted(count, 'fan')}. They stand first, marked 🌟.`,
    gone: 'This account has no alerts any more. /alerts turns them on again.',
  },
  allOff: 'All alerts are off: new fans will not be told of.',
  wrong: {
    login: (since: string) =>
      `⚠️ The login has expired (since ${since}), so new fans cannot be seen. Log in again.`,
    risk: (since: string) =>
      `⏸ Bilibili is limiting requests (since ${since}). Alerts go on by themselves after a rest.`,
    banned: (since: string) =>
      `⚠️ Bilibili says the account is banned (since ${since}). Open Bilibili to see why; alerts go on by themselves once it is lifted.`,
    notAllowed: (since: string) =>
      `⏸ Alerts are paused (since ${since}): the admin has not allowed you to use the bot.`,
    blocked: (since: string) =>
      `⏸ Alerts are paused (since ${since}): Telegram says the bot was blocked. Press “Resume alerts”.`,
    gone: (since: string) =>
      `⏸ Alerts are paused (since ${since}): Telegram takes no messages there. Press “Resume alerts”, or choose another place.`,
  },
  checking: 'Looking…',
  checked: {
    nothing: '✅ Looked just now: no new fans.',
    first: '✅ The first look is done; new fans will be told of from now on.',
    news: (count: string) =>
      `✅ Looked just now: ${counted(count, 'new fan')}, told in a message of its own.`,
    newsOff: (count: string) =>
      `✅ Looked just now: ${counted(count, 'new fan')}. The alert for new fans is off, so there is no other message.`,
    newsQuiet: (count: string) =>
      `✅ Looked just now: ${counted(count, 'new fan')}. These are quiet hours, so you are told when they end.`,
    tooSoon: (seconds: string) => `Looked a moment ago. Press again in ${counted(seconds, 'second')}.`,
    resting: (until: string) =>
      `Not looked: Bilibili’s risk control stopped the request. The bot rests until ${until} and goes on by itself.`,
    off: {
      paused: 'Not looked: the alerts are paused. Press “Resume alerts” first.',
      allOff: 'Not looked: all alerts are off. Switch one on first.',
      stopping: 'Not looked: the bot is stopping. Press again once it is back.',
    },
    failed: {
      login: 'Not looked: Bilibili says the login has expired. Press “Log in again”.',
      banned: 'Not looked: Bilibili says the account is banned. Open Bilibili to see why.',
      refused: 'Not looked: Bilibili refused the request. It is tried again later.',
      unreachable: 'Not looked: Bilibili cannot be reached right now. It is tried again later.',
      noInformation:
        'Not looked: Bilibili’s answer had no list in it, which does not mean that there is nobody new. It is tried again later.',
      broken: 'Not looked: the program failed. It is tried again later; if this goes on, tell the admin.',
    },
  },
  quiet: {
    line: (hours: string) => `Quiet hours: ${hours}`,
    daily: (hours: string, timezone: string) => `${hours} every day (${timezone})`,
    none: 'none',
    ask: 'Send the hours, such as 23:00-08:00; alerts from that time come in one message when it ends. “off” clears them, /cancel leaves.',
    unreadable:
      'I did not understand that. Write 23:00-08:00 or 23-8; “off” clears the quiet hours, /cancel leaves.',
    equal:
      'Both ends are the same, which may mean always or never. Write two different times; “off” clears the quiet hours.',
    set: (hours: string, timezone: string) =>
      `✅ Quiet hours: ${hours} every day (${timezone}). Alerts from that time come in one message when it ends.`,
    cleared: '✅ No more quiet hours: alerts come at once.',
  },
  places: {
    title: (account: string) => `Where do alerts for ${account} go?`,
    how: 'For another group: press “Add to a group” and choose one; the bot joins and links it (you must be an administrator there).\nFor a topic, or when the bot is in the group already, send this there:',
    validity: 'The code works for you only, once, within an hour.',
    privateOnly: 'To link another group, open “Send to…” of /alerts in a private chat.',
    gone: 'That place is no longer there. Choose again.',
    elsewhere: 'another group',
  },
} satisfies typeof zh;
