import { describe, expect, it } from 'vitest';
import { type HealthInputs, healthLimitsFor, healthProblems } from '../../src/http/health-problems.ts';
import { createPollHealth } from '../../src/http/last-poll-outcome.ts';
import { createTestClock } from '../support/clock.ts';

const minute = 60_000;
const now = 1_000 * minute;
const limits = healthLimitsFor(5 * minute);

const telegram = (silentSince: number) => ({ title: 'Telegram', silentSince });

/** All is well, but for what is given. */
function problems(change: Partial<HealthInputs>): string[] {
  const well: HealthInputs = {
    platforms: [telegram(now), { title: 'QQ', silentSince: undefined }],
    stalledSince: undefined,
    dueSince: undefined,
    sendsDueSince: undefined,
    polledAt: undefined,
    trouble: undefined,
    egress: [{ name: 'default', silentFor: undefined }],
    storeFailure: undefined,
  };
  return healthProblems({ ...well, ...change }, limits, now);
}

const way = (silentFor: number | undefined) => ({ name: 'socks5://proxy:1080', silentFor });

const trouble = (since: number) => ({ trouble: { since, why: 'Bilibili cannot be reached' } });

describe('the program is well', () => {
  it.each<[string, Partial<HealthInputs>]>([
    ['while nobody watches anyone', {}],
    ['in a short outage of Telegram', { platforms: [telegram(now - 5 * minute)] }],
    ['while an update takes its time', { stalledSince: now - 3 * minute }],
    ['while looks wait for their turn', { dueSince: now - 60 * minute, polledAt: now - 15 * minute }],
    ['while a few looks have failed', trouble(now - 30 * minute)],
    ['while one request by way of a proxy has failed', { egress: [way(0), way(undefined)] }],
    ['while a proxy has been away for a while', { egress: [way(30 * minute), way(undefined)] }],
    ['while the only egress address is silent: the looks tell it', { egress: [way(90 * minute)] }],
  ])('%s', (_, change) => {
    expect(problems(change)).toEqual([]);
  });
});

describe('the program is not well', () => {
  it.each<[string, Partial<HealthInputs>, string]>([
    [
      'when QQ is not reached, whatever Telegram does',
      { platforms: [telegram(now), { title: 'QQ', silentSince: now - 6 * minute }] },
      'QQ has not answered for 6 minutes.',
    ],
    [
      'when nothing comes back by one of several egress addresses',
      { egress: [way(undefined), way(31 * minute)] },
      'Bilibili has not been reached by way of socks5://proxy:1080 for 31 minutes.',
    ],
    [
      'when Telegram answers no more',
      { platforms: [telegram(now - 90 * minute)] },
      'Telegram has not answered for 90 minutes.',
    ],
    [
      'when updates come and none is finished',
      { stalledSince: now - 4 * minute },
      'No update has been finished for 4 minutes, though some have come.',
    ],
    [
      'when alerts are due and none is sent',
      { sendsDueSince: now - 6 * minute },
      'No alert has been sent for 6 minutes, though some are due.',
    ],
    [
      'when looks are due and none ends',
      { dueSince: now - 20 * minute, polledAt: now - 40 * minute },
      'No poll for new fans has ended for 20 minutes, though some are due.',
    ],
    [
      'when every look fails',
      trouble(now - 31 * minute),
      'No poll for new fans has succeeded for 31 minutes: Bilibili cannot be reached.',
    ],
    [
      'when the store takes nothing',
      { storeFailure: 'the disk is full' },
      'The store cannot be written: the disk is full',
    ],
  ])('%s', (_, change, sentence) => {
    expect(problems(change)).toEqual([sentence]);
  });

  it('and says everything that is wrong', () => {
    expect(problems({ platforms: [telegram(0)], ...trouble(0), storeFailure: 'x' })).toHaveLength(3);
  });

  it('later, when polls are far apart', () => {
    expect(healthLimitsFor(60 * minute).trouble).toBe(180 * minute);
  });
});

describe('what polls say about the program', () => {
  const clock = createTestClock(0);
  const pollHealth = createPollHealth(clock.now);
  const failed = (why: 'login' | 'banned' | 'unreachable' | 'noInformation') =>
    ({ kind: 'failed', why }) as const;

  it('failures in a row count from the first, with the reason of the last', async () => {
    pollHealth.polled(failed('unreachable'));
    await clock.advance(minute);
    pollHealth.polled({ kind: 'resting', until: 0 });
    expect(pollHealth.times.trouble).toEqual({
      since: 0,
      why: "Bilibili's risk control wants to be left alone",
    });
    expect(pollHealth.times.polledAt).toBe(minute);
  });

  it("an account's own trouble is none of the program's, and ends none", async () => {
    await clock.advance(minute);
    pollHealth.polled(failed('login'));
    pollHealth.polled(failed('banned'));
    expect(pollHealth.times.trouble?.since).toBe(0);
    expect(pollHealth.times.polledAt).toBe(2 * minute);
  });

  it('one good poll ends it', () => {
    pollHealth.polled({ kind: 'good', fans: 0, mutuals: 0, total: 1, first: false, rate: 0 });
    expect(pollHealth.times.trouble).toBeUndefined();
    pollHealth.polled(failed('login'));
    expect(pollHealth.times.trouble).toBeUndefined();
  });
});
