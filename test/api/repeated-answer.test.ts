import { describe, expect, it } from 'vitest';
import { type BilibiliOptions, RepeatedAnswer } from '../../src/api/index.ts';
import { createTestClock } from '../support/clock.ts';
import type { Reply } from '../support/scripted-site.ts';
import { accessKeyLogin, rejection, startHarness } from './harness.ts';

const stat = 'x/relation/stat';
const counted = (follower: number) => ({ code: 0, data: { mid: 1, following: 1, follower } });
const known: Reply = { json: counted(1) };

/** A session that knows the first answer's body; what it was asked about is counted. */
async function startKnowing(replies: Reply[], options: Partial<BilibiliOptions> = {}) {
  const outcomes: string[] = [];
  let parsed = 0;
  const { site, session } = await startHarness({
    ...options,
    onCall: ({ outcome }) => outcomes.push(outcome),
    onAnswer: () => {
      parsed += 1;
    },
  });
  site.on(stat, known, ...replies);
  const { people } = session(accessKeyLogin, 1);
  let knownDigest = '';
  const note = (digest: string) => {
    knownDigest = digest;
    return false;
  };
  await people.stat({ vmid: 1 }, { isRepeat: note });
  return {
    ask: () => people.stat({ vmid: 1 }, { isRepeat: (digest) => digest === knownDigest }),
    askPlainly: () => people.stat({ vmid: 1 }),
    outcomes,
    parsed: () => parsed,
  };
}

describe('an answer in the bytes of one before', () => {
  it('is not parsed, and counts as an answer', async () => {
    const { ask, outcomes, parsed } = await startKnowing([known]);
    expect(await rejection(ask())).toBeInstanceOf(RepeatedAnswer);
    expect(outcomes).toEqual(['ok', 'ok']);
    expect(parsed()).toBe(1);
  });

  it('is parsed for those who do not ask', async () => {
    const { askPlainly, parsed } = await startKnowing([known]);
    expect(await askPlainly()).toMatchObject({ follower: 1 });
    expect(parsed()).toBe(2);
  });

  it('is a failure where its status says so', async () => {
    const { ask, outcomes } = await startKnowing([{ ...known, status: 502 }]);
    await expect(ask()).rejects.toMatchObject({ why: 'server', status: 502 });
    expect(outcomes).toEqual(['ok', 'server', 'server', 'server']);
  });

  it('ends a rest as any answer does', async () => {
    const clock = createTestClock();
    const risk: Reply = { json: { code: -799, message: '' } };
    const { ask } = await startKnowing([risk, known, risk], { clock });
    const restOf = async () => {
      const { restUntil } = (await rejection(ask())) as { restUntil: number };
      const rest = restUntil - clock.now();
      await clock.advance(rest);
      return rest;
    };
    const first = await restOf();
    expect(await rejection(ask())).toBeInstanceOf(RepeatedAnswer);
    expect(await restOf()).toBe(first);
    expect(await restOf()).toBe(2 * first);
  });
});

it('an answer in other bytes is parsed', async () => {
  const { ask } = await startKnowing([{ json: counted(2) }]);
  expect(await ask()).toMatchObject({ follower: 2 });
});
