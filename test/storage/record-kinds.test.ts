import { expect, onTestFinished, test } from 'vitest';
import { longestNote, openStore, type WatchRecord } from '../../src/storage/index.ts';
import { storeKey } from './store-key.ts';

async function open() {
  const store = await openStore({ path: ':memory:', keys: [storeKey] });
  onTestFinished(() => store.close());
  return store;
}

const watch: WatchRecord = { known: [], former: [], total: 0, newest: 0, milestone: 0, chats: {} };
const days = (count: number) =>
  Array.from({ length: count }, (_, n): [number, number, number, number] => [20_000 + n, 100 + n, 2, 1]);
const hours = (count: number) =>
  Array.from({ length: count }, (_, n): [number, number] => [480_000 + n, 100]);

test('the history of a total holds 400 days and the hours of two, and no more', async () => {
  const { watches } = await open();
  const full = { ...watch, history: { days: days(400), hours: hours(48) } };
  expect(await watches.update('1', () => full)).toEqual(full);
  for (const history of [
    { days: days(401), hours: [] },
    { days: [], hours: hours(49) },
  ])
    await expect(watches.update('1', () => ({ ...watch, history }))).rejects.toMatchObject({
      problem: 'shape',
    });
  expect(await watches.get('1')).toEqual(full);
});

test.each([
  ['a row too short', { days: [[1, 2, 3]], hours: [] }],
  ['a fraction', { days: [], hours: [[1.5, 2]] }],
  ['less than nothing', { days: [[1, 2, -3, 0]], hours: [] }],
  ['words', { days: 'many', hours: [] }],
])('a history with %s is refused', async (_, history) => {
  const { watches } = await open();
  const wrong = watches.update('1', () => Object.assign({ ...watch }, { history }) as WatchRecord);
  await expect(wrong).rejects.toMatchObject({
    problem: 'shape',
    message: expect.stringContaining('history'),
  });
});

test('a note is sealed, and not longer than it may be', async () => {
  const { notes, audit } = await open();
  await notes.update('1:2', () => ({ text: 'x'.repeat(longestNote), at: 5 }));
  await expect(
    notes.update('1:2', () => ({ text: 'x'.repeat(longestNote + 1), at: 5 })),
  ).rejects.toMatchObject({ problem: 'shape' });
  for await (const { collection, sealedWith } of audit()) {
    expect(collection).toBe('notes');
    expect(sealedWith).toBe(storeKey.id);
  }
});
