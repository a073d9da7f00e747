import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { expect, onTestFinished, test } from 'vitest';
import { openStore, type Store } from '../../src/storage/index.ts';
import { useFolder } from './folder.ts';

const folder = useFolder();
const key = { id: 'fixture', key: Buffer.alloc(32, 7) };
const madeAt = 1_780_000_000_000;

/** The store of version 0.1, at the time it was written. */
async function openOld(keys = [key]): Promise<Store> {
  const path = join(folder(), 'guanxi.sqlite');
  const raw = new DatabaseSync(path);
  raw.exec(readFileSync(new URL('../fixtures/storage/version-0.1.sql', import.meta.url), 'utf8'));
  raw.close();
  const store = await openStore({ path, keys, now: () => madeAt });
  onTestFinished(() => store.close());
  return store;
}

test('every record that version 0.1 wrote opens', async () => {
  const store = await openOld();
  const collections = new Set<string>();
  let records = 0;
  for await (const { collection, key: name, problem, stale } of store.audit()) {
    expect(problem, `${collection} ${name}`).toBeUndefined();
    expect(stale, `${collection} ${name}`).toBe(false);
    collections.add(collection);
    records += 1;
  }
  expect(records).toBe(17);
  expect([...collections].sort()).toEqual(
    [
      'access',
      'chats',
      'conversations',
      'deeds',
      'digests',
      'groupChoices',
      'jobs',
      'loginCounts',
      'panels',
      'proposals',
      'quotas',
      'watches',
    ].sort(),
  );
});

test('what it sealed and what it owed is there, field by field', async () => {
  const store = await openOld();
  expect(await store.chats.get('1001')).toMatchObject({
    active: 100001,
    quietHours: { from: 1380, to: 480 },
    linkCode: { code: 'link-code' },
    sessions: [
      {
        credential: {
          cookies: { SESSDATA: 'fixture%2Csessdata', bili_jct: 'fixture-jct' },
          refreshToken: 'fixture-refresh',
        },
      },
      { credential: { kind: 'accessKey', accessKey: 'fixture-access' } },
    ],
  });
  expect(await store.conversations.get('1001:1001')).toEqual({
    version: [0, 0],
    state: { question: [{ typed: 'a pasted fixture word' }] },
  });
  expect((await store.watches.get('100001'))?.chats['1001']?.pending).toMatchObject({
    fans: { first: [{ mid: 300001, again: true }], more: [300004], beyond: 3, atLeast: true },
    milestones: [1000],
  });
  expect(await store.jobs.get('1')).toMatchObject({ doubt: { mids: [200008], day: '2026-05-29' } });
  expect(await store.deeds.get('1001:26')).toMatchObject({ deed: 'unfollow', groups: [7] });
});

test('what it sealed is sealed anew with a key of today', async () => {
  const today = { id: 'today', key: Buffer.alloc(32, 8) };
  const store = await openOld([today, key]);
  expect(await store.reseal()).toEqual({ sealed: 4, renewed: 4 });
  expect((await store.chats.get('1001'))?.sessions).toHaveLength(2);
});
