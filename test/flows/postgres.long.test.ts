import { randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { start } from '../../src/app/start.ts';
import { openStore } from '../../src/storage/index.ts';
import { configFrom, startGuanxi, untilRequested } from '../support/guanxi.ts';
import { hasPostgres, needsPostgres, password, useCluster } from '../support/postgres.ts';
import { startProgram } from '../support/program.ts';

describe.skipIf(!hasPostgres)(needsPostgres('the bot on a Postgres store'), () => {
  const cluster = useCluster();
  const settings = async () => ({
    STORE_URL: await cluster().createDatabase(),
    SECRET_KEYS: `2026:${randomBytes(32).toString('base64')}`,
  });

  it('keeps a login over a restart, and nothing of it in clear', { timeout: 60_000 }, async () => {
    const env = await settings();
    const guanxi = await startGuanxi({ env });
    const alice = await guanxi.member('Alice', 100001);
    await guanxi.stop();
    const database = new URL(env.STORE_URL).pathname.slice(1);
    const rows = JSON.stringify(await cluster().sql(database, 'select * from guanxi_records'));
    expect(rows).toContain('100001');
    expect(rows).not.toMatch(/SESSDATA|bili_jct/u);
    const again = await start(configFrom(guanxi.env));
    await alice.send('/me');
    await alice.see('UID 100001');
    await again.stop();
  });

  const databaseOf = (url: string) => new URL(url).pathname.slice(1);
  const key = (byte: number) => Buffer.alloc(32, byte).toString('base64');

  /** What is wrong with the store, how that comes to be, and what is said of it. */
  const troubles: readonly [what: string, cause: (url: string) => Promise<string> | string, words: RegExp][] =
    [
      ['another password', (url) => url.replace(password, 'planted-wrong'), /this user with this password/u],
      ['no such database', (url) => url.replace(databaseOf(url), 'nowhere'), /no database of this name/u],
      [
        'a user without rights',
        async (url) => {
          await cluster().sql(
            'postgres',
            `drop role if exists guest; create role guest login password '${password}'`,
          );
          return url.replace('guanxi:', 'guest:');
        },
        /lacks rights/u,
      ],
      [
        'tables of a newer version',
        async (url) => {
          await cluster().sql(databaseOf(url), 'update guanxi_store set version = 99');
          return url;
        },
        /form 99/u,
      ],
      [
        'tables of an older version',
        async (url) => {
          await cluster().sql(databaseOf(url), 'update guanxi_store set version = 0');
          return url;
        },
        /form 0/u,
      ],
      ['nobody who answers', (url) => url.replace(/@[^/]+/u, '@127.0.0.1:1'), /nothing answers there/u],
    ];
  it.each(
    (['all', 'watcher'] as const).flatMap((role) => troubles.map((trouble) => [role, ...trouble] as const)),
  )(
    'ROLE=%s ends with 2 and one line without the password: %s',
    { timeout: 60_000 },
    async (role, _, cause, words) => {
      const env = await settings();
      await (
        await openStore({ url: env.STORE_URL, keys: [{ id: '2026', key: Buffer.alloc(32, 1) }] })
      ).close();
      const url = await cause(env.STORE_URL);
      const program = startProgram({
        BOT_TOKEN: '1:planted',
        ROLE: role,
        STORE_URL: url,
        SECRET_KEYS: `2026:${key(1)}`,
      });
      expect(await program.ended).toEqual({ code: 2, signal: null });
      expect(program.output()).toMatch(/^[^\n]+\n$/u);
      expect(program.output()).toMatch(words);
      expect(program.output()).not.toContain('planted');
    },
  );

  it.each(['all', 'watcher'] as const)(
    'ROLE=%s ends with 2 where the keys are others',
    { timeout: 60_000 },
    async (role) => {
      const { STORE_URL } = await settings();
      await (await openStore({ url: STORE_URL, keys: [{ id: '2026', key: Buffer.alloc(32, 1) }] })).close();
      const program = startProgram({
        BOT_TOKEN: '1:planted',
        ROLE: role,
        STORE_URL,
        SECRET_KEYS: `2026:${key(2)}`,
      });
      expect(await program.ended).toEqual({ code: 2, signal: null });
      expect(program.output()).toMatch(/SECRET_KEYS are not those of the store .*"2026".*\n$/u);
    },
  );

  it.each([
    ['no keys', { ROLE: 'watcher' }, 'SECRET_KEYS'],
    ['a role nobody knows', { ROLE: 'leader', SECRET_KEYS: `a:${key(1)}` }, 'ROLE'],
    ['a file for a watcher', { ROLE: 'watcher', STORE_URL: 'sqlite://data/x.sqlite' }, 'ROLE'],
  ])('ends with 1 for %s', async (_, wrong, name) => {
    const program = startProgram({
      BOT_TOKEN: '1:a',
      STORE_URL: 'postgres://a:planted@127.0.0.1/b',
      ...wrong,
    });
    expect(await program.ended).toEqual({ code: 1, signal: null });
    expect(program.output()).toMatch(new RegExp(`^${name}: given .+; accepted: .+\\n$`, 'u'));
    expect(program.output()).not.toContain('planted');
  });

  it('is copied with pg_dump, says npm run backup, without the password', async () => {
    const env = await settings();
    const program = startProgram(env, ['src/tools/backup.ts', 'copy']);
    expect(await program.ended).toEqual({ code: 1, signal: null });
    expect(program.output()).toMatch(
      /^The store postgres:.* copy it with pg_dump, .*\n.*keep SECRET_KEYS too/u,
    );
    expect(program.output()).not.toContain(password);
  });

  it('lives through a full disk: it says so, and what could not be written is found when there is room', {
    timeout: 60_000,
  }, async () => {
    const env = await settings();
    const guanxi = await startGuanxi({ env: { ...env, ALERT_INTERVAL: '1', LOG_LEVEL: 'silent' } });
    const alice = await guanxi.member('Alice', 100001);
    await cluster().sql(
      databaseOf(env.STORE_URL),
      `create function full_disk() returns trigger language plpgsql as
        $$ begin raise exception 'could not extend file' using errcode = '53100'; end $$;
      create trigger full_disk before insert or update on guanxi_records execute function full_disk()`,
    );
    guanxi.world.gainFans(100001, 1);
    for (let polls = 0; polls < 3; polls += 1) await untilRequested(guanxi.world, 'relation/followers');
    await alice.send('/help');
    await alice.see('/fans');
    await cluster().sql(databaseOf(env.STORE_URL), 'drop function full_disk cascade');
    await alice.see('🔔', { timeout: 20_000 });
  });
});
