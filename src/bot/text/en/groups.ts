import type zh from '../zh/groups.ts';
import { counted } from './plural.ts';

export default {
  title: (count) => `Your groups (${count})`,
  special: 'Special',
  default: 'Default',
  row: (name, count) => `${name} · ${count}`,
  buttons: {
    create: 'New group',
    rename: 'Rename',
    remove: 'Delete',
    move: 'Move to',
    copy: 'Copy to',
    out: 'Remove from group',
    up: 'Move up',
    down: 'Move down',
    groups: 'Groups',
    save: 'Save',
    followAndSave: 'Follow and save',
    toCard: 'Back to card',
    toGroups: '‹ All groups',
    toList: '‹ Back to the list',
    into: (name) => `→ ${name}`,
    refresh: 'Refresh',
  },
  askName: 'What is the new group called? Send 1–16 characters. Send /cancel to cancel.',
  askOtherName: (name) => `What should “${name}” be called? Send 1–16 characters. Send /cancel to cancel.`,
  badName: (length) =>
    length === 0
      ? 'A group needs a name. Choose one of 1–16 characters.'
      : `A group’s name can have at most 16 characters, and you wrote ${length}. Choose a shorter one.`,
  created: (name) => `✅ Created the group “${name}”.`,
  renamed: (old, name) => `✅ The group “${old}” is now called “${name}”.`,
  askDelete: (name, count) =>
    count === '0'
      ? `Delete the group “${name}”?`
      : `Delete the group “${name}”? You still follow its ${counted(count, 'member')}, who will just no longer be in it.`,
  deleted: (name) => `✅ Deleted the group “${name}”. You still follow its members.`,
  fixed: (name) => `“${name}” is Bilibili’s own group and cannot be renamed or deleted.`,
  gone: 'This group is gone; it may have been deleted elsewhere. These are your groups now.',
  moved: (count, name) => `✅ Moved ${count} to “${name}”.`,
  copied: (count, name) => `✅ Copied ${count} to “${name}”.`,
  takenOut: (count, name) => `✅ Took ${count} out of “${name}”. You still follow them.`,
  ordered: {
    moved: (name, place) => `✅ The group “${name}” is number ${place} now.`,
    end: (name) => `The group “${name}” is at that end already; nothing was changed.`,
    refused: (name) =>
      `Bilibili did not take the new order, and the group “${name}” is where it was. You can reorder groups in Bilibili’s app.`,
  },
  nobodyChanged: 'Nobody needed a change.',
  already: (count) => `No change needed for ${count}.`,
  notFollowed: (count) =>
    `You do not follow ${count} of them, so they cannot be in a group and were not changed.`,
  pickMove: (count) => `Move the ${count} selected to which group?`,
  pickMoveAll: (count) =>
    `Move the ${count} selected to which group? They leave their other groups; special follows stay special.`,
  pickFollow: (count) =>
    `Follow the ${count} selected and add them to which group? People you already follow are skipped.`,
  pickCopy: (count) => `Copy the ${count} selected to which group? Their other groups stay.`,
  noTarget: 'You have no group to put anyone into. Create one in /groups first.',
  tick: 'Choose groups to tick or untick them, then “Save”. With none ticked, they are in the default group.',
  tickUnfollowed:
    'You do not follow them yet, and only people you follow can be in a group. Tick the groups, then choose “Follow and save”.',
  saved: '✅ Saved.',
  savedBeside: '✅ Saved. Groups changed elsewhere meanwhile keep those changes.',
  savedFollowing: '✅ You now follow them, and the groups are saved.',
  forgotten:
    'This message has expired, and your choice was not saved. These are the groups as they are now; please choose again.',
  goneMeanwhile:
    'One of the groups is gone, so nothing was saved. These are the groups as they are now; please choose again.',
  intoDone: (name) => `✅ ${name} was put into the group`,
  usage:
    'How to write it:\n/groups new NAME\n/groups rename OLD = NEW\n/groups delete NAME\n/groups add NAME WHO…\nPut a name with spaces in quotes, such as “old friends”.',
  noSuch: (name, all) => `There is no group called “${name}”. These are your groups: ${all}.`,
  several: (names) =>
    `These groups differ only in upper and lower case: ${names}. Write the name exactly as it is.`,
  addWhom: (name) =>
    `Who should go into “${name}”? Write them after the group’s name: UIDs, links or @names.`,
  notInto:
    'The default group holds people who are in no other; nobody can be put into it. Choose another group.',
} satisfies typeof zh;
