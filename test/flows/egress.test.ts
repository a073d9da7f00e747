import { describe, expect, it, onTestFinished } from 'vitest';
import packageJson from '../../package.json' with { type: 'json' };
import { createBilibili } from '../../src/api/index.ts';
import { doctor } from '../../src/doctor/doctor.ts';
import { createLog } from '../../src/log.ts';
import { configFrom, cookieLine, type Guanxi, startGuanxi } from '../support/guanxi.ts';
import { startHttpProxy } from '../support/http-proxy.ts';
import { startProgram } from '../support/program.ts';
import { startSocksProxy } from '../support/socks-proxy.ts';

const admin = 700_000_001;
const login = { user: 'planteduser', password: 'planted-p@ssword' };
const mids = [100_001, 100_002, 100_003, 100_004, 100_005, 100_006];

/** The addresses that each account was seen from, each once, since the log of requests was cleared. */
function addressesOf({ world }: Guanxi): Map<number, string[]> {
  const byMid = Map.groupBy(world.requests.all(), ({ mid = 0 }) => mid);
  byMid.delete(0);
  return new Map([...byMid].map(([mid, requests]) => [mid, [...new Set(requests.map(({ from }) => from))]]));
}

/** Somebody who is logged in for each egress address, by its name; which of them an account goes hangs on the port of a proxy. */
async function membersOf(guanxi: Guanxi) {
  const { egress } = guanxi.config;
  const { egressOf } = createBilibili({ egress, readSpacing: 0, writeSpacing: 0 });
  const members = [];
  for (const { name } of egress ?? []) {
    let mid = 200_001;
    while (egressOf(mid) !== name) mid += 1;
    guanxi.world.addPerson({ mid, name: `member ${mid}` });
    members.push(await guanxi.member(`Member ${mid}`, mid, 'en'));
  }
  return members;
}

async function startProxy(starting: ReturnType<typeof startHttpProxy>) {
  const proxy = await starting;
  onTestFinished(() => proxy.close());
  return proxy;
}

describe('with several addresses in EGRESS', () => {
  it('an account keeps to one, from the login on, over restarts and when one is added', async () => {
    const guanxi = await startGuanxi({ env: { EGRESS: '127.0.0.21,127.0.0.22' } });
    const { world } = guanxi;
    const people = await Promise.all(
      mids.map((mid) => {
        if (world.person(mid) === undefined) world.addPerson({ mid, name: `member ${mid}` });
        return guanxi.member(`Member ${mid}`, mid, 'en');
      }),
    );
    const lookAtAll = async (changes?: Record<string, string>) => {
      await guanxi.restart(changes);
      world.requests.clear();
      for (const person of people) {
        await person.send('/fans');
        await person.see('fans');
      }
      return addressesOf(guanxi);
    };

    const before = addressesOf(guanxi);
    expect(before.size).toBe(mids.length);
    for (const seen of before.values()) expect(seen).toHaveLength(1);
    expect(new Set([...before.values()].flat())).toEqual(new Set(['127.0.0.21', '127.0.0.22']));

    expect(await lookAtAll()).toEqual(before);
    // In another order, too.
    expect(await lookAtAll({ EGRESS: '127.0.0.22,127.0.0.21' })).toEqual(before);
    const after = await lookAtAll({ EGRESS: '127.0.0.23,127.0.0.22,127.0.0.21' });
    for (const [mid, seen] of after)
      if (seen[0] !== '127.0.0.23') expect([mid, seen]).toEqual([mid, before.get(mid)]);
  });

  it.each([
    [
      'zh-hans',
      '访问 B 站的出口：2 个 · 因风控休息 0 · 无应答 1',
      /· http:\/\/127\.0\.0\.1:\d+：.*起代理连不上/u,
    ],
    [
      'en',
      'Egress addresses: 2 · 0 paused by risk control · 1 without answer',
      /: .* proxy unreachable since \d\d:\d\d/u,
    ],
  ])('/status tells an admin how they are doing (%s)', async (language, summary, line) => {
    const proxy = await startHttpProxy(login);
    const guanxi = await startGuanxi({ env: { ADMINS: String(admin), EGRESS: `127.0.0.21,${proxy.url}` } });
    const me = guanxi.person('Admin', language);
    const [, member] = await membersOf(guanxi);
    expect(proxy.targets.length).toBeGreaterThan(0);
    await proxy.close();
    await member?.send('/fans');
    await member?.see('cannot be reached');
    await me.send('/status');
    const { text = '' } = await me.see(`guanxi ${packageJson.version}`);
    expect(text).toContain(summary);
    expect(text).toMatch(line);
    expect(text).not.toContain('planted');
  });

  it('a proxy that is away keeps its accounts alone from Bilibili', async () => {
    const proxy = await startSocksProxy();
    const guanxi = await startGuanxi({ env: { EGRESS: `127.0.0.21,${proxy.url}` } });
    const [well, gone] = await membersOf(guanxi);
    await proxy.close();
    await well?.send('/fans');
    await well?.see('fans');
    await gone?.send('/fans');
    await gone?.see('cannot be reached right now');
  });
});

it('a proxy that refuses its login is told to the operator in a line of the log, once and without the password', async () => {
  const proxy = await startProxy(startHttpProxy(login));
  const lines: string[] = [];
  const log = createLog({ level: 'warn', destination: { write: (line) => void lines.push(line) } });
  const EGRESS = proxy.url.replace(encodeURIComponent(login.password), 'planted-wrong');
  const { person, world } = await startGuanxi({ log, env: { EGRESS } });
  const alice = person('Alice', 'en');
  for (const mid of mids.slice(0, 2)) {
    await alice.send(cookieLine(world.login(mid).cookies));
    await alice.see('cannot be reached right now');
  }
  const told = lines.filter((line) => line.includes('does not take its user and password'));
  expect(told).toHaveLength(1);
  expect(JSON.parse(told[0] ?? '')).toMatchObject({
    level: 'warn',
    egress: proxy.url.replace(/\/\/.*@/u, '//'),
  });
  expect(lines.join('')).not.toContain('planted');
});

describe('an EGRESS that is wrong ends the start with 1 and a line:', () => {
  it.each([
    [
      'an address that the machine does not have',
      '127.0.0.21,203.0.113.77',
      '203.0.113.77 as entry 2, which this machine does not have',
    ],
    ['an unknown scheme', 'ftp://planteduser:planted-p@a.example', 'a value of'],
  ])('%s', async (_, EGRESS, said) => {
    const { env } = await startGuanxi({ withoutBot: true });
    const program = startProgram({ ...env, EGRESS });
    expect(await program.ended).toMatchObject({ code: 1 });
    const lines = program.output().trim().split('\n');
    expect(lines).toHaveLength(1);
    expect(lines[0]).toContain('EGRESS: given ');
    expect(lines[0]).toContain(said);
    expect(lines[0]).not.toContain('planted');
  });
});

describe('the doctor', () => {
  it('asks Bilibili by each egress address, and says which are to be mended', async () => {
    const [good, wrong, away] = [
      await startProxy(startHttpProxy(login)),
      await startProxy(startSocksProxy(login)),
      await startHttpProxy(),
    ];
    await away.close();
    const { env } = await startGuanxi({ withoutBot: true });
    const EGRESS = `${good.url},${wrong.url.replace('planteduser', 'somebody')},${away.url},203.0.113.77`;
    const lines: string[] = [];
    const code = await doctor(configFrom({ ...env, EGRESS }), [], (line) => lines.push(line));
    expect(code).toBe(2);
    const nameOf = (url: string) => url.replace(/\/\/.*@/u, '//');
    expect(lines).toEqual(
      expect.arrayContaining([
        `ok    Bilibili is reached by way of ${nameOf(good.url)}`,
        `BAD   The proxy ${nameOf(wrong.url)} does not take its user and password: correct them in EGRESS.`,
        `BAD   The proxy ${nameOf(away.url)} cannot be reached.`,
        'BAD   This machine does not have the address 203.0.113.77: correct EGRESS.',
      ]),
    );
    expect(lines.join('\n')).not.toContain('planted');
  });
});
