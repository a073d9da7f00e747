import { expect, it } from 'vitest';
import { BilibiliUnreachable, type Session } from '../../../src/api/index.ts';
import { createFanNameReader } from '../../../src/commands/alerts/read-fan-names.ts';

/** A login whose cards are answered so. */
function sessionWith(nameOf: (mid: number, signal: AbortSignal) => Promise<string>): Session {
  const people = {
    cards: async ({ uids }: { uids: number[] }, { signal }: { signal: AbortSignal }) => {
      const cards = uids.map(async (mid) => [mid, { mid, name: await nameOf(mid, signal) }] as const);
      return Object.fromEntries(await Promise.all(cards));
    },
  };
  return { people } as unknown as Session;
}

const never = (_: number, signal: AbortSignal) =>
  new Promise<string>((_resolve, reject) => {
    signal.throwIfAborted();
    signal.addEventListener('abort', () => reject(signal.reason));
  });

it('nobody is asked about twice', async () => {
  const asked: number[] = [];
  const namesOf = createFanNameReader({
    sessionOf: async () =>
      sessionWith(async (mid) => {
        asked.push(mid);
        return `name ${mid}`;
      }),
  });
  const { signal } = new AbortController();
  expect([...(await namesOf(7, 9, [1, 2], signal)).values()]).toEqual(['name 1', 'name 2']);
  expect((await namesOf(7, 9, [1, 2, 3], signal)).size).toBe(3);
  expect(asked).toEqual([1, 2, 3]);
});

it('a login that has no turn for names costs the message those, not its time', async () => {
  const namesOf = createFanNameReader({ sessionOf: async () => sessionWith(never) }, 1);
  expect(await namesOf(7, 9, [1], new AbortController().signal)).toEqual(new Map());
});

it('a site that does not answer costs the message its names', async () => {
  const silent = async (): Promise<string> => {
    throw new BilibiliUnreachable({ why: 'network', endpoint: 'x/web-interface/card' });
  };
  const namesOf = createFanNameReader({ sessionOf: async () => sessionWith(silent) });
  expect(await namesOf(7, 9, [1], new AbortController().signal)).toEqual(new Map());
});

it('a stop of the program is none of the site', async () => {
  const stop = new AbortController();
  const namesOf = createFanNameReader({ sessionOf: async () => sessionWith(never) });
  const names = namesOf(7, 9, [1], stop.signal);
  stop.abort();
  await expect(names).rejects.toThrow('aborted');
});
