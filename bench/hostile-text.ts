import { setTimeout as wait } from 'node:timers/promises';
import { readAccessKey, readPastedLogin } from '../src/accounts/read-pasted-login.ts';
import { readPeopleFile, readPeopleText, UnreadableFile } from '../src/people/import/read-people.ts';
import { findPeopleInMessage, readPeopleInAnswer } from '../src/people/people-in-text.ts';
import { redactCredentials } from '../src/text/find-and-redact-credentials.ts';
import { hostile } from '../test/support/hostile-texts.ts';
import { type Figure, median } from './figure.ts';

const file = 5_000_000;
const message = 100_000;
const rounds = 5;

/**
 * The cost of texts designed to be slow to parse: how long a file of 5 MB blocks others, and how long a
 * message of 100 kB takes.
 */
export async function hostileText(): Promise<Figure[]> {
  const kinds = Object.entries(hostile);
  for (const [, text] of kinds) await readFile(text(message));
  let gap = { kind: '', ms: 0 };
  let answer = { kind: '', ms: 0 };
  let short = { kind: '', ms: 0 };
  for (const [kind, text] of kinds) {
    const measured = await readFile(text(file));
    if (measured.gap > gap.ms) gap = { kind, ms: measured.gap };
    if (measured.answer > answer.ms) answer = { kind, ms: measured.answer };
    const ms = readAll(text(message));
    if (ms > short.ms) short = { kind, ms };
  }
  return [
    {
      name: 'hostileGap',
      what: `longest gap of the event loop, 5 MB to import (${gap.kind})`,
      unit: 'ms',
      ours: gap.ms,
      wanted: { most: 50 },
    },
    {
      name: 'hostileAnswer',
      what: `time to the answer, 5 MB to import (${answer.kind})`,
      unit: 'ms',
      ours: answer.ms,
      wanted: { most: 5000 },
    },
    {
      name: 'hostileMessage',
      what: `the slowest reader of 100 kB (${short.kind})`,
      unit: 'ms',
      ours: short.ms,
      wanted: { most: 50 },
    },
  ];
}

/** How long reading the file takes, and how long it blocks the event loop at most; ms. */
async function readFile(text: string): Promise<{ gap: number; answer: number }> {
  const bytes = Buffer.from(text).subarray(0, file);
  let gap = 0;
  let last = performance.now();
  const tick = () => {
    const now = performance.now();
    gap = Math.max(gap, now - last);
    last = now;
  };
  const timer = setInterval(tick, 1);
  const started = performance.now();
  await readPeopleFile(bytes).catch(unlessUnreadable);
  const answer = performance.now() - started;
  await wait(2);
  clearInterval(timer);
  return { gap, answer };
}

function unlessUnreadable(error: unknown): void {
  if (!(error instanceof UnreadableFile)) throw error;
}

/** The slowest of the functions that read messages synchronously; ms. */
function readAll(text: string): number {
  const readers = [
    readPeopleInAnswer,
    (written: string) => findPeopleInMessage(written, [written]),
    readPastedLogin,
    readAccessKey,
    redactCredentials,
    readPeopleText,
  ];
  return Math.max(...readers.map((read) => median(Array.from({ length: rounds }, () => timed(read, text)))));
}

function timed(read: (text: string) => unknown, text: string): number {
  const started = performance.now();
  try {
    read(text);
  } catch (error) {
    unlessUnreadable(error);
  }
  return performance.now() - started;
}
