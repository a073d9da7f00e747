import { expect, onTestFinished, test } from 'vitest';
import { forgetUnusedOpenids } from '../../../src/qq/gateway/forget-unused-openids.ts';
import { createOpenidTable } from '../../../src/qq/gateway/openid-table.ts';
import { openStore } from '../../../src/storage/index.ts';
import { storeKey } from '../../storage/store-key.ts';

const day = 86_400_000;

/** A table with a clock, and what is asked about each openid. */
async function open() {
  const time = { now: 20_000 * day };
  const store = await openStore({ path: ':memory:', keys: [storeKey] });
  onTestFinished(() => store.close());
  const now = () => time.now;
  const asked: (readonly [number, string])[] = [];
  const needed = new Set<string>();
  const forget = (whenAsked?: () => Promise<unknown>) =>
    forgetUnusedOpenids({
      ...store,
      now,
      async isNeeded(chat, openid) {
        asked.push([chat, openid]);
        await whenAsked?.();
        return needed.has(openid);
      },
    });
  return {
    store,
    time,
    table: createOpenidTable(store, now),
    openTable: () => createOpenidTable(store, now),
    asked,
    needed,
    forget,
  };
}

test('an openid that nobody needs is forgotten two months after its last message; the others keep their numbers', async () => {
  const { time, table, needed, forget, asked, store } = await open();
  const [silent, wanted, writing] = [
    await table.numberOf('person:silent'),
    await table.numberOf('group:wanted'),
    await table.numberOf('person:writing'),
  ];
  await table.numberOf('person:last');
  needed.add('group:wanted');
  time.now += 40 * day;
  await table.numberOf('person:writing');
  expect(await forget()).toBe(0);
  time.now += 30 * day;
  expect(await forget()).toBe(1);
  expect(asked).toEqual([
    [2 ** 46 + silent, 'person:silent'],
    [-(2 ** 46 + wanted), 'group:wanted'],
  ]);
  expect(await table.openidOf(silent)).toBeUndefined();
  expect(await store.openidNumbers.get('person:silent')).toBeUndefined();
  expect(await table.openidOf(wanted)).toBe('group:wanted');
  expect(await table.numberOf('group:wanted')).toBe(wanted);
  expect(await table.numberOf('person:writing')).toBe(writing);
});

test('whoever comes back has a new number, and no number is given to two, also after a restart', async () => {
  const { time, table, openTable, forget } = await open();
  const numbers = [await table.numberOf('person:A'), await table.numberOf('person:B')];
  time.now += 61 * day;
  expect(await forget()).toBe(1);
  const later = openTable();
  numbers.push(await later.numberOf('person:C'), await later.numberOf('person:A'));
  expect(new Set(numbers).size).toBe(4);
  expect(await later.openidOf(numbers[3] ?? 0)).toBe('person:A');
});

test('whoever writes while it is decided keeps the number', async () => {
  const { time, table, forget } = await open();
  const number = await table.numberOf('person:A');
  await table.numberOf('person:B');
  time.now += 61 * day;
  expect(await forget(() => table.numberOf('person:A'))).toBe(0);
  expect(await table.numberOf('person:A')).toBe(number);
});

test('an openid that is needed is asked about every two months only', async () => {
  const { time, table, needed, forget, asked } = await open();
  await table.numberOf('person:A');
  await table.numberOf('person:B');
  needed.add('person:A');
  for (let days = 0; days < 180; days += 1) {
    time.now += day;
    expect(await forget()).toBe(0);
  }
  expect(asked).toHaveLength(2);
});

test.each([
  ['without a day, as older programs wrote it,', undefined],
  ['dated by a clock that was ahead', 30_000],
])('an openid %s has two months from the first look', async (_, usedOn) => {
  const { store, time, table, forget } = await open();
  const number = await table.numberOf('person:A');
  await table.numberOf('person:B');
  await store.openids.update(String(number), () => ({ openid: 'person:A', ...(usedOn && { usedOn }) }));
  expect(await forget()).toBe(0);
  time.now += 60 * day;
  expect(await forget()).toBe(0);
  time.now += 2 * day;
  expect(await forget()).toBe(1);
});

test('a process killed between the two removals leaves nothing that stays', async () => {
  const { store, time, table, forget } = await open();
  const number = await table.numberOf('person:A');
  await table.numberOf('person:B');
  time.now += 61 * day;
  await store.openidNumbers.remove('person:A');
  expect(await forget()).toBe(1);
  expect(await table.openidOf(number)).toBeUndefined();
});
