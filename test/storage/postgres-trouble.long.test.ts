import { readFileSync } from 'node:fs';
import { beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import { findOrMakeKeys, openStore, type Store, takeHold } from '../../src/storage/index.ts';
import { connectPostgres } from '../../src/storage/postgres-connection.ts';
import { postgresError } from '../../src/storage/postgres-errors.ts';
import { startChild } from '../support/child.ts';
import { hasPostgres, needsPostgres, password, useCluster } from '../support/postgres.ts';
import { postgresAddress } from './postgres-address.ts';
import { storeKey } from './store-key.ts';

const otherKey = { id: 'other', key: Buffer.alloc(32, 9) };
const chat = { sessions: [] };

describe.skipIf(!hasPostgres)(needsPostgres('a Postgres store in trouble'), () => {
  const cluster = useCluster();
  let url = '';
  let database = '';
  beforeEach(async () => {
    url = await cluster().createDatabase();
    database = new URL(url).pathname.slice(1);
  });

  async function open(where = url, keys = [storeKey]): Promise<Store> {
    const store = await openStore({ url: where, keys });
    onTestFinished(() => store.close());
    return store;
  }

  /** That opening it, and holding it, are refused in one line that names the place and no password. */
  async function refused(where: string, problem: string, words: RegExp): Promise<void> {
    for (const attempt of [() => open(where), () => takeHold(where, { use: 'shared' })]) {
      const error = await attempt().catch((thrown: unknown) => thrown);
      expect(error).toMatchObject({ name: expect.stringMatching(/^(?:Store|Seal)Error$/u), problem });
      const { message } = error as Error;
      expect(message).toMatch(words);
      expect(message).toMatch(/^[^\n]{1,300}\.$/u);
      expect(message).not.toContain('planted');
    }
  }

  test('a wrong password', () =>
    refused(
      url.replace(password, 'planted-wrong'),
      'denied',
      /guanxi@127\.0\.0\.1.*this user with this password/u,
    ));

  test('no password', () => refused(url.replace(`:${password}`, ''), 'denied', /asks for a password/u));

  test('a database that is not there', () =>
    refused(cluster().address('nowhere', 'guanxi', password), 'unreachable', /no database of this name/u));

  test('a user without rights', async () => {
    await cluster().sql(
      'postgres',
      `drop role if exists guest; create role guest login password '${password}'`,
    );
    const guest = cluster().address(database, 'guest', password);
    await refused(guest, 'denied', /lacks rights|no schema/u);
    // Also when the tables are somebody else's.
    await (await open()).close();
    await refused(guest, 'denied', /lacks rights/u);
  });

  test('nobody who answers, and what is no Postgres', async () => {
    await refused('postgres://guanxi:planted@127.0.0.1:1/x', 'unreachable', /nothing answers there/u);
    await refused('postgres://guanxi:planted@nowhere.invalid/x', 'unreachable', /name/u);
    await refused('postgres:///x?host=/nowhere&user=guanxi', 'unreachable', /nothing answers there/u);
  });

  test('tables of a newer form, and of an older one', async () => {
    await (await open()).close();
    await cluster().sql(database, 'update guanxi_store set version = 2');
    await refused(url, 'version', /have form 2; this program knows form 1\. A newer guanxi made it/u);
    await cluster().sql(database, 'update guanxi_store set version = 0');
    await refused(url, 'version', /have form 0.*Start a guanxi from in between/u);
  });

  test('keys that are missing, or other ones', async () => {
    await expect(findOrMakeKeys(url)).rejects.toMatchObject({
      problem: 'keys',
      message: expect.stringMatching(/needs SECRET_KEYS/u),
    });
    await expect(findOrMakeKeys(url)).rejects.not.toThrow(/planted/u);
    expect(await findOrMakeKeys(url, [storeKey])).toEqual({ keys: [storeKey] });
    await (await open()).close();
    const refusal = open(url, [otherKey]);
    await expect(refusal).rejects.toMatchObject({
      problem: 'sealed',
      message: expect.stringMatching(/SECRET_KEYS are not those of the store .*"test"/u),
    });
    const sameName = open(url, [{ ...otherKey, id: storeKey.id }]);
    await expect(sameName).rejects.toMatchObject({ problem: 'sealed' });
    // A new key in front of the old one is taken, and opens by itself after that.
    await (await open(url, [otherKey, storeKey])).close();
    await open(url, [otherKey]);
  });

  test('records of another store among its own are found by the start', async () => {
    const store = await open();
    await store.chats.update('1', () => chat);
    await cluster().sql(
      database,
      `update guanxi_records set value = replace(value, 'v1.${storeKey.id}.', 'v1.elsewhere.')`,
    );
    await expect(store.reseal()).rejects.toMatchObject({
      problem: 'sealed',
      message: expect.stringContaining('elsewhere'),
    });
  });

  test('two databases behind one address', async () => {
    const store = await open();
    await store.chats.update('1', () => chat);
    await cluster().sql(database, `update guanxi_store set id = 'another'`);
    // A connection that was opened before still knows the one it was opened to.
    await cluster().sql(
      'postgres',
      `select pg_terminate_backend(pid) from pg_stat_activity where datname = '${database}'`,
    );
    await expect
      .poll(() => store.chats.get('1').then(String, (error: Error) => error.message))
      .toContain('leads to two different stores');
    await expect(store.chats.update('1', () => chat)).rejects.toMatchObject({ problem: 'mixed' });
  });

  test('a full disk: nothing is written, nothing is lost, and it goes on when there is room', async () => {
    const store = await open();
    await store.chats.update('1', () => ({ ...chat, language: 'zh' }));
    await cluster().sql(
      database,
      `create function full_disk() returns trigger language plpgsql as
        $$ begin raise exception 'could not extend file' using errcode = '53100'; end $$;
      create trigger full_disk before insert or update on guanxi_records execute function full_disk();
      create trigger full_disk before update on guanxi_store execute function full_disk()`,
    );
    await expect(store.chats.update('1', () => ({ ...chat, language: 'en' }))).rejects.toMatchObject({
      problem: 'full',
      message: expect.stringMatching(/^Cannot write chats 1: the disk of the database server is full/u),
    });
    await expect(store.probe()).rejects.toMatchObject({ problem: 'full' });
    expect(await store.chats.get('1')).toEqual({ ...chat, language: 'zh' });
    await cluster().sql(database, 'drop function full_disk cascade');
    await store.chats.update('1', () => ({ ...chat, language: 'en' }));
    await store.probe();
  });

  test('a database that is read-only', async () => {
    const store = await open();
    await store.chats.update('1', () => chat);
    await cluster().sql('postgres', `alter database ${database} set default_transaction_read_only = on`);
    await cluster().sql(
      'postgres',
      `select pg_terminate_backend(pid) from pg_stat_activity where datname = '${database}'`,
    );
    const write = () => store.chats.update('1', () => ({ ...chat, language: 'en' })).then(String, String);
    await expect.poll(write).toContain('read-only');
    expect(await store.chats.get('1')).toEqual(chat);
  });

  test('a server that is restarted fails what is asked meanwhile, and serves again', async () => {
    const store = await open();
    await store.chats.update('1', () => chat);
    cluster().stop('immediate');
    await expect(store.chats.get('1')).rejects.toMatchObject({
      problem: expect.stringMatching(/^(?:lost|unreachable)$/u),
    });
    await expect(store.probe()).rejects.toMatchObject({ name: 'StoreError' });
    await cluster().start();
    expect(await store.chats.get('1')).toEqual(chat);
    await store.probe();
  });

  test('a store of which nobody is there any more is closed all the same', async () => {
    const store = await open();
    await store.chats.update('1', () => chat);
    cluster().stop('immediate');
    await store.close();
    await cluster().start();
  });

  test('a server that takes too long', async () => {
    const connection = await connectPostgres(postgresAddress(url));
    onTestFinished(() => connection.end());
    await connection.query('set statement_timeout = 200');
    const error = await connection.query('select pg_sleep(5)').catch((thrown: unknown) => thrown);
    expect(postgresError(error, 'here')).toMatchObject({
      problem: 'slow',
      message: expect.stringContaining('took too long'),
    });
  });

  test('TLS: a server that proves who it is, one that does not, and none that speaks it', async () => {
    const verified = `${url}?sslmode=require&sslrootcert=${cluster().certificate}`;
    const store = await open(verified);
    await store.chats.update('1', () => chat);
    const [encrypted] = await cluster().sql(
      'postgres',
      `select bool_and(ssl) as ssl from pg_stat_ssl join pg_stat_activity using (pid) where datname = '${database}'`,
    );
    expect(encrypted).toEqual({ ssl: true });
    await refused(`${url}?sslmode=require`, 'unreachable', /certificate is not trusted/u);
  });

  test('four processes that change four records at once lose no change', { timeout: 60_000 }, async () => {
    await (await open()).close();
    const start = () => startChild(new URL('counter.ts', import.meta.url), [url, '4', '40'], onTestFinished);
    const children = [start(), start(), start(), start()];
    expect(await Promise.all(children.map((child) => child.ended()))).toEqual([0, 0, 0, 0]);
    const store = await open();
    const counts = await Promise.all(
      [1, 2, 3, 4].map(async (key) => (await store.quotas.get(`${key}`))?.used),
    );
    expect(counts).toEqual([160, 160, 160, 160]);
  });

  test('a process opens as many connections as the manual says, however much it does at once', async () => {
    const hold = await takeHold(url, { use: 'shared' });
    onTestFinished(() => hold.release());
    const store = await openStore({ url, keys: [storeKey], hold });
    onTestFinished(() => store.close());
    await Promise.all(
      Array.from({ length: 60 }, async (_, n) => {
        await store.quotas.get(`${n}`);
        await store.chats.update(`${n}`, async () => {
          await store.access.update(`${n}`, () => ({ admins: [n + 1] }));
          return chat;
        });
      }),
    );
    const [{ count } = { count: 0 }] = (await cluster().sql(
      'postgres',
      `select count(*)::int as count from pg_stat_activity where datname = '${database}'`,
    )) as { count: number }[];
    const manual = readFileSync(new URL('../../docs/scaling.md', import.meta.url), 'utf8');
    expect(manual.replaceAll('\n', ' ')).toContain(`opens up to ${count} connections`);
  });

  test('processes that start at the same time on an empty database make one store', async () => {
    const stores = await Promise.all(Array.from({ length: 8 }, () => open()));
    for (const [n, store] of stores.entries()) await store.chats.update(`${n}`, () => chat);
    const keys: string[] = [];
    for await (const [key] of stores[0]?.chats.all() ?? []) keys.push(key);
    expect(keys).toHaveLength(8);
  });

  test('what was acknowledged before the server was killed is there after it', async () => {
    const writer = startChild(new URL('writer.ts', import.meta.url), [url, 'a', '0'], onTestFinished);
    await writer.printed(40);
    cluster().stop('immediate');
    await writer.ended();
    await cluster().start();
    const store = await open();
    const kept = new Set<string>();
    for await (const [key] of store.chats.all()) kept.add(key);
    expect(writer.lines.filter((key) => !kept.has(key))).toEqual([]);
  });
});
