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
    nothing: 'None of the lists could be read, so no files were sent. Send /export again later.',
    leftOut: (list, why) => `⚠️ Not exported: ${list}. ${why}`,
    partly: (list, read, total, why) => `⚠️ Exported only in part: ${list}, ${read} of ${total}. ${why}`,
    newestOnly: 'Bilibili shows only the newest 1000 fans.',
    endedEarly: 'Bilibili shows fewer people than it counts; some may have deleted their accounts.',
    inJsonOnly: (names) =>
      `Only a few files can be sent here at once, so ${names} were left out; the JSON file has everything.`,
    next: 'To follow these people from another account, send the JSON file or following.csv to /import.',
    stopped: 'The export was stopped, and no files were sent. Send /export to start again.',
    notTaken: 'Your lists were read, but no files can be sent here just now. Send /export once more.',
    broken:
      'The export was not finished, because something went wrong in the program. Send /export again later; if it keeps happening, tell the admin.',
  },
  import: {
    ask: 'Send a list of people: the JSON or a CSV from /export, or a table, list or bookmarks from another tool (at most 5 MB). Or write UIDs or space links. Send /cancel to cancel.',
    takes: 'Send a file, or write UIDs as text. Send /cancel to cancel.',
    noneInReply:
      'The message you replied to holds neither a file nor text. Reply to a file, or send just /import.',
    unreadable: {
      empty: 'This file is empty: there is nobody in it. Send another one.',
      binary:
        'This is not a text file, so it cannot be read. Save a spreadsheet as CSV (UTF-8) and send that.',
      json: 'This JSON file is cut off or broken, so it cannot be read. Send the original again, unchanged.',
      foreign:
        'There is no list of people in this JSON file. Send one from /export, or text with one UID per line.',
      noFollowing:
        'This export has no list of people you follow (it could not be read at the time). Please export again.',
      groups: 'This is the list of groups, with nobody in it. Send following.csv or the JSON file.',
      credentials:
        'This is a login (a cookie or an access_key), not a list of people, so it was not read. To log in with it, send /login and choose “Paste cookie”.',
      tooBig: 'This file is too large (at most 5 MB), so it was not read. Split it into smaller files.',
      notFetched: 'This file could not be downloaded. Please send it again.',
    },
    nobody: (pieces) =>
      `I could not read: ${pieces}\nOnly UIDs and space links work here, so nothing was done. Check it and send it again.`,
    columns: {
      ask: 'It is not clear which of these numbers are UIDs. Here are the first people found each way; choose the right one. If none is, choose Cancel and send the UIDs, one a line:',
      column: (place, name) => (name ? `Column ${place} (${name})` : `Column ${place}`),
      list: (place, name) => (name ? `The list “${name}”` : `List ${place}`),
      first: 'The first number of each line',
      last: 'The last number of each line',
      all: 'All of them',
      means: (people) => `  → ${people}`,
      person: (name, mid) => `${name} (${mid})`,
      nobody: (mid) => `${mid} (nobody)`,
    },
    isBlacklist: (count) =>
      `This is a blacklist with ${counted(count, 'person', 'people')} on it. What do you want to do with them?`,
    isFans: (count) => `This is a list of ${counted(count, 'fan')}. Follow them?`,
    rounded: (uids) =>
      `⚠️ These UIDs were too long for Excel, which changed their last digits. There is no way to tell who was meant, so they are left out: ${uids}\nIn Excel, format the UID column as “Text”, fill it in again and save it as CSV; or send their space links.`,
    blocked: (count) => `Left out because they are marked as blocked: ${count}`,
    unreadOf: (count) => `Not understood in total: ${count}`,
    below: (action) => `All right. These are the people to ${action}:`,
    nobodyAtAll: 'There is nobody in it, so there is nothing to do. Send another file, or write UIDs.',
    found: (count) => `The file names ${counted(count, 'person', 'people')}, with groups.`,
    known: (names) => `Groups you have: ${names}`,
    missing: (count, names) => `Groups to be created (${count}): ${names}`,
    special: (count) => `Special follows: ${count}`,
    onlyNew: 'Only newly followed people are put into groups; people you already follow stay as they are.',
    buttons: {
      withGroups: 'With groups',
      withoutGroups: 'Without groups',
      follow: 'Follow',
      block: 'Block',
    },
    making: (total, done) => `Creating groups: ${done} of ${total}. Send /cancel to stop.`,
    ready: 'All groups are ready. These are the people to follow:',
    withoutGroups: 'All right, no groups. These are the people to follow:',
    made: (count, names) => `Groups created (${count}): ${names}`,
    noneMade: 'No groups were created.',
    notMade: (names, why) => `Could not create ${names}: ${why}`,
    gaveUp: 'Creating the groups was not finished, and nobody was followed yet. Choose it again to go on.',
    stale: 'This preview has expired: the file is gone, or the account was switched. Send the file again.',
  },
} satisfies typeof zh;
