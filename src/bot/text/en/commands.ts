import type zh from '../zh/commands.ts';
import whom from './which-person.ts';

export default {
  themes: { people: '👥 People', account: '🔑 Account', other: '🧭 Other' },
  helpTitle: 'All commands',
  helpMore: 'Send “/help command” to see how to use it, with examples.',
  helpUnknown: (name) => `There is no command /${name}.`,
  examples: 'Examples:',
  summaries: {
    start: 'Start here',
    help: 'Commands and how to use them',
    login: 'Log in to Bilibili',
    logout: 'Log out',
    me: 'Home',
    stats: 'Your fans in numbers and a chart',
    alerts: 'New-fan alerts',
    settings: 'Language, timezone, quiet hours',
    link: 'Link Telegram and QQ',
    cancel: 'Cancel what is going on',
    status: 'How the bot is doing',
    who: 'Show a person’s card',
    follow: 'Follow a person',
    unfollow: 'Unfollow a person',
    fans: 'Your fans',
    following: 'People you follow',
    common: 'People you both follow',
    friends: 'Mutual follows',
    special: 'Special follows',
    whispers: 'Quiet follows',
    blacks: 'Blacklist',
    search: 'Search the people you follow',
    note: 'Write a note on a person',
    block: 'Block a person',
    unblock: 'Unblock a person',
    kick: 'Remove a fan',
    whisper: 'Follow a person quietly',
    unwhisper: 'End a quiet follow',
    groups: 'Follow groups',
    tidy: 'Tidy up follows and fans',
    jobs: 'Bulk jobs',
    export: 'Your lists as files',
    import: 'Follow people from a file or a list of UIDs',
  },
  details: {
    start: 'Explains what the bot does and how to log in; once logged in, opens home.',
    help: 'Lists all commands; with a command’s name, how to use that one.\n/help [command]',
    login: 'Three ways: QR code, pasted cookie, access_key. Private chats only.',
    logout: 'Logs you out of Bilibili and erases the login kept here. Asks first.',
    me: 'Home: name, UID, your fans and how they changed today, in 7 and in 30 days, following, blacklist, when you logged in, alerts on or off, unfinished jobs and waiting alerts, and the way to everything else. With several accounts, switch between them here.',
    stats:
      'A chart of your fans (7, 30 or 90 days, or a year): how many you gained and lost each day, your best day, how many of the new fans are big and how many you followed back. Recorded from the first check. Daily and weekly reports are turned on here, too.',
    alerts:
      'Alerts for new fans, lost fans, milestones and more: on or off, quiet hours, where they go (this chat, a linked group or topic). You can also check right now.',
    link: '/link [code]\nLinks your chats on Telegram and QQ, so that both share logins, alerts, jobs, notes and linked groups. Send /link in one to get a code (it works once, within an hour), and send /link with that code in a private chat on the other. Once linked, /link chooses where alerts go, and unlinks again.',
    settings: 'The bot’s language, the timezone for times, and the hours without alerts.',
    cancel:
      'Cancels the question you are being asked. Also stops waiting for a QR scan, a running export, and the creation of groups.',
    status:
      'Chats, logins (working, expired, paused by risk control), watched accounts, checks and requests in the last hour, waiting alerts, version and uptime. Admins only.',
    who: '/who WHO\nWHO is a UID, a space link, a b23.tv short link, a video link or BV/av id (its uploader), or an @name; or reply to a message that mentions one. Without it, the bot asks.',
    follow:
      '/follow WHO…\nFollows right away and shows their card; you can undo it for ten minutes. Name several people at once, separated by spaces, commas or new lines, and it becomes a bulk job. For WHO see /help who.',
    unfollow:
      '/unfollow WHO…\nUnfollows right away; you can undo it for ten minutes, groups included. Name several people at once and it becomes a bulk job. For WHO see /help who.',
    fans: '/fans [WHO]\nFans, newest first; your own without WHO. Choose a row to open the card, “Select” to handle several at once, and “Filter” to see only those you do not follow back, big ones and more. The date after a name is when the follow was made; choose the page number to go to a page.\n↔ mutual · ★ special · ✓ verified · ● streaming now',
    following:
      '/following [WHO]\nPeople you follow, most recent or most visited first; search, filter (not following back, closed, in no group, …) and sort them. The date after a name is when the follow was made; choose the page number to go to a page. For others, as many as Bilibili shows.\n↔ mutual · ★ special · ✓ verified · ● streaming now',
    common: '/common WHO\nPeople you both follow. For WHO see /help who.',
    friends: 'People you follow who follow you back.',
    special: 'Your special follows.',
    whispers: 'People you once followed quietly; Bilibili no longer lets you add more.',
    blacks: 'People you blocked, newest first.',
    search:
      '/search TEXT\nSearches the names of the people you follow, and your notes; people found by a note come first.',
    note: '/note WHO TEXT\nWrites a note on a person. Only you see it, in this private chat and those linked to it: on the card, after the name in lists, in /search and /export. It is stored encrypted and never sent to Bilibili. Without TEXT, the bot asks; the word “Delete” removes the note. You can also reply to a message that mentions them: /note TEXT. Private chats only.',
    block:
      '/block WHO…\nAsks first; you stop following each other. Name several people at once and it becomes a bulk job.',
    unblock: '/unblock WHO…\nTakes them off your blacklist. You can name several people at once.',
    kick: '/kick WHO…\nAsks first; removes them from your fans. You can name several people at once.',
    whisper:
      '/whisper WHO\nFollows quietly. If Bilibili has retired this, the bot says so and offers a normal follow.',
    unwhisper: '/unwhisper WHO\nEnds a quiet follow from the time Bilibili still had them.',
    groups:
      'Lists your groups with their sizes; choose one for its members, and to move it up or down. Or write:\n/groups new NAME\n/groups rename OLD = NEW\n/groups delete NAME\n/groups add NAME WHO…\nPut a name with spaces in quotes.',
    tidy: 'Counts what could be tidied: closed accounts, people who do not follow you back, follows in no group, suspicious fans; each opens the filtered list. “Dormant” looks at everyone you follow, one by one, for who was banned or has long published nothing; it says first how long that takes, can be stopped at any time, and what it learned is kept for a week.',
    jobs: 'Lists bulk jobs: running, stopped and done. Stop, resume, retry what failed, or undo.',
    export:
      'Sends following, fans (the newest 1000), blacklist and groups as files: one JSON, and a CSV for each list. Thousands of people take a few minutes; send /cancel to stop. Private chats only.',
    import:
      '/import [UID…]\nFollows the people of a file and puts them back into their groups, after a preview. The file is a JSON or CSV from /export, or a table, list or bookmarks from another tool (at most 5 MB). Send it with the command as its caption, reply to it with the command, or send the command first and the file when asked.',
  },
  samples: { name: 'name', search: 'cat', group: 'school', twoWords: 'old friends', note: 'from university' },
  whom,
} satisfies typeof zh;
