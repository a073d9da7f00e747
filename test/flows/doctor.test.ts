import { chmod, mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { type Endpoint, endpoints } from '../../src/api/index.ts';
import { doctor } from '../../src/doctor/doctor.ts';
import { endpointName, probes } from '../../src/doctor/endpoint-probes.ts';
import { createTestClock } from '../support/clock.ts';
import { configFrom, type Guanxi, startGuanxi } from '../support/guanxi.ts';
import { startProgram } from '../support/program.ts';

/** What the doctor prints, and how it ends. */
async function ask({ env }: Pick<Guanxi, 'env'>, ...args: string[]) {
  const lines: string[] = [];
  const code = await doctor(configFrom(env), args, (line) => lines.push(line));
  return { code, lines, said: lines.join('\n') };
}

const lineOf = (lines: string[], name: string) => lines.find((line) => line.includes(`${name} `));

it('asks every endpoint that only reads', () => {
  const reads = Object.values(endpoints)
    .flatMap((table) => Object.values<Endpoint>(table))
    .filter(({ method }) => method === 'GET');
  const asked = probes.map(({ endpoint }) => endpointName(endpoint));
  expect([...new Set(asked)].sort()).toEqual(reads.map(endpointName).sort());
});

describe('with a login', () => {
  it('finds all well beside a bot that runs, writes nothing anywhere, and asks no more than it says', {
    tags: 'sqlite',
  }, async () => {
    // The clock stands still, so that the bot asks nothing by itself meanwhile.
    const guanxi = await startGuanxi({ clock: createTestClock() });
    const { world, env, telegram } = guanxi;
    await guanxi.member('Alice', 100001);
    world.askRenewal(100001);
    const folder = dirname(env.STORE_URL?.replace('sqlite://', '') ?? '');
    const before = await snapshot(folder);
    world.requests.clear();
    const calls = telegram.calls().length;

    const { code, lines, said } = await ask(guanxi);

    expect(said).toContain('All is well.');
    expect(code).toBe(0);
    expect(lineOf(lines, 'relations.followers')).toMatch(/^ok .* as documented$/u);
    expect(said).toContain('the token is that of @');
    expect(said).toMatch(/all of them open/u);
    const requests = world.requests.all();
    expect(requests.filter(({ method }) => method !== 'GET')).toEqual([]);
    const announced = Number(/(\d+) requests, one after the other/u.exec(said)?.[1]);
    expect(requests).toHaveLength(announced);
    expect(said).toContain(`${announced} requests were made`);
    expect(
      new Set(
        telegram
          .calls()
          .slice(calls)
          .map(({ method }) => method)
          .filter((name) => name !== 'getUpdates' && !/^[gs]etMy/u.test(name)),
      ),
    ).toEqual(new Set(['getMe', 'getWebhookInfo']));
    expect(await snapshot(folder)).toEqual(before);
  });

  it('says what has changed, by the path of each field, and goes on', async () => {
    const guanxi = await startGuanxi();
    const { world } = guanxi;
    await guanxi.member('Alice', 100001);
    world.faults.set('x/relation/stat', { kind: 'dataNull' });
    world.faults.set('x/relation/followers', { kind: 'listNull' });
    world.faults.set('x/relation/friends', { kind: 'cut' });
    world.faults.set('x/relation/whispers', { kind: 'code', code: 65004, message: '功能已下线' });
    world.faults.set('x/relation/tags', { kind: 'http', status: 502 });
    world.faults.set('x/polymer/web-dynamic/v1/opus/detail', { kind: 'code', code: -400, message: '' });
    const { code, lines } = await ask(guanxi);
    expect(code).toBe(2);
    expect(lineOf(lines, 'people.stat')).toMatch(/^BAD .*changed: data \(.*expected object, received null/u);
    expect(lineOf(lines, 'relations.followers')).toMatch(/^BAD .*changed: data\.list is null/u);
    expect(lineOf(lines, 'relations.friends')).toMatch(/^BAD .*no usable answer/u);
    expect(lineOf(lines, 'relations.whispers')).toMatch(/^BAD .*refused: .*code 65004, 功能已下线/u);
    expect(lineOf(lines, 'authors.ofOpus')).toMatch(/^note .*refused: .*code -400.*the bot does without it/u);
    expect(lineOf(lines, 'groups.list')).toMatch(/^BAD .*its servers failed/u);
    expect(lineOf(lines, 'relations.blacks')).toMatch(/^ok /u);
    expect(world.requests.count('x/relation/tags')).toBe(1);
  });

  it('says of the counts of several accounts whether they work, lag, or are refused', async () => {
    const guanxi = await startGuanxi();
    const { world } = guanxi;
    await guanxi.member('Alice', 100001);
    const found = async () => (await ask(guanxi)).lines.find((line) => line.includes('counts of several'));
    expect(await found()).toMatch(/^ok .*work: from seven accounts on/u);
    world.faults.set('x/relation/stats', { kind: 'code', code: -400, message: '' });
    expect(await found()).toMatch(/^note .*refused: each account is polled by itself/u);
    world.faults.clear('x/relation/stats');
    world.faults.set('x/relation/followers', { kind: 'total', value: 4711 });
    expect(await found()).toMatch(/^note .*lag, or somebody came/u);
  });

  it('stops at risk control, with the time until which it rests', async () => {
    const guanxi = await startGuanxi();
    await guanxi.member('Alice', 100001);
    guanxi.world.faults.set('x/relation/followings', { kind: 'code', code: -352 });
    guanxi.world.requests.clear();
    const { code, said } = await ask(guanxi);
    expect(code).toBe(2);
    expect(said).toMatch(
      /risk control: resting until \d{4}-\d\d-\d\d \d\d:\d\d .*so stopped here\. \d+ endpoints were not asked/u,
    );
    expect(guanxi.world.requests.count('x/relation/followings')).toBe(1);
    expect(guanxi.world.requests.count('x/relation/blacks')).toBe(0);
  });

  it('does not renew a login that is taken no more, and says where to log in', async () => {
    const guanxi = await startGuanxi();
    await guanxi.member('Alice', 100001);
    guanxi.world.expire(100001);
    guanxi.world.requests.clear();
    const { code, said } = await ask(guanxi);
    expect(code).toBe(2);
    expect(said).toContain('log in again in the chat');
    expect(guanxi.world.requests.all()).toHaveLength(1);
  });

  it('takes the login of the chat that is named', async () => {
    const guanxi = await startGuanxi();
    await guanxi.member('Alice', 100001);
    const bob = await guanxi.member('Bob', 100002);
    expect((await ask(guanxi, '--chat', String(bob.chat))).said).toContain(`as 100002 of chat ${bob.chat}`);
    expect(await ask(guanxi, '--chat', '12345')).toMatchObject({
      code: 2,
      said: expect.stringContaining('Chat 12345 has no Bilibili login'),
    });
  });

  it('names with --extra what the program does not need', async () => {
    const guanxi = await startGuanxi();
    await guanxi.member('Alice', 100001);
    const { lines } = await ask(guanxi, '--extra');
    expect(lines.join('\n')).toMatch(/relations\.followers +not read: .*data\.re_version/u);
  });
});

describe('without a login', () => {
  it('asks what a guest may, and says how to get the rest', { tags: 'sqlite' }, async () => {
    const { env, world } = await startGuanxi({ withoutBot: true });
    const { code, said } = await ask({ env }, '--mid', '100001');
    expect(said).toContain('There is no store at');
    expect(said).toMatch(/\d+ endpoints need a login: log in with \/login/u);
    expect(said).toContain('people.stat');
    expect(said).not.toContain('relations.blacks');
    expect(code).toBe(0);
    expect(world.requests.all().every(({ method }) => method === 'GET')).toBe(true);
    expect(await readdir(dirname(env.STORE_URL?.replace('sqlite://', '') ?? ''))).toEqual([]);
  });
});

describe('settings, store and token', () => {
  it('a wrong setting ends it with 1 and a line', async () => {
    const program = startProgram({ BOT_TOKEN: '1:a', LANGUAGE: 'fr' }, ['src/doctor/main.ts']);
    expect(await program.ended).toEqual({ code: 1, signal: null });
    expect(program.output()).toMatch(/^LANGUAGE: /u);
    const asked = await ask({ env: { BOT_TOKEN: '1:a' } }, '--what');
    expect(asked).toMatchObject({ code: 1, said: expect.stringContaining('npm run doctor --') });
  });

  it('a wrong token, a site that is not there and files open to others are each told of', {
    tags: 'sqlite',
  }, async () => {
    const guanxi = await startGuanxi();
    await guanxi.member('Alice', 100001);
    await guanxi.stop();
    const store = guanxi.env.STORE_URL?.replace('sqlite://', '') ?? '';
    await chmod(store, 0o644);
    const env = {
      ...guanxi.env,
      BOT_TOKEN: '1:wrong-and-long-enough-to-be-one-of-them',
      BILIBILI_ROOT: 'http://127.0.0.1:9',
    };
    const { code, said } = await ask({ env });
    expect(code).toBe(2);
    expect(said).toContain('Telegram does not accept BOT_TOKEN');
    expect(said).toContain(`chmod 600 ${store}`);
    expect(said).toContain('Bilibili cannot be reached, so stopped here');
    expect(said).not.toContain('wrong-and-long');
    expect((await stat(store)).mode & 0o777).toBe(0o644);
  });

  it('a login that no key opens is named, and so is a file that is no store', {
    tags: 'sqlite',
  }, async () => {
    const guanxi = await startGuanxi();
    const alice = await guanxi.member('Alice', 100001);
    await guanxi.stop();
    const store = guanxi.env.STORE_URL?.replace('sqlite://', '') ?? '';
    await rm(`${store}.key`);
    const lost = await ask(guanxi);
    expect(lost.code).toBe(2);
    expect(lost.said).toContain(`The sealed part of chats ${alice.chat} was sealed with the key`);
    expect(await readdir(dirname(store))).not.toContain('guanxi.sqlite.key');

    const folder = await mkdtemp(join(tmpdir(), 'guanxi-'));
    onTestFinished(() => rm(folder, { recursive: true }));
    const env = { ...guanxi.env, STORE_URL: `sqlite://${import.meta.filename}` };
    expect(await ask({ env })).toMatchObject({
      code: 2,
      said: expect.stringContaining('no SQLite database'),
    });
  });
});

/** Every file of a folder with its mode and content; what SQLite keeps for readers in `-shm` is nobody's data. */
async function snapshot(folder: string): Promise<Record<string, string>> {
  const files = (await readdir(folder)).filter((name) => !name.endsWith('-shm')).sort();
  const entries = files.map(async (name) => {
    const path = join(folder, name);
    return [name, `${(await stat(path)).mode.toString(8)} ${(await readFile(path)).toString('base64')}`];
  });
  return Object.fromEntries(await Promise.all(entries));
}
