import type zh from '../zh/jobs.ts';
import { counted } from './plural.ts';

export default {
  actions: {
    follow: 'follow',
    unfollow: 'unfollow',
    block: 'block',
    unblock: 'unblock',
    kick: 'remove as fans',
    unwhisper: 'end the quiet follow of',
    group: 'regroup',
  },
  buttons: {
    start: 'Start',
    withSpecial: 'Include special follows',
    stop: 'Stop',
    resume: 'Resume',
    retry: 'Retry failed',
    undo: 'Undo',
    people: 'People',
    back: '‹ Back',
    show: (place, title) => `${place}. ${title}`,
  },
  shift: {
    out: (from) => `Out of the group “${from}”; other groups stay`,
    into: (to) => `Into the group “${to}”; other groups stay`,
    between: (from, to) => `From the group “${from}” to “${to}”`,
    only: (to) => `Into the group “${to}” and out of the others; special stays`,
  },
  preview: {
    todo: (action, count, names) => `About to ${action} ${counted(count, 'person', 'people')}: ${names}`,
    nothing: (action) => `There is nobody to ${action}.`,
    skipped: (parts) => `Left out: ${parts}`,
    skip: {
      self: (count) => `yourself ${count}`,
      already: (count) => `nothing to change ${count}`,
      blocked: (count) => `on your blacklist ${count}`,
      special: (count) => `special follows ${count}`,
      notFollowed: (count) => `not followed ${count}`,
    },
    unread: (pieces) => `Not understood, and left alone: ${pieces}`,
    parts: (parts) =>
      `That is a lot of people: it goes in ${parts} parts, one after another, of 1000 at most.`,
    time: (duration) => `Time needed: ${duration}`,
    quota: (left) => `${counted(left, 'more person', 'more people')} may be changed today`,
    overQuota: 'What cannot be done today goes on tomorrow by itself.',
    noQuota:
      'The admin has set the daily number of changes to 0, so it will not begin. Please ask the admin.',
    type: (count) => `This changes many people. To confirm, send the number ${count}; send /cancel to leave.`,
    wrongNumber: (count) => `That is not the number. Send ${count} to start, or /cancel to leave it.`,
  },
  people: {
    title: (action, count) => `About to ${action} ${counted(count, 'person', 'people')}:`,
    person: (place, name, mid) => `${place}. ${name} (${mid})`,
    nameless: (place, mid) => `${place}. ${mid}`,
    separator: ', ',
  },
  reading: (read, total) => `Checking relations: ${read} of ${total}. Send /cancel to stop.`,
  seconds: 'less than a minute',
  minutes: (count) => (count === 1 ? '1 minute' : `${count} minutes`),
  hours: (count) => (count === 1 ? '1 hour' : `${count} hours`),
  days: (count, done) => `${counted(count, 'day')}, ${done}`,
  doneAround: (day, month, year) => `done around ${monthName(month)} ${day}${year ? `, ${year}` : ''}`,
  timeLeft: (duration) => `Time left: ${duration}`,
  title: (action, count) => `Job: ${action} ${counted(count, 'person', 'people')}`,
  counts: (done, failed, left) => `Done ${done} · Failed ${failed} · Left ${left}`,
  states: {
    queued: 'Starts at once, or as soon as another job of this account has ended.',
    running: (duration) => `At work; time left: ${duration}.`,
    waiting: (until) => `Today’s number of changes is used up; it goes on by itself ${until}.`,
    resting: (until) =>
      `Bilibili’s risk control stopped the requests, so it rests here. Press “Resume” after ${until}.`,
    stopped: 'Stopped. “Resume” goes on from here.',
    restStopped: 'The parts after this one do not begin either.',
    failed: (why) => `It stopped here: ${why} Press “Resume” when that is settled.`,
    done: 'Done.',
  },
  failedFor: (why, count, people) => `Failed for ${count}: ${why}\n  ${people}`,
  groupsFailed: (count) =>
    `${counted(count, 'person is', 'people are')} followed, but could not be put back into their groups.`,
  own: {
    unreachable: 'No answer came from Bilibili; nothing was changed.',
    inDoubt: 'No answer came, and it is not known whether it was done; look with /who.',
    broken: 'The program failed; please tell the admin.',
  },
  none: 'There are no bulk jobs yet. Send /follow with several UIDs to begin one.',
  listTitle: 'Bulk jobs:',
  gone: 'This job is gone. Send /jobs for those there are.',
  staleProposal: 'This preview is out of date. Please send the command again.',
  cannotNow: 'That cannot be done now; this is how the job stands.',
  tooMany: (count, most) =>
    `At most ${counted(String(most), 'person', 'people')} at a time. You named ${count}, so nothing was done. Please send them in parts.`,
  tooManyLookUps: (most) =>
    `At most ${most} names, videos and short links at a time, since each asks Bilibili. Use UIDs, or send them in parts.`,
  quotaSpent: (until) => `Today’s number of changes is used up. Try again after ${until}.`,
} satisfies typeof zh;

function monthName(month: number): string {
  return new Date(Date.UTC(2000, month - 1)).toLocaleString('en', { month: 'long', timeZone: 'UTC' });
}
