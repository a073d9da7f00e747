import type zh from '../zh/alerts-panel.ts';
import { counted } from './plural.ts';

export default {
  title: (account) => `New-fan alerts · ${account}`,
  several:
    'You are logged in with several accounts here. To see the alerts of another one, switch to it in /me first.',
  buttons: {
    fans: 'New fans',
    lost: 'Lost fans',
    milestones: 'Milestones',
    refollows: 'Refollows',
    netLoss: 'Net loss',
    bigFans: 'Big fans',
    bigThroughQuiet: 'Big fans through quiet hours',
    bigFrom: (count) => `Big: from ${counted(count, 'fan')}`,
    quiet: 'Quiet hours',
    sendTo: 'Send to…',
    check: 'Check now',
    resume: 'Resume alerts',
    here: 'This chat',
    home: 'Private chat',
    addToGroup: 'Add to a group',
    copyCode: 'Copy the command for a topic',
    unlink: (place) => `Unlink: ${place}`,
  },
  state: { on: 'on', off: 'off' },
  fansNow: (count) => `${counted(count, 'fan')} now`,
  notYet: 'Not checked yet: you get alerts for fans who come after the first check',
  lookedAt: (when) => `Last check: ${when}`,
  nextLook: (when) => `Next check: about ${when}`,
  lookingNow: 'Checking right now',
  untold: (count) => `${counted(count, 'new fan alert')} waiting to be sent`,
  goesTo: (place) => `Sent to: ${place}`,
  is: (what, state) => `${what}: ${state}`,
  refollowsOff: 'You get no second alert for someone who unfollows and follows again within 30 days.',
  lostHow: {
    hourly: 'When someone unfollows you, you hear about it within an hour or so.',
    tooMany:
      'Bilibili shows only the newest 1,000 fans. You have more, so there is no way to tell who unfollowed. Turn on “Net loss” to hear when the total falls.',
  },
  lostSince: (when) => `Lost fans: counted from ${when}; you get no alerts for anyone who left before.`,
  netLossFrom: {
    total: (when, count) =>
      `Net loss: counted from ${when}, compared with ${counted(count, 'fan')} now. You hear when the total falls, at most once a day.`,
    nextPoll: 'Net loss: counted from the next check. You hear when the total falls, at most once a day.',
  },
  bigFrom: {
    ask: (now) =>
      `How many fans make someone big? Send a number, such as 10000 or 15k (now ${now}). Send /cancel to cancel.`,
    unreadable: 'I did not understand that. Send a number, such as 10000 or 15k, or /cancel to cancel.',
    set: (count) =>
      `✅ Alerts for big fans are on, from ${counted(count, 'fan')}. They come first, marked 🌟.`,
    gone: 'This account no longer has alerts. Send /alerts to turn them on again.',
  },
  allOff: 'All alerts are off, so you will not hear about new fans. Turn one on below.',
  wrong: {
    login: (since) =>
      `⚠️ The login has expired (since ${since}), so I cannot see new fans. Please log in again.`,
    risk: (since) =>
      `⏸ Bilibili is limiting requests (since ${since}). Alerts resume on their own after a while.`,
    banned: (since) =>
      `⚠️ Bilibili says the account is banned (since ${since}). Open Bilibili to see why; alerts resume on their own once the ban is lifted.`,
    notAllowed: (since) =>
      `⏸ Alerts are paused (since ${since}): the admin has not allowed you to use the bot. Please ask the admin.`,
    blocked: (since) =>
      `⏸ Alerts are paused (since ${since}): messages do not get through because you blocked the bot. Choose “Resume alerts” to go on.`,
    gone: (since) =>
      `⏸ Alerts are paused (since ${since}): messages do not get through there. Choose “Resume alerts”, or another place with “Send to…”.`,
  },
  checking: 'Checking…',
  checked: {
    nothing: '✅ Checked just now: no new fans.',
    first: '✅ The first check is done. From now on you will hear about new fans.',
    news: (count) => `✅ Checked just now: ${counted(count, 'new fan')}, coming in a separate message.`,
    newsOff: (count) =>
      `✅ Checked just now: ${counted(count, 'new fan')}. New-fan alerts are off, so no separate message is sent.`,
    newsQuiet: (count) =>
      `✅ Checked just now: ${counted(count, 'new fan')}. It is quiet hours, so the alert comes when they end.`,
    tooSoon: (seconds) => `Checked a moment ago. Try again in ${counted(seconds, 'second')}.`,
    resting: (until) =>
      `Not checked: Bilibili’s risk control stopped the request. The bot pauses until ${until} and then resumes on its own.`,
    off: {
      paused: 'Not checked: the alerts are paused. Choose “Resume alerts” first.',
      allOff: 'Not checked: all alerts are off. Turn one on first.',
      stopping: 'Not checked: the bot is stopping. Try again once it is back.',
    },
    failed: {
      login: 'Not checked: Bilibili says the login has expired. Choose “Log in again”.',
      banned: 'Not checked: Bilibili says the account is banned. Open Bilibili to see why.',
      refused: 'Not checked: Bilibili refused the request. I will try again later.',
      unreachable: 'Not checked: Bilibili cannot be reached right now. I will try again later.',
      noInformation:
        'Not checked: Bilibili’s answer had no list in it, which does not mean there are no new fans. I will try again later.',
      broken:
        'Not checked: something went wrong in the program. I will try again later; if it keeps happening, tell the admin.',
    },
  },
  quiet: {
    line: (hours) => `Quiet hours: ${hours}`,
    daily: (hours, timezone) => `${hours} every day (${timezone})`,
    none: 'none',
    ask: 'Send the hours, such as 23:00-08:00. Alerts from that time come in one message when it ends. Send “off” to clear quiet hours, or /cancel to cancel.',
    unreadable:
      'I did not understand that. Write 23:00-08:00 or 23-8. Send “off” to clear quiet hours, or /cancel to cancel.',
    equal:
      'Start and end are the same, which could mean always or never. Send two different times, or “off” to clear quiet hours.',
    set: (hours, timezone) =>
      `✅ Quiet hours: ${hours} every day (${timezone}). Alerts from that time come in one message when it ends.`,
    cleared: '✅ Quiet hours are off: alerts come right away.',
  },
  places: {
    title: (account) => `Where do alerts for ${account} go?`,
    how: 'For another group: choose “Add to a group”, and one where you are an administrator. The bot joins and links it.\nFor a topic, or if the bot is already in the group, send this there:',
    howByHand: 'For a group: let the bot join it, and send this there:',
    validity: 'The code works only for you, once, within an hour.',
    privateOnly: 'To link another group, open /alerts in a private chat and choose “Send to…”.',
    gone: 'That group or topic is gone. Choose again.',
    elsewhere: 'another group',
  },
} satisfies typeof zh;
