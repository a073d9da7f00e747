import type zh from '../zh/commands.ts';

export default {
  themes: { people: '👥 People', account: '🔑 Account', other: '🧭 Other' },
  helpTitle: 'All commands',
  helpMore: 'Send “/help command” for its forms and examples.',
  helpUnknown: (name: string) => `There is no command /${name}.`,
  examples: 'Examples:',
  summaries: {
    start: 'Start here',
    help: 'Commands and how to write them',
    login: 'Log in to Bilibili',
    logout: 'Log out',
    me: 'Home',
    stats: 'Your fans in numbers and a chart',
    alerts: 'New-fan alerts',
    settings: 'Language, timezone, quiet hours',
    cancel: 'Leave what is being asked',
    status: 'How the bot is doing',
    who: 'Show the card of a person',
    follow: 'Follow a person',
    unfollow: 'Unfollow a person',
    fans: 'List of fans',
    following: 'List of follows',
    common: 'Whom both of you follow',
    friends: 'Mutual follows',
    special: 'Special follows',
    whispers: 'Quiet follows',
    blacks: 'Blacklist',
    search: 'Search whom you follow',
    note: 'Write a note on a person',
    block: 'Block a person',
    unblock: 'Unblock a person',
    kick: 'Remove a fan',
    whisper: 'Follow a person quietly',
    unwhisper: 'End a quiet follow',
    groups: 'Follow groups',
    jobs: 'Bulk jobs',
    export: 'Your lists as files',
    import: 'Follow whom a file or UIDs name',
  },
  details: {
    start: 'Says what the bot does, and how to log in; shows home once you are.',
    help: 'Lists all commands; with a name, how that one is written.\n/help [command]',
    login: 'Three ways: QR code, pasted cookie, access_key. Private chats only.',
    logout: 'Ends the login at Bilibili and erases the credentials kept here. Asks first.',
    me: 'Home: name, UID, fans and their change today, in 7 and 30 days, follows, blacklist, when the login was made, alerts on or off, jobs and alerts that wait, and a button for everything else. With several accounts, switch between them here.',
    stats:
      'A chart of your fans (7, 30, 90 days, a year): how many came and went each day, the best day, how many of the new are big or were followed back. Recorded from the first look on. The daily and weekly reports are turned on here, too.',
    alerts:
      'Alerts for new fans, lost fans and milestones: on or off, quiet hours, where they go (this chat, a linked group or topic); and a look right now.',
    settings: 'The language I speak here, the timezone times are shown in, and when alerts are held back.',
    cancel:
      'Leaves the question being asked, and stops waiting for a scan, an export at work, and the making of groups.',
    status:
      'Chats, logins (well, expired, resting), watched accounts, looks and requests in the last hour, alerts that wait, version and uptime. For admins only.',
    who: '/who WHO\nWHO is a UID, a space link, a b23.tv short link, a video link or BV/av id (its uploader), or an @name; or reply to a message that names one. Without it, I ask.',
    follow:
      '/follow WHO\nFollows at once and shows their card; can be undone for ten minutes. For WHO see /help who.',
    unfollow:
      '/unfollow WHO\nUnfollows at once; can be undone for ten minutes, groups included. For WHO see /help who.',
    fans: '/fans [WHO]\nFans, newest first; your own without WHO. A row opens the card; “Select” handles several at once.\n↔ mutual · ★ special · ✓ verified · ● streaming now',
    following:
      '/following [WHO]\nWhom you follow, most recent or most visited first, with a search; of others, as many as Bilibili shows.\n↔ mutual · ★ special · ✓ verified · ● streaming now',
    common: '/common WHO\nWhom both of you follow. For WHO see /help who.',
    friends: 'Whom you follow and who follow you.',
    special: 'Your special follows.',
    whispers: 'Whom you once followed quietly; Bilibili does not let you add more.',
    blacks: 'Whom you blocked, newest first.',
    search:
      '/search TEXT\nLooks through the names of those you follow, and through your notes; people with such a note come first.',
    note: '/note WHO TEXT\nWrites a note on a person that only you see, in this private chat: on the card, after the name in lists, in /search and /export. It is kept sealed and never sent to Bilibili. Without TEXT, I ask; the word “Delete” removes the note. Or reply to a message that names them: /note TEXT. Private chats only.',
    block: '/block WHO\nAsks first; you stop following each other. Several people become a bulk job.',
    unblock: '/unblock WHO\nTakes them off your blacklist.',
    kick: '/kick WHO\nAsks first; removes them from your fans.',
    whisper:
      '/whisper WHO\nQuiet follow. When Bilibili says it has retired this, I tell you and offer a plain follow.',
    unwhisper: '/unwhisper WHO\nEnds a quiet follow left from earlier days.',
    groups:
      'Lists your groups with their sizes; tap one for its members. Or write:\n/groups new NAME\n/groups rename OLD = NEW\n/groups delete NAME\n/groups add NAME WHO…\nPut a name with spaces in quotes.',
    jobs: 'Lists bulk jobs: at work, stopped, done; stop, resume, retry what failed, or undo.',
    export:
      'Sends following, fans (the newest 1000), blacklist and groups as files: one JSON, and a CSV for each list. Thousands of people take minutes; /cancel stops it. Private chats only.',
    import:
      '/import [UID…]\nFollows the people of a file and puts them back into their groups, after a preview. The file is a JSON or CSV of /export, or a table, list or bookmarks of another program (at most 5 MB): with the command as its caption, replied to with the command, or sent when I ask.',
  },
  samples: { name: 'name', search: 'cat', group: 'school', twoWords: 'old friends', note: 'from university' },
  start: {
    what: 'Hello! I run your Bilibili relations from this chat, and tell you who your new fans are.\nLook at a person’s card, then follow, unfollow, block or remove a fan, each with an undo or a question first.\nEvery chat’s login is kept sealed and apart from all others.',
    nextLogin: 'Next step: log in to Bilibili.',
  },
  whom: {
    ask: {
      who: 'Whom do you want to see? Send a UID, a link, a BV id or an @name. Send /cancel to leave.',
      follow: 'Whom do you want to follow? Send a UID, a link, a BV id or an @name. Send /cancel to leave.',
      unfollow:
        'Whom do you want to unfollow? Send a UID, a link, a BV id or an @name. Send /cancel to leave.',
      common: 'With whom? Send a UID, a link, a BV id or an @name. Send /cancel to leave.',
      note: 'On whom do you want to write a note? Send a UID, a link, a BV id or an @name; the note may follow it. Send /cancel to leave.',
      block: 'Whom do you want to block? Send a UID, a link, a BV id or an @name. Send /cancel to leave.',
      unblock: 'Whom do you want to unblock? Send a UID, a link, a BV id or an @name. Send /cancel to leave.',
      kick: 'Which fan do you want to remove? Send a UID, a link, a BV id or an @name. Send /cancel to leave.',
      whisper:
        'Whom do you want to follow quietly? Send a UID, a link, a BV id or an @name. Send /cancel to leave.',
      unwhisper:
        'Whose quiet follow do you want to end? Send a UID, a link, a BV id or an @name. Send /cancel to leave.',
    },
    unread: (pieces: string) =>
      `I could not read: ${pieces}\nWrite a UID, UID:123, a space link, a b23.tv short link, a video link or BV/av id, or an @name.`,
    several: (count: number) =>
      `This command takes one person at a time, and you named ${count}. Please name them one by one.`,
    noneInReply: 'The message you replied to names nobody. Write a UID, a link or an @name.',
    pickJoint: 'This is a joint video. Choose one:',
    pickName: (name: string) => `Nobody is called “${name}”. These names are close:`,
    nobody: {
      video: 'There is no such video: deleted, or a slip in writing. Check it and send it again.',
      name: (name: string) => `Nobody called “${name}” was found. Try a UID or a space link.`,
      short:
        'This short link does not open, or leads to no person or video of Bilibili. Open it yourself and send the whole link.',
      room: 'There is no such live room, or nobody is said to own it. Check the number, or send their UID or profile link.',
      post: 'Bilibili does not say whose post this is. Open it and send the link of its author’s profile.',
    },
  },
} satisfies typeof zh;
