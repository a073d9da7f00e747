import { randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { start } from '../../src/app/start.ts';
import { configFrom, startGuanxi } from '../support/guanxi.ts';
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

  it('ends with 2 and one line without the password when it cannot be used', {
    timeout: 60_000,
  }, async () => {
    const env = await settings();
    const guanxi = await startGuanxi({ env });
    await guanxi.stop();
    const program = startProgram({
      ...guanxi.env,
      STORE_URL: env.STORE_URL.replace(password, 'planted-wrong'),
    });
    expect((await program.ended).code).toBe(2);
    expect(program.output()).toMatch(/this user with this password\.\n$/u);
    expect(program.output()).not.toContain('planted');
  });
});
