import type zh from '../zh/transfer.ts';
import { counted } from './plural.ts';

export default {
  export: {
    lists: { following: 'following', fans: 'fans', blacks: 'blacklist', groups: 'groups' },
    begun:
      'Reading your lists, about 50 people a second; the files come together at the end. Send /cancel to stop.',
    reading: (list, read, total) =>
      `Reading ${list}: ${read}${total ? ` of ${total}` : ''}. Send /cancel to stop.`,
    separator: ' · ',
    countOf: (list, count) => `${list} ${count}`,
    done: (counts) => `✅ Exported: ${counts}`,
    nothing: 'None of the lists could be read, so no files were sent.',
    leftOut: (list, why) => `⚠️ Left out, ${list}: ${why}`,
    partly: (list, read, total, why) => `⚠️ Only ${read} of ${total}, ${list}: ${why}`,
    newestOnly: 'Bilibili shows the newest 1000 fans only.',
    endedEarly: 'Bilibili counts more people than it shows; some accounts may be closed.',
    next: 'To follow these people from another account, send the JSON file or following.csv to /import.',
    stopped: 'The export was stopped; no files were sent.',
    broken:
      'The export was not finished, since the program failed. Send /export again later; if it stays so, tell the admin.',
  },
  import: {
    ask: 'Send the JSON or a CSV file that /export gave you (at most 5 MB), or write UIDs; at most 1000 people at a time. Send /cancel to leave.',
    takes: 'Send a file, or write UIDs as text. Send /cancel to leave.',
    noneInReply:
      'The message you replied to holds neither a file nor text. Reply to a file, or send just /import.',
    unreadable: {
      empty: 'This file is empty: there is nobody in it. Send another one.',
      binary: 'This is no text file, so it cannot be read. Save a spreadsheet as CSV (UTF-8) and send that.',
      json: 'This JSON file is cut off or broken, so it cannot be read. Send the file from /export as it came.',
      foreign:
        'This JSON file does not come from /export, so I do not understand it. Send one that does, or text with one UID a line.',
      noFollowing:
        'This export holds no list of follows (it could not be read at the time). Please export again.',
      table:
        'The quotes in this table do not pair up, so it cannot be read. Save it as CSV again and send that.',
      groups: 'This is the list of groups, with nobody in it. Send following.csv or the JSON file.',
      credentials:
        'This holds a login (a cookie or an access_key), so it was not read. Please delete it at once. To log in, use /login.',
      tooBig:
        'This file is too large (at most 5 MB), so it was not read. Split it into files of at most 1000 people.',
      notFetched: 'This file could not be downloaded from Telegram. Please send it again.',
    },
    nobody: (pieces) =>
      `I could not read: ${pieces}\nOnly UIDs and profile links are understood here. Nothing was done for anybody.`,
    nobodyAtAll: 'There is nobody in it, so there is nothing to do. Send another file, or write UIDs.',
    found: (count) => `The file names ${counted(count, 'person', 'people')}, with groups.`,
    separator: ', ',
    known: (names) => `Groups you have: ${names}`,
    missing: (count, names) => `Groups that would be made (${count}): ${names}`,
    special: (count) => `Special follows: ${count}`,
    onlyNew:
      'Only people who are newly followed are put into groups; those you follow already stay as they are.',
    buttons: { withGroups: 'With groups', withoutGroups: 'Without groups' },
    making: (total, done) => `Making groups: ${done} of ${total}. Send /cancel to stop.`,
    ready: 'All the groups are there. These are the people to follow:',
    withoutGroups: 'All right, no groups. These are the people to follow:',
    made: (count, names) => `Groups made (${count}): ${names}`,
    noneMade: 'No groups were made.',
    notMade: (names, why) => `Could not make ${names}: ${why}`,
    gaveUp: 'This was not finished, and nobody was followed yet. Press again to go on.',
    stale:
      'This preview can no longer be used: the file is gone, or the account was switched. Send the file again.',
  },
} satisfies typeof zh;
