import { setImmediate as turn } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { describe, expect, it, onTestFinished } from 'vitest';
import { createAccounts } from '../../src/accounts/accounts.ts';
import type { Credential, Session, SessionOptions } from '../../src/api/index.ts';
import { findOrMakeKeys, openStore } from '../../src/storage/index.ts';

const alice = { mid: 1, name: 'Alice', face: '' };
const bob = { mid: 2, name: 'Bob', face: '' };
const idle = 3600_000;
const cookie = (value: string): Credential => ({
  kind: 'cookie',
  cookies: { SESSDATA: value, bili_jct: 'x' },
  madeAt: 0,
});

/** What nobody holds any more is gone afterwards. */
async function collectGarbage(): Promise<void> {
  for (let turns = 0; turns < 3; turns += 1) await turn();
  setFlagsFromString('--expose-gc');
  runInNewContext('gc')();
}

/** Accounts over a store in memory, and the sessions they asked for, by which a renewal can be played. */
async function setUp() {
  const { keys } = await findOrMakeKeys(':memory:');
  const store = await openStore({ path: ':memory:', keys });
  onTestFinished(() => store.close());
  const asked: SessionOptions[] = [];
  const bilibili = {
    session(options: SessionOptions): Session {
      asked.push(options);
      // Only these two are read here; everything else of a session needs the site.
      return { mid: options.mid, credential: options.credential } as Session;
    },
  };
  const clock = { now: 0 };
  const now = () => {
    clock.now += 1;
    return clock.now;
  };
  const accounts = createAccounts({ bilibili, chats: store.chats, now, idle });
  return { accounts, asked, chats: store.chats, clock };
}

describe('the accounts of a chat', () => {
  it('leave with the group they last put somebody into', async () => {
    const { accounts, chats } = await setUp();
    await accounts.add(10, alice, cookie('a'));
    await accounts.add(10, bob, cookie('b'));
    const [one, two] = [
      { tagid: 7, name: '同学' },
      { tagid: 8, name: '同事' },
    ];
    await chats.update('10', (record) => record && { ...record, lastGroups: { 1: one, 2: two } });
    await accounts.remove(10, 1);
    expect((await chats.get('10'))?.lastGroups).toEqual({ 2: two });
  });

  it('are its own: another chat has none', async () => {
    const { accounts } = await setUp();
    await accounts.add(10, alice, cookie('a'));
    expect((await accounts.active(10))?.name).toBe('Alice');
    expect(await accounts.active(11)).toBeUndefined();
    expect(await accounts.list(11)).toEqual([]);
  });

  it('share one session a login, since two would renew the same cookies against each other', async () => {
    const { accounts, asked } = await setUp();
    await accounts.add(10, alice, cookie('a'));
    const sessions = [(await accounts.active(10))?.session, (await accounts.list(10))[0]?.session];
    expect(sessions[0]).toBe(sessions[1]);
    expect(asked).toHaveLength(1);
  });

  it('have no session any more once removed, whoever was just reading them', async () => {
    const { accounts } = await setUp();
    await accounts.add(10, alice, cookie('a'));
    const first = await accounts.sessionOf(10, 1);
    expect(first).toBeDefined();
    const [, ...read] = await Promise.all([
      accounts.remove(10, 1),
      ...Array.from({ length: 20 }, async (_, turns) => {
        for (let turn = 0; turn < turns; turn += 1) await Promise.resolve();
        return accounts.list(10);
      }),
    ]);
    expect(read.flat().length).toBeGreaterThan(0);
    expect(await accounts.sessionOf(10, 1)).toBeUndefined();
    await accounts.add(10, alice, cookie('b'));
    const again = await accounts.sessionOf(10, 1);
    expect(again?.credential).toEqual(cookie('b'));
    expect(await accounts.sessionOf(10, 1)).toBe(again);
  });

  it('act as the newest, until another is chosen; when that one goes, the newest left acts', async () => {
    const { accounts } = await setUp();
    await accounts.add(10, alice, cookie('a'));
    await accounts.add(10, bob, cookie('b'));
    expect((await accounts.active(10))?.name).toBe('Bob');
    expect((await accounts.setActive(10, 1))?.name).toBe('Alice');
    expect(await accounts.setActive(10, 3)).toBeUndefined();
    expect((await accounts.active(10))?.name).toBe('Alice');
    expect((await accounts.remove(10, 1))?.name).toBe('Bob');
    expect(await accounts.remove(10, 2)).toBeUndefined();
    expect(await accounts.active(10)).toBeUndefined();
  });

  it('keep the account that acts when another is removed', async () => {
    const { accounts } = await setUp();
    await accounts.add(10, alice, cookie('a'));
    await accounts.add(10, bob, cookie('b'));
    expect((await accounts.remove(10, 1))?.name).toBe('Bob');
  });
});

describe('a session that nobody asks for', () => {
  it('is opened again with the login as it was renewed meanwhile', async () => {
    const { accounts, asked, clock } = await setUp();
    // Apart, so that nothing of it is held here.
    const login = async () => {
      await accounts.add(10, alice, cookie('old'));
      await asked[0]?.store?.save(cookie('renewed'));
    };
    await login();
    for (let periods = 0; periods < 3; periods += 1) {
      clock.now += idle;
      expect(await accounts.sessionOf(11, 1)).toBeUndefined();
    }
    await collectGarbage();
    const again = await accounts.sessionOf(10, 1);
    expect(asked).toHaveLength(2);
    expect(again?.credential).toEqual(cookie('renewed'));
    expect(await accounts.sessionOf(10, 1)).toBe(again);
  });
});

describe('a renewal', () => {
  it('is kept with the login it renews', async () => {
    const { accounts, asked, chats } = await setUp();
    await accounts.add(10, alice, cookie('old'));
    await asked[0]?.store?.save(cookie('new'));
    expect((await chats.get('10'))?.sessions[0]?.credential).toEqual(cookie('new'));
  });

  it('that ends after the logout brings nothing back', async () => {
    const { accounts, asked, chats } = await setUp();
    await accounts.add(10, alice, cookie('old'));
    await accounts.remove(10, 1);
    await asked[0]?.store?.save(cookie('new'));
    expect((await chats.get('10'))?.sessions).toEqual([]);
  });

  it('of a login that was replaced meanwhile does not overwrite the newer one', async () => {
    const { accounts, asked, chats } = await setUp();
    await accounts.add(10, alice, cookie('first'));
    await accounts.add(10, alice, cookie('second'));
    await asked[0]?.store?.save(cookie('renewed first'));
    expect((await chats.get('10'))?.sessions.map(({ credential }) => credential)).toEqual([cookie('second')]);
  });
});
