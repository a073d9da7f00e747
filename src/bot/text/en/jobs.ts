import type zh from '../zh/jobs.ts';
import { counted } from './plural.ts';

export default {
  actions: {
    follow: 'follow',
    unfollow: 'unfollow',
    block: 'block',
    unblock: 'unblock',
    kick: 'remove as fans',
    unwhisper: 'stop following quietly',
    group: 'regroup',
    check: 'check',
  },
  buttons: {
    start: 'Start',
    withSpecial: 'Include special follows',
    stop: 'Stop',
    resume: 'Resume',
    retry: 'Retry failed',
    undo: 'Undo',
    people: 'People',
    show: (place, title) => `${place}. ${title}`,
  },
  shift: {
    out: (from) => `Out of the group “${from}”; other groups stay`,
    into: (to) => `Into the group “${to}”; other groups stay`,
    between: (from, to) => `From the group “${from}” to “${to}”`,
    only: (to) => `Into the group “${to}” and out of the others; special follows stay special`,
  },
  preview: {
    todo: (action, count, names) => `${counted(count, 'person', 'people')} to ${action}: ${names}`,
    nothing: (action) => `There is nobody to ${action}.`,
    skipped: (parts) => `Skipped: ${parts}`,
    skip: {
      self: (count) => `yourself ${count}`,
      already: (count) => `no change needed ${count}`,
      blocked: (count) => `on your blacklist ${count}`,
      special: (count) => `special follows ${count}`,
      notFollowed: (count) => `not followed ${count}`,
    },
    unread: (pieces) => `Not understood, and skipped: ${pieces}`,
    parts: (parts) =>
      `That is a lot of people, so it runs in ${parts} parts of at most 1000, one after another.`,
    time: (duration) => `Time needed: ${duration}`,
    quota: (left) => `Today’s limit: ${counted(left, 'person', 'people')} left`,
    overQuota: 'What cannot be done today continues tomorrow on its own.',
    noQuota: 'The admin has set the daily limit to 0, so this will not start. Please ask the admin.',
    type: (count) =>
      `This changes many people. To confirm, send the number ${count}. Send /cancel to cancel.`,
    wrongNumber: (count) => `That is not the number. Send ${count} to start, or /cancel to cancel.`,
  },
  people: {
    title: (action, count) => `${counted(count, 'person', 'people')} to ${action}:`,
    person: (place, name, mid) => `${place}. ${name} (${mid})`,
    nameless: (place, mid) => `${place}. ${mid}`,
  },
  reading: (read, total) => `Checking relations: ${read} of ${total}. Send /cancel to stop.`,
  seconds: 'less than a minute',
  minutes: (count) => (count === 1 ? '1 minute' : `${count} minutes`),
  hours: (count) => (count === 1 ? '1 hour' : `${count} hours`),
  days: (count, done) => `${counted(count, 'day')}, ${done}`,
  doneAround: (day, month, year) => `done around ${monthName(month)} ${day}${year ? `, ${year}` : ''}`,
  timeLeft: (duration) => `Time left: ${duration}`,
  title: (action, count) => `Job: ${counted(count, 'person', 'people')} to ${action}`,
  counts: (done, failed, left) => `Done ${done} · Failed ${failed} · Left ${left}`,
  states: {
    queued: 'Starts right away, or as soon as another job of this account has ended.',
    running: (duration) => `Running; time left: ${duration}.`,
    waiting: (until) => `Today’s limit is reached; this resumes on its own at ${until}.`,
    resting: (until) =>
      `Bilibili’s risk control stopped the requests, so the job has stopped here. Choose “Resume” after ${until}.`,
    stopped: 'Stopped. Choose “Resume” to go on from here.',
    restStopped: 'The parts after this one will not start either.',
    failed: (why) => `Stopped: ${why} Choose “Resume” when that is settled.`,
    done: 'Done.',
  },
  failedFor: (why, count, people) => `Failed for ${count}: ${why}\n  ${people}`,
  groupsFailed: (count) =>
    `You now follow ${counted(count, 'person', 'people')} who could not be put into their groups. You can do that in /groups.`,
  own: {
    unreachable: 'No answer came from Bilibili; nothing was changed.',
    inDoubt: 'No answer came from Bilibili, so I do not know whether it was done. Check with /who.',
    broken: 'Something went wrong in the program. Please tell the admin.',
  },
  none: 'There are no bulk jobs yet. For example, send /follow with several UIDs to start one.',
  listTitle: 'Bulk jobs:',
  gone: 'This job is gone. Send /jobs to see your jobs.',
  staleProposal: 'This preview has expired. Please send the command again.',
  cannotNow: 'That cannot be done to this job right now. This is how it stands.',
  tooMany: (count, most) =>
    `At most ${counted(String(most), 'person', 'people')} at a time. You named ${count}, so nothing was done. Please send them in parts.`,
  tooManyLookUps: (most) =>
    `At most ${most} names, videos and short links at a time, since each needs a request to Bilibili. Use UIDs, or send them in parts.`,
  quotaSpent: (until) => `Today’s limit is reached. Try again after ${until}.`,
} satisfies typeof zh;

function monthName(month: number): string {
  return new Date(Date.UTC(2000, month - 1)).toLocaleString('en', { month: 'long', timeZone: 'UTC' });
}
