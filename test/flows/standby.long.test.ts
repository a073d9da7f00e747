import { describe, expect, it, onTestFinished } from 'vitest';
import { startOneBot } from '../../playground/qq/index.ts';
import { startGuanxi } from '../support/guanxi.ts';
import { hasPostgres, needsPostgres, password, useCluster } from '../support/postgres.ts';
import { freePort } from '../support/postgres-cluster.ts';
import { plainLines, startRole, storeSettings } from '../support/postgres-processes.ts';
import { openTap, type Tapped } from '../support/request-tap.ts';

describe.skipIf(!hasPostgres)(needsPostgres('two bots on a Postgres store'), { timeout: 60_000 }, () => {
  const cluster = useCluster();

  /** A program that leads, and one that waits for its place. */
  async function usePair(tapped: Tapped[] = [], settings: Record<string, string> = {}) {
    const guanxi = await startGuanxi({
      withoutBot: true,
      env: { ...storeSettings(await cluster().createDatabase()), LOG_LEVEL: 'info', ...settings },
    });
    const tap = await openTap('leader', guanxi.env, (one) => tapped.push(one), onTestFinished);
    const leader = { ...(await startRole('all', { ...guanxi.env, ...tap.env })), tap };
    await leader.program.printed('guanxi runs as');
    const standby = await startRole('all', guanxi.env);
    await standby.program.printed('standing by');
    return { guanxi, leader, standby };
  }

  it('the second touches nothing, and says that it stands by', async () => {
    const { guanxi, leader, standby } = await usePair();
    const calls: string[] = [];
    guanxi.telegram.on('call', ({ method }) => calls.push(method));
    guanxi.world.on('request', ({ path }) => calls.push(path));
    const alice = guanxi.person('Alice');
    await alice.send('/help');
    await alice.see('/fans');
    expect(calls.filter((call) => call !== 'getUpdates' && call !== 'sendMessage')).toEqual([]);
    expect(await leader.health()).toEqual({ status: 200, ok: true, role: 'leader' });
    expect(await standby.health()).toEqual({ status: 200, ok: true, role: 'standby' });
    expect([await leader.metric('guanxi_leader'), await standby.metric('guanxi_leader')]).toEqual([1, 0]);
    expect(standby.program.output()).not.toContain('guanxi runs as');
    const admin = guanxi.telegram.actor({ id: 1, firstName: 'Admin', languageCode: 'en' });
    await admin.send('/status');
    await admin.see('Other processes: 1 standing by · 0 watching');
  });

  it('the second neither dials QQ nor waits there for a connection, and offers nobody to become the admin', async () => {
    const qq = await startOneBot();
    onTestFinished(() => qq.close());
    const port = await freePort();
    const guanxi = await startGuanxi({
      withoutBot: true,
      env: { ...storeSettings(await cluster().createDatabase()), ADMINS: '', LOG_LEVEL: 'info' },
    });
    const dialling = { ...guanxi.env, QQ_ONEBOT_URL: qq.url, QQ_ONEBOT_TOKEN: qq.token };
    const leader = await startRole('all', dialling);
    await expect.poll(() => qq.connected).toBe(1);
    const { QQ_ONEBOT_URL: _, ...others } = dialling;
    const standbys = [
      await startRole('all', dialling),
      await startRole('all', { ...others, QQ_ONEBOT_PORT: String(port) }),
    ];
    for (const { program } of standbys) await program.printed('standing by');
    expect(qq.connected).toBe(1);
    await expect(fetch(`http://127.0.0.1:${port}/`)).rejects.toThrow();
    for (const { program } of standbys) expect(plainLines(program)).toEqual([]);
    expect(plainLines(leader.program).join('\n')).toMatch(/admin/u);
    for (const { program } of standbys)
      expect(await program.kill('SIGTERM')).toEqual({ code: 0, signal: null });
  });

  it('goes on with the job of a leader that is killed, and asks the site for nobody twice', async () => {
    const { guanxi, leader } = await usePair([], { WRITE_SPACING: '100' });
    const { world } = guanxi;
    const alice = await guanxi.member('Alice', 100001);
    const mids = Array.from({ length: 40 }, (_, index) => world.addPerson({ name: `路人${index}` }).mid);
    for (const mid of mids) world.follow(100001, mid);
    const asked: string[] = [];
    world.on('request', ({ path, form }) => path.endsWith('relation/modify') && asked.push(`${form.fid}`));
    await alice.send(`/unfollow ${mids.join(' ')}`);
    await alice.press('开始');
    await expect.poll(() => asked.length).toBeGreaterThan(10);
    await leader.program.kill('SIGKILL');
    await alice.see('已完成');
    expect(mids.filter((mid) => world.relationOf(100001, mid).attribute !== 0)).toEqual([]);
    expect(asked.toSorted()).toEqual(mids.map(String).toSorted());
  });

  it('takes over at once when the leader is killed, and answers what came meanwhile', async () => {
    const { guanxi, leader, standby } = await usePair();
    const alice = await guanxi.member('Alice', 100001);
    await leader.program.kill('SIGKILL');
    const killed = performance.now();
    await alice.send('/me');
    await alice.see('UID 100001');
    expect(performance.now() - killed).toBeLessThan(5000);
    expect(await standby.health()).toMatchObject({ role: 'leader' });
  });

  it('takes over from a leader that is frozen, which sends nothing when it comes back, and ends with 2', async () => {
    const { guanxi, leader, standby } = await usePair();
    const alice = guanxi.person('Alice');
    leader.program.child.kill('SIGSTOP');
    await alice.send('/help');
    await standby.program.printed('guanxi runs as');
    await alice.see('/fans');
    const sent = () => [...(guanxi.telegram.state.chats.get(alice.chat)?.journal ?? [])].length;
    const before = sent();
    leader.program.child.kill('SIGCONT');
    expect(await leader.program.ended).toEqual({ code: 2, signal: null });
    expect(plainLines(leader.program)).toEqual([
      expect.stringMatching(/^The store postgres:.* is lost: .*\. guanxi ends; start it again\.$/u),
    ]);
    expect(leader.program.output()).not.toContain('"level":"error"');
    expect(sent()).toBe(before);
  });

  it('a leader that was frozen in the middle of something does not go on when it wakes', async () => {
    const tapped: Tapped[] = [];
    const { guanxi, leader, standby } = await usePair(tapped);
    const alice = await guanxi.member('Alice', 100001);
    await alice.send('/who 100002');
    await alice.see('UID 100002');
    const last = tapped.findLast(({ to }) => to === 'site')?.what ?? '';
    // What its message waits for is there the moment it wakes, before it can know what time it is.
    const release = leader.tap.hold(last);
    const known = tapped.length;
    await alice.send('/who 100003');
    await expect.poll(() => tapped.slice(known).some(({ what }) => what === last)).toBe(true);
    leader.program.child.kill('SIGSTOP');
    await standby.program.printed('guanxi runs as');
    release();
    await alice.send('/help');
    await alice.see('/fans');
    const before = tapped.length;
    leader.program.child.kill('SIGCONT');
    expect(await leader.program.ended).toEqual({ code: 2, signal: null });
    expect(tapped.slice(before)).toEqual([]);
  });

  it('both end with 2 and a line when the server goes, and do not wait for it', async () => {
    const { leader, standby } = await usePair();
    cluster().stop('immediate');
    try {
      for (const { program } of [leader, standby]) {
        expect(await program.ended).toEqual({ code: 2, signal: null });
        expect(plainLines(program)).toHaveLength(1);
        expect(program.output()).not.toContain(password);
      }
    } finally {
      await cluster().start();
    }
  });

  it('a standby is stopped without a word', async () => {
    const { standby } = await usePair();
    expect(await standby.program.kill('SIGTERM')).toEqual({ code: 0, signal: null });
    expect(plainLines(standby.program)).toEqual([]);
  });
});
