import type { CallbackOf } from '../../bot/callback-data.ts';
import { callbackButton, type Keyboard } from '../../bot/keyboards.ts';
import type { Content } from '../../bot/messages.ts';
import type { Texts } from '../../bot/text/index.ts';
import { oneLine } from '../../bot/text/safe.ts';
import { formatCount, formatMoment } from '../../bot/text/times.ts';
import type { Viewer } from '../../bot/viewer.ts';
import {
  byReason,
  canResume,
  canRetry,
  canUndo,
  type Failure,
  isOngoing,
  type Job,
  type Plan,
  progressOf,
  type RequestSpacing,
  type Task,
  takesQuota,
  timeLeft,
  type Why,
} from '../../jobs/index.ts';

const minute = 60_000;
const hour = 60 * minute;
const barLength = 10;
/** What is listed of a longer row of people or pieces; a message has 4096 characters for all of it. */
const mostNamed = 5;
const mostReasons = 8;
const mostUnread = 10;

/** What would be done, before it is begun: for how many, for whom first, who is left out, how long it takes. */
export function drawPreview(plan: Plan, unread: readonly string[], { texts, user }: Viewer): Content {
  const { preview: words, actions, buttons } = texts.jobs;
  const skipped = Object.entries(plan.skipped)
    .filter(([, mids]) => mids.length > 0)
    .map(([skip, mids]) => words.skip[skip as keyof typeof words.skip](formatCount(mids.length)));
  const effort = [
    words.time(duration(plan.milliseconds, texts)),
    ...(takesQuota(plan.action) ? [words.quota(formatCount(plan.quotaLeft))] : []),
  ];
  const never = plan.count > 0 && !Number.isFinite(plan.nights);
  const lines = [
    plan.count > 0
      ? words.todo(actions[plan.action], formatCount(plan.count), firstNames(plan))
      : words.nothing(actions[plan.action]),
    ...shiftLine(plan, texts),
    ...(skipped.length > 0 ? [words.skipped(skipped.join(' · '))] : []),
    ...(unread.length > 0 ? [words.unread(shortened(unread.map(oneLine), mostUnread))] : []),
    ...(plan.count > 0 ? [effort.join(' · ')] : []),
    ...(never ? [words.noQuota] : plan.nights > 0 ? [words.overQuota] : []),
  ];
  const start = callbackButton(buttons.start, { kind: 'proposalStart', user }, 'primary');
  const cancel = callbackButton(texts.common.cancel, { kind: 'dismiss', user });
  const special = callbackButton(buttons.withSpecial, { kind: 'proposalWithSpecial', user });
  return {
    text: lines.join('\n'),
    keyboard: [
      ...(plan.count > 0 && !never ? [[start, cancel]] : []),
      ...(plan.skipped.special.length > 0 ? [[special]] : []),
    ],
  };
}

/** A job as it stands: how far, how long still, and afterwards for whom it did not work and why. */
export function drawJob(job: Job, pace: RequestSpacing, { texts, timezone, user }: Viewer): Content {
  const words = texts.jobs;
  const { total, done, failed, left, skipped } = progressOf(job);
  const part = total - skipped > 0 ? (done + failed) / (total - skipped) : 1;
  const until = job.until === undefined ? '' : formatMoment(job.until, timezone);
  const states: Record<Job['state'], string> = {
    ...words.states,
    running: words.states.running(duration(timeLeft(job, pace), texts)),
    waiting: words.states.waiting(until),
    resting: words.states.resting(until),
    failed: words.states.failed(whyInWords(job.why ?? 'broken', texts)),
  };
  const reasons = byReason(job.failures).slice(0, mostReasons);
  const lines = [
    words.title(words.actions[job.action], formatCount(total - skipped)),
    ...shiftLine(job, texts),
    `${bar(part)} ${Math.floor(part * 100)}%`,
    words.counts(formatCount(done), formatCount(failed), formatCount(left)),
    states[job.state],
    ...reasons.map(([why, failures]) =>
      words.failedFor(reasonOf(why, failures, texts), formatCount(failures.length), people(failures)),
    ),
    ...(job.groupFailures.length > 0 ? [words.groupsFailed(formatCount(job.groupFailures.length))] : []),
  ];
  return { text: lines.join('\n'), keyboard: jobKeyboard(job, texts, user) };
}

/** From which group into which. */
function shiftLine({ shift }: Task, { jobs: { shift: words } }: Texts): string[] {
  if (shift === undefined) return [];
  const [from, to] = [oneLine(shift.fromName ?? ''), oneLine(shift.toName ?? '')];
  if (shift.to === undefined) return [words.out(from)];
  if (shift.from === 'all') return [words.only(to)];
  return [shift.from === undefined ? words.into(to) : words.between(from, to)];
}

/** One line of a list of jobs; `place` counts from 1. */
export function jobLine(job: Job, place: number, { texts, timezone }: Viewer): string {
  const { total, done, failed, left, skipped } = progressOf(job);
  const words = texts.jobs;
  const title = words.title(words.actions[job.action], formatCount(total - skipped));
  const counts = words.counts(formatCount(done), formatCount(failed), formatCount(left));
  return `${place}. ${formatMoment(job.madeAt, timezone)} ${title} · ${counts}`;
}

function jobKeyboard(job: Job, texts: Texts, user: number): Keyboard {
  const words = texts.jobs.buttons;
  const button = (what: CallbackOf<'job'>['what'], label: string) =>
    callbackButton(label, { kind: 'job', user, id: job.id, what });
  const row = [
    ...(isOngoing(job.state) ? [button('stop', words.stop)] : []),
    ...(canResume(job) ? [button('resume', words.resume)] : []),
    ...(canRetry(job) ? [button('retry', words.retry)] : []),
    ...(canUndo(job) ? [button('undo', words.undo)] : []),
  ];
  return row.length > 0 ? [row] : [];
}

/** About how long, in words. */
export function duration(milliseconds: number, texts: Texts): string {
  const words = texts.jobs;
  if (milliseconds < minute) return words.seconds;
  if (milliseconds < 2 * hour) return words.minutes(Math.ceil(milliseconds / minute));
  return words.hours(Math.ceil(milliseconds / hour));
}

function bar(part: number): string {
  const full = Math.floor(part * barLength);
  return '█'.repeat(full) + '░'.repeat(barLength - full);
}

function firstNames({ first, count: all }: Plan): string {
  const names = first.map(({ mid, name }) => (name && oneLine(name)) || String(mid));
  return all > first.length ? `${names.join('、')}…` : names.join('、');
}

function people(failures: readonly Failure[]): string {
  return shortened(
    failures.map(({ mid }) => String(mid)),
    mostNamed,
  );
}

function shortened(all: readonly string[], most: number): string {
  return all.length > most ? `${all.slice(0, most).join(' ')} …(+${all.length - most})` : all.join(' ');
}

/** For an unknown refusal the site's own words and number stand in for ours. */
function reasonOf(why: Why, failures: readonly Failure[], texts: Texts): string {
  const [first] = failures;
  const sentence = whyInWords(why, texts);
  if (why !== 'unknown' || first?.code === undefined) return sentence;
  return texts.failures.withCode(sentence, first.code, oneLine(first.said ?? ''));
}

function whyInWords(why: Why, { jobs: { own }, failures }: Texts): string {
  return why in own ? own[why as keyof typeof own] : failures.refused[why as keyof typeof failures.refused];
}
