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
    groups: 'Groups',
    save: 'Save',
    followAndSave: 'Follow and save',
    toCard: 'Back to card',
    toGroups: '‹ All groups',
    toList: '‹ Back to the list',
    into: (name) => `→ ${name}`,
    refresh: 'Refresh',
  },
  askName: 'What is the new group called? Send 1–16 characters. Send /cancel to leave.',
  askOtherName: (name) => `What shall “${name}” be called? Send 1–16 characters. Send /cancel to leave.`,
  badName: (length) =>
    length === 0
      ? 'A group needs a name of 1–16 characters.'
      : `A group’s name has 1–16 characters, and you wrote ${length}. Choose a shorter one.`,
  created: (name) => `✅ The group “${name}” is made.`,
  renamed: (old, name) => `✅ The group “${old}” is now called “${name}”.`,
  askDelete: (name, count) =>
    `Delete the group “${name}”? ${counted(count, 'member stays', 'members stay')} followed, just no longer in this group.`,
  deleted: (name) => `✅ The group “${name}” is deleted. Its members stay followed.`,
  fixed: (name) => `“${name}” is Bilibili’s own group and cannot be renamed or deleted.`,
  gone: 'This group is gone; it may have been deleted elsewhere. These are the groups there are now.',
  moved: (count, name) => `✅ Moved ${count} to “${name}”.`,
  copied: (count, name) => `✅ Copied ${count} to “${name}”.`,
  takenOut: (count, name) => `✅ Took ${count} out of “${name}”. You still follow them.`,
  nobodyChanged: 'There was nobody to change.',
  already: (count) => `It was so already for ${count}.`,
  notFollowed: (count) =>
    `You do not follow ${count} of them, so they cannot be in a group and were left alone.`,
  pickMove: (count) => `To which group shall the ${count} selected be moved?`,
  pickMoveAll: (count) =>
    `To which group shall the ${count} selected be moved? They leave their other groups; special stays.`,
  pickCopy: (count) => `To which group shall the ${count} selected be copied? Their other groups stay.`,
  noTarget: 'There is no group to put anybody into. Make one in /groups first.',
  tick: 'Tap groups to tick them or not, then press “Save”. None at all is the default group.',
  tickUnfollowed:
    'You do not follow them, and only who is followed can be in a group. Tick the groups, then press “Follow and save”.',
  saved: '✅ Saved.',
  savedBeside: '✅ Saved. What was changed elsewhere meanwhile stays as it is there.',
  savedFollowing: '✅ You now follow them, and the groups are saved.',
  forgotten: 'This panel is old, and what was ticked is forgotten. These are the groups as they are now.',
  goneMeanwhile: 'One of the groups is gone, so nothing was saved. These are the groups as they are now.',
  intoDone: (name) => `✅ ${name} was put into the group`,
  usage:
    'Write:\n/groups new NAME\n/groups rename OLD = NEW\n/groups delete NAME\n/groups add NAME WHO…\nPut a name with spaces in quotes, such as “old friends”.',
  noSuch: (name, all) => `There is no group called “${name}”. These are your groups: ${all}.`,
  several: (names) => `These groups differ only in capitals: ${names}. Write the name exactly.`,
  addWhom: (name) => `Whom shall I put into “${name}”? Write them after the name: UIDs, links or @names.`,
  notInto: 'The default group holds those who are in no other; nobody can be put into it.',
} satisfies typeof zh;
