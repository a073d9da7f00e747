import { FormattedString } from '@grammyjs/parse-mode';
import type { CallbackOf } from '../../bot/callback-data.ts';
import { accountHash } from '../../bot/context.ts';
import { callbackButton, type Keyboard } from '../../bot/keyboards.ts';
import type { Content } from '../../bot/messages.ts';
import { oneLine } from '../../bot/text/displayable-text.ts';
import { fillText, type Text } from '../../bot/text/fill-text.ts';
import { formatCount } from '../../bot/text/format-numbers.ts';
import { localMoment } from '../../bot/text/format-times.ts';
import type { Texts } from '../../bot/text/index.ts';
import type { Viewer } from '../../bot/viewer.ts';
import {
  canResume,
  canRetry,
  canUndo,
  type Failure,
  type FailureReason,
  type Forecast,
  failuresByReason,
  isOngoing,
  type Job,
  progressOf,
} from '../../jobs/index.ts';
import { groupShiftLine, joinFirstPieces } from './preview-screens.ts';
import { timeNeeded } from './time-needed-text.ts';

const barLength = 10;
/** Most people listed per reason. */
const mostNamed = 5;
const mostReasons = 8;
/**
 * Most people listed for all reasons together where the list is folded; a message has 4096 characters and a
 * mid up to 16.
 */
const mostFolded = 120;
/** Lists longer than this many characters are folded. */
const foldedFrom = 200;

/** Draws a job: its progress and forecast, and after its end who failed and why. */
export function drawJob(job: Job, forecast: Forecast, viewer: Viewer): Content {
  const { texts, timezone, user } = viewer;
  const words = texts.jobs;
  const { total, done, failed, left, skipped } = progressOf(job);
  const part = total - skipped > 0 ? (done + failed) / (total - skipped) : 1;
  const until = job.until === undefined ? '' : localMoment(job.until, timezone);
  const time = timeNeeded(forecast, viewer) ?? words.seconds;
  const mayWait = job.state === 'waiting' || (job.state === 'queued' && forecast.nights > 0);
  const isCut = job.state === 'stopped' && job.chain !== undefined && job.chain.parts > 1;
  const states: Record<Job['state'], Text> = {
    ...words.states,
    running: words.states.running(time),
    waiting: fillText(words.states.waiting, until),
    resting: fillText(words.states.resting, until),
    failed: words.states.failed(ownReasonText(job.why ?? 'broken', texts)),
  };
  const lines = [
    jobTitle(job, texts),
    ...groupShiftLine(job, texts),
    `${bar(part)} ${Math.floor(part * 100)}%`,
    words.counts(formatCount(done), formatCount(failed), formatCount(left)),
    states[job.state],
    ...(mayWait && forecast.doneAt !== undefined ? [words.timeLeft(time)] : []),
    ...(isCut ? [words.states.restStopped] : []),
    ...failureLines(job, viewer),
    ...(job.groupFailures.length > 0 ? [words.groupsFailed(formatCount(job.groupFailures.length))] : []),
  ];
  return { text: FormattedString.join(lines, '\n'), keyboard: jobKeyboard(job, texts, user) };
}

/** Who failed, and why. */
function failureLines({ failures: all }: Job, { texts, folds }: Viewer): Text[] {
  const reasons = failuresByReason(all).slice(0, mostReasons);
  const most = folds ? Math.floor(mostFolded / reasons.length) : mostNamed;
  const lines = reasons.map(([why, failures]) => {
    const sentence = reasonText(why, failures, texts);
    return texts.jobs.failedFor(sentence, formatCount(failures.length), listPeople(failures, most));
  });
  const text = lines.join('\n');
  return folds && text.length >= foldedFrom ? [FormattedString.expandableBlockquote(text)] : lines;
}

/** What a job does, and for how many people. */
export function jobTitle(job: Job, { jobs: words }: Texts): string {
  const { total, skipped } = progressOf(job);
  return words.title(words.actions[job.action], formatCount(total - skipped));
}

/** One line of /jobs; `place` counts from 1. */
export function jobLine(job: Job, place: number, forecast: Forecast, viewer: Viewer): FormattedString {
  const { texts, timezone } = viewer;
  const { done, failed, left } = progressOf(job);
  const words = texts.jobs;
  const counts = words.counts(formatCount(done), formatCount(failed), formatCount(left));
  const time = isOngoing(job.state) ? timeNeeded(forecast, viewer) : undefined;
  const parts = [jobTitle(job, texts), counts, ...(time === undefined ? [] : [words.timeLeft(time)])];
  return FormattedString.join([`${place}. `, localMoment(job.madeAt, timezone), ` ${parts.join(' · ')}`]);
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
  return [...(row.length > 0 ? [row] : []), ...resultButtons(job, texts, user)];
}

/** The button that opens the list of people a check found. */
function resultButtons({ action, state, mid, changed, found }: Job, texts: Texts, user: number): Keyboard {
  if (action !== 'check' || isOngoing(state) || changed.length + found.length === 0) return [];
  const callback = { kind: 'tidy', user, what: 'dormantList', as: accountHash(mid) } as const;
  return [[callbackButton(texts.lists.filters.dormant, callback)]];
}

function bar(part: number): string {
  const full = Math.floor(part * barLength);
  return '█'.repeat(full) + '░'.repeat(barLength - full);
}

function listPeople(failures: readonly Failure[], most: number): string {
  return joinFirstPieces(
    failures.map(({ mid }) => String(mid)),
    most,
  );
}

/** For an unknown refusal, Bilibili's own message and code. */
function reasonText(why: FailureReason, failures: readonly Failure[], texts: Texts): string {
  const [first] = failures;
  const sentence = ownReasonText(why, texts);
  if (why !== 'unknown' || first?.code === undefined) return sentence;
  return texts.failures.withCode(sentence, first.code, oneLine(first.said ?? ''));
}

function ownReasonText(why: FailureReason, { jobs: { own }, failures }: Texts): string {
  return why in own ? own[why as keyof typeof own] : failures.refused[why as keyof typeof failures.refused];
}
