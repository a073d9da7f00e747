import { execFileSync } from 'node:child_process';
import { describe, expect, it, onTestFinished } from 'vitest';
import { findOrMakeKeys, openStore } from '../../src/storage/index.ts';
import { fanMessagesOnTelegram, fansOf } from '../promise/fan-messages.ts';
import { mountTinyDisk } from '../promise/tiny-disk.ts';
import { configFrom, type Guanxi, startGuanxi } from '../support/guanxi.ts';
import { hasPostgres, needsPostgres, password, useCluster } from '../support/postgres.ts';
import { plainLines, startRole, storeSettings } from '../support/postgres-processes.ts';
import type { Program } from '../support/program.ts';
import { startTcpProxy } from '../support/tcp-proxy.ts';
import { within } from '../support/within.ts';

/** What every end for want of the database looks like. */
const lost = /^The store postgres:.* is lost: .*\. guanxi ends; start it again\.$/u;
/** Five seconds until it is noticed, and as long as a stop may take; on a busy machine. */
const endPatience = 30_000;

describe.skipIf(!hasPostgres)(
  needsPostgres('a database server that is slow, silent, read-only or full'),
  { timeout: 120_000 },
  () => {
    const cluster = useCluster();

    /** Programs that reach the server by way of a proxy. */
    async function useProxied() {
      const url = await cluster().createDatabase();
      const proxy = await startTcpProxy(Number(new URL(url).port));
      const guanxi = await startGuanxi({
        withoutBot: true,
        env: { ...storeSettings(proxy.urlThrough(url)), ALERT_INTERVAL: '1', LOG_LEVEL: 'info' },
      });
      return { url, proxy, guanxi };
    }

    async function startLeader({ env }: Guanxi) {
      const leader = await startRole('all', env);
      await leader.program.printed('guanxi runs as');
      return leader;
    }

    /** That it ends in time, with 2 and one line. */
    async function ends(program: Program, words: RegExp): Promise<void> {
      const ending = await within(program.ended, endPatience, () => `it has not ended:\n${program.output()}`);
      expect(ending, program.output()).toEqual({ code: 2, signal: null });
      expect(plainLines(program)).toEqual([expect.stringMatching(words)]);
      expect(program.output()).not.toContain(password);
      expect(program.output()).not.toContain('"level":"error"');
    }

    it('one that takes most of a second for each answer: the bot lives, answers late, and tells everybody', async () => {
      const { guanxi, proxy } = await useProxied();
      const leader = await startLeader(guanxi);
      const alice = await guanxi.member('Alice', 100001);
      proxy.delay(700);
      guanxi.world.gainFans(100001, 3);
      await alice.see('🔔', { timeout: 60_000 });
      await alice.send('/help');
      await alice.see('/fans', { timeout: 60_000 });
      expect(await leader.health()).toEqual({ status: 200, ok: true, role: 'leader' });
      proxy.delay(0);
      guanxi.world.gainFans(100001, 1);
      await alice.see('🔔');
      expect(leader.program.output()).not.toContain('"level":"error"');
      expect(await leader.program.kill('SIGTERM')).toEqual({ code: 0, signal: null });
      expect(plainLines(leader.program)).toEqual([]);
    });

    it('slow from the start: a bot starts all the same', async () => {
      const { guanxi, proxy } = await useProxied();
      proxy.delay(400);
      const leader = await startLeader(guanxi);
      await guanxi.person('Alice').send('/help');
      expect(await leader.program.kill('SIGTERM')).toEqual({ code: 0, signal: null });
    });

    it('silent while they run: each process ends with 2 and a line, and nobody waits for it', async () => {
      const { guanxi, proxy } = await useProxied();
      const leader = await startLeader(guanxi);
      const alice = await guanxi.member('Alice', 100001);
      const others = [await startRole('all', guanxi.env), await startRole('watcher', guanxi.env)];
      await others[0]?.program.printed('standing by');
      await others[1]?.program.printed('guanxi watches');
      proxy.silence();
      guanxi.world.gainFans(100001, 1);
      await alice.send('/me');
      await Promise.all([leader, ...others].map(({ program }) => ends(program, lost)));
    });

    it.each([
      [
        'while it takes its place',
        'listen ',
        /cannot be used: the database server took too long|did not answer/u,
      ],
      ['while it opens its records', 'select id from guanxi_store', lost],
      ['while it reads them', 'from guanxi_records', lost],
    ])('silent while a bot starts, %s: it ends with 2 and a line', async (_, said, words) => {
      const { guanxi, proxy } = await useProxied();
      const silent = proxy.silenceAt(said);
      const { program } = await startRole('all', guanxi.env);
      await silent;
      await ends(program, words);
    });

    it('silent before a bot starts: it ends with 2 and a line', async () => {
      const { guanxi, proxy } = await useProxied();
      proxy.silence();
      const { program } = await startRole('all', guanxi.env);
      await ends(program, /cannot be used: it did not answer in time\.$/u);
    });

    /** A program beside the server itself. */
    async function useDirect() {
      const url = await cluster().createDatabase();
      const guanxi = await startGuanxi({
        withoutBot: true,
        env: { ...storeSettings(url), ALERT_INTERVAL: '1', LOG_LEVEL: 'info' },
      });
      return { url, guanxi };
    }

    it('a server that is a standby after a failover: every process ends with 2 and says why, and nobody is missed', async () => {
      const { guanxi } = await useDirect();
      const leader = await startLeader(guanxi);
      const alice = await guanxi.member('Alice', 100001);
      const watcher = await startRole('watcher', guanxi.env);
      await watcher.program.printed('guanxi watches');
      await cluster().demote();
      try {
        await Promise.all([leader, watcher].map(({ program }) => ends(program, lost)));
        guanxi.world.gainFans(100001, 1);
        for (const role of ['all', 'watcher'] as const) {
          const { program } = await startRole(role, guanxi.env);
          await ends(program, /cannot be used: the database is read-only, as a standby server is\.$/u);
        }
      } finally {
        await cluster().promote();
      }
      await startLeader(guanxi);
      await alice.see('🔔');
    });

    it('a database that takes no more writes: the bot says so, answers, and misses nobody once it does again', async () => {
      const { guanxi, url } = await useDirect();
      const leader = await startLeader(guanxi);
      const alice = await guanxi.member('Alice', 100001);
      const database = new URL(url).pathname.slice(1);
      // Connections that are open keep the setting they began with.
      const setReadOnly = async (on: boolean) => {
        await cluster().sql(
          'postgres',
          `alter database ${database} set default_transaction_read_only = ${on ? 'on' : 'off'};
          select pg_terminate_backend(pid) from pg_stat_activity
            where datname = '${database}' and query !~ 'pg_locks|listen|select 1'`,
        );
      };
      await setReadOnly(true);
      guanxi.world.gainFans(100001, 1);
      await expect
        .poll(() => leader.program.output())
        .toContain('the database is read-only, as a standby server is');
      await expect.poll(() => leader.health()).toMatchObject({ status: 503 });
      await alice.send('/me');
      await alice.see('UID 100001');
      await setReadOnly(false);
      await alice.see('🔔', { timeout: 60_000 });
      await expect.poll(() => leader.health()).toMatchObject({ status: 200 });
      expect(await leader.program.kill('SIGTERM')).toEqual({ code: 0, signal: null });
    });

    it('a disk that is full: the bot says so, and misses nobody once there is room', async ({ skip }) => {
      const disk = mountTinyDisk();
      if (!disk) return skip('mounting a small disk takes Linux and its root');
      onTestFinished(() => disk.remove());
      const { guanxi, url } = await useDirect();
      const leader = await startLeader(guanxi);
      const alice = await guanxi.member('Alice', 100001);
      const database = new URL(url).pathname.slice(1);
      execFileSync('chown', ['nobody', disk.folder]);
      await cluster().sql('postgres', `create tablespace tiny location '${disk.folder}'`);
      await cluster().sql(
        database,
        'alter table guanxi_records set tablespace tiny; alter index guanxi_records_pkey set tablespace tiny',
      );
      disk.fill();
      const isFull = () => leader.program.output().includes('the disk of the database server is full');
      const come: number[] = [];
      // What there was room for in its last pages is still written.
      await expect
        .poll(() => {
          if (!isFull()) come.push(...guanxi.world.gainFans(100001, 20));
          return isFull();
        })
        .toBe(true);
      await alice.send('/help');
      await alice.see('/fans');
      disk.free();
      const { keys } = await findOrMakeKeys(url, configFrom(guanxi.env).secretKeys);
      const store = await openStore({ url, keys });
      onTestFinished(() => store.close());
      const told = async () => {
        const all = fanMessagesOnTelegram(guanxi.telegram, alice.chat);
        const fans = await Promise.all(all.map((one) => fansOf(one, alice.chat, store.digests)));
        return new Set(fans.flat());
      };
      await expect.poll(async () => [...(await told())].sort(), { timeout: 60_000 }).toEqual(come.sort());
      expect(await leader.program.kill('SIGTERM')).toEqual({ code: 0, signal: null });
      await cluster().sql('postgres', `drop database ${database} with (force)`);
      await cluster().sql('postgres', 'drop tablespace tiny');
    });
  },
);
