import {
  chmodSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, describe, expect, onTestFinished, test } from 'vitest';
import { type ChatRecord, openStore, type Store } from '../../src/storage/index.ts';
import { connect } from '../../src/storage/sqlite-connection.ts';
import { startChild } from '../support/child.ts';
import { useFolder } from './folder.ts';
import { storeKey } from './store-key.ts';

const folder = useFolder();
const file = () => join(folder(), 'data', 'guanxi.sqlite');

const opened: Store[] = [];
afterEach(async () => {
  for (const store of opened.splice(0)) await store.close();
});

async function open(path = file(), busyTimeout = 50): Promise<Store> {
  const store = await openStore({ path, keys: [storeKey], busyTimeout });
  opened.push(store);
  return store;
}

const startWriter = (prefix: string, count: number) =>
  startChild(new URL('./writer.ts', import.meta.url), [file(), prefix, `${count}`], onTestFinished);

const loggedIn: ChatRecord = {
  language: 'zh',
  sessions: [
    {
      mid: 100001,
      name: '某人',
      face: 'https://i0.hdslb.com/bfs/face/100001.png',
      credential: {
        kind: 'cookie',
        cookies: { SESSDATA: 'planted%2Csessdata', bili_jct: 'planted-jct' },
        refreshToken: 'planted-refresh',
        madeAt: 1,
      },
      madeAt: 1,
    },
    {
      mid: 2,
      name: 'b',
      face: '',
      credential: { kind: 'accessKey', accessKey: 'planted-access', madeAt: 2 },
      madeAt: 2,
    },
  ],
  active: 100001,
};

test('what was written is there after opening it again', async () => {
  const first = await open();
  await first.chats.update('-1001', () => loggedIn);
  await first.conversations.update('1:2', () => ({ version: [0, 1], state: { typed: ['a', null] } }));
  await first.access.update('admins', () => ({ admins: [7] }));
  await first.close();
  const second = await open();
  expect(await second.chats.get('-1001')).toEqual(loggedIn);
  expect(await second.conversations.get('1:2')).toEqual({ version: [0, 1], state: { typed: ['a', null] } });
  expect(await second.access.get('admins')).toEqual({ admins: [7] });
});

test('collections do not see each other, not even under one key', async () => {
  const store = await open();
  await store.chats.update('1', () => loggedIn);
  await store.access.update('1', () => ({ admins: [1] }));
  await store.conversations.update('1', () => ({ a: 1 }));
  await store.access.remove('1');
  expect(await store.chats.get('1')).toEqual(loggedIn);
  expect(await store.conversations.get('1')).toEqual({ a: 1 });
});

test('a record has no end: nothing in the table ever expires', async () => {
  const store = await open();
  await store.access.update('admins', () => ({ admins: [7] }));
  const raw = new DatabaseSync(file());
  onTestFinished(() => raw.close());
  expect(raw.prepare('SELECT key, value, expires FROM keyv').all()).toEqual([
    { key: 'admins', value: '{"value":{"version":1,"open":{"admins":[7]}}}', expires: null },
  ]);
});

test('the files are for this user alone, and hold no secret in clear', async () => {
  const store = await open();
  await store.chats.update('1', () => loggedIn);
  await store.conversations.update('1:1', () => ({ typed: 'planted by hand' }));
  expect(statSync(join(folder(), 'data')).mode & 0o777).toBe(0o700);
  const names = readdirSync(join(folder(), 'data')).sort();
  expect(names).toEqual(['guanxi.sqlite', 'guanxi.sqlite-shm', 'guanxi.sqlite-wal']);
  const bytes = names.map((name) => {
    const path = join(folder(), 'data', name);
    expect(statSync(path).mode & 0o777).toBe(0o600);
    return readFileSync(path, 'latin1');
  });
  expect(bytes.join()).toContain('"language":"zh"');
  expect(bytes.join()).not.toContain('planted');
  await store.close();
  expect(readFileSync(file(), 'latin1')).toContain('"language":"zh"');
  expect(readFileSync(file(), 'latin1')).not.toContain('planted');
});

test('a file that others could read is closed to them', async () => {
  await (await open()).close();
  chmodSync(file(), 0o644);
  await open();
  expect(statSync(file()).mode & 0o777).toBe(0o600);
});

test('every write is on the disk when it is acknowledged: WAL, synchronous FULL', async () => {
  await open();
  const connection = await connect({ path: file(), busyTimeout: 1234 });
  onTestFinished(() => connection.close());
  expect(connection.prepare('PRAGMA journal_mode').get()).toEqual({ journal_mode: 'wal' });
  expect(connection.prepare('PRAGMA synchronous').get()).toEqual({ synchronous: 2 });
  expect(connection.prepare('PRAGMA busy_timeout').get()).toEqual({ timeout: 1234 });
});

test('a new file that another process is just opening is waited for', async () => {
  mkdirSync(join(folder(), 'data'));
  const other = new DatabaseSync(file());
  onTestFinished(() => other.close());
  other.exec('CREATE TABLE other (x); BEGIN IMMEDIATE');
  // The first try is made, and refused, before connect() returns.
  const opening = connect({ path: file(), busyTimeout: 5000 });
  other.exec('ROLLBACK');
  const connection = await opening;
  onTestFinished(() => connection.close());
  expect(connection.prepare('PRAGMA journal_mode').get()).toEqual({ journal_mode: 'wal' });
});

describe('a store that cannot be opened says why', () => {
  const refused = async (problem: string, words: RegExp, path = file()) => {
    const error = { name: 'StoreError', problem, message: expect.stringMatching(words) };
    await expect(open(path)).rejects.toMatchObject(error);
  };

  test('when the file is no database', async () => {
    mkdirSync(join(folder(), 'data'));
    writeFileSync(file(), 'Dear diary, '.repeat(500));
    await refused('damaged', /guanxi\.sqlite: the file is damaged, or is no SQLite database/u);
    expect(readFileSync(file(), 'utf8')).toContain('Dear diary');
  });

  test('when half of it is missing', async () => {
    const store = await open();
    for (let n = 0; n < 100; n += 1) await store.access.update(`${n}`, () => ({ admins: [n + 1, 1e15] }));
    await store.close();
    truncateSync(file(), statSync(file()).size / 2);
    await refused('damaged', /damaged/u);
  });

  test('when it is a folder, or lies under a file', async () => {
    await refused('unreadable', /cannot be made or written \(EISDIR\)/u, folder());
    writeFileSync(join(folder(), 'plain'), '');
    await refused('unreadable', /\((?:ENOTDIR|EEXIST)\)/u, join(folder(), 'plain', 'guanxi.sqlite'));
  });

  test('when another process keeps it for itself', async () => {
    await (await open()).close();
    hold('EXCLUSIVE');
    await refused('locked', /another process is holding the database file/u);
  });
});

/** Another connection that takes the write lock, until the returned function is called. */
function hold(how: 'EXCLUSIVE' | 'IMMEDIATE'): () => void {
  const other = new DatabaseSync(file());
  onTestFinished(() => other.close());
  other.exec(`BEGIN ${how}`);
  return () => other.exec('ROLLBACK');
}

test('a write that meets a lock for too long throws, reads go on, and later writes succeed', async () => {
  const store = await open();
  await store.access.update('admins', () => ({ admins: [1] }));
  const release = hold('EXCLUSIVE');
  const locked = {
    problem: 'locked',
    message: expect.stringContaining('write access admins: another process'),
  };
  await expect(store.access.update('admins', () => ({ admins: [2] }))).rejects.toMatchObject(locked);
  await expect(store.access.remove('admins')).rejects.toMatchObject({ problem: 'locked' });
  expect(await store.access.get('admins')).toEqual({ admins: [1] });
  release();
  await store.access.update('admins', () => ({ admins: [3] }));
  expect(await store.access.get('admins')).toEqual({ admins: [3] });
});

test('two processes that start and write at the same time lose nothing of each other', async () => {
  const count = 300;
  const writers = [startWriter('a', count), startWriter('b', count)];
  expect(await Promise.all(writers.map((writer) => writer.ended()))).toEqual([0, 0]);
  const store = await open();
  let kept = 0;
  for await (const _ of store.chats.all()) kept += 1;
  expect(kept).toBe(2 * count);
});

test('what was acknowledged before kill -9 is there after it, round after round', async () => {
  const acknowledged: string[] = [];
  for (let round = 0; round < 4; round += 1) {
    const writer = startWriter(`${round}-`, 0);
    await writer.printed(20 + round * 37);
    writer.kill('SIGKILL');
    expect(await writer.ended()).toBe('SIGKILL');
    acknowledged.push(...writer.lines);

    const store = await open();
    const kept = new Set<string>();
    for await (const [key] of store.chats.all()) kept.add(key);
    expect(acknowledged.filter((key) => !kept.has(key))).toEqual([]);
    // At most the one write that was under way when the process was killed.
    expect(kept.size - acknowledged.length).toBeLessThanOrEqual(round + 1);
    await store.close();
  }
});
