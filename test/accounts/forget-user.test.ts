import { expect, it } from 'vitest';
import { forgetUser } from '../../src/accounts/forget-user.ts';
import { findOrMakeKeys, openStore } from '../../src/storage/index.ts';

const alice = 700001;
const bob = 700002;
const subscription = {
  settings: { fans: true, lost: false, milestones: true, refollowDays: 30 },
};
const watch = { known: [], former: [], total: 0, newest: 0, milestone: 0 };

it('erases all that is kept of a user, and nothing of anybody else', async () => {
  const { keys } = await findOrMakeKeys(':memory:', undefined);
  const store = await openStore({ path: ':memory:', keys });
  const owner = { id: alice, name: 'Alice' };
  const credential = { kind: 'accessKey' as const, accessKey: '0123456789abcdef', madeAt: 0 };
  const session = { mid: 1, name: 'a', face: '', credential, madeAt: 0 };
  await store.chats.update(String(alice), () => ({
    sessions: [session, { ...session, mid: 3 }],
    links: [{ chat: -5, title: 'fans' }],
  }));
  await store.chats.update(String(bob), () => ({ sessions: [session] }));
  await store.chats.update('-5', () => ({ sessions: [], owner, language: 'en' }));
  await store.watches.update('1', () => ({
    ...watch,
    chats: { [alice]: subscription, [bob]: subscription },
  }));
  await store.watches.update('2', () => ({ ...watch, chats: { [alice]: subscription } }));
  await store.notes.update(`${alice}:9`, () => ({ text: 'a friend', at: 0 }));
  await store.notes.update(`${bob}:9`, () => ({ text: 'a friend', at: 0 }));
  for (const key of ['1:9', '3:9'])
    await store.personChecks.update(key, () => ({ gone: true, banned: false }));
  await store.conversations.update(`-5:${alice}`, () => ({ open: 'question' }));
  await store.conversations.update(`${bob}:${bob}`, () => ({ open: 'question' }));

  expect(await forgetUser(store, alice)).toEqual({
    logins: 2,
    subscriptions: 2,
    jobs: 0,
    notes: 1,
    groups: 1,
    joined: [],
  });

  const left: string[] = [];
  for await (const { collection, key } of store.audit()) left.push(`${collection} ${key}`);
  expect(left.sort()).toEqual([
    'chats -5',
    `chats ${bob}`,
    `conversations ${bob}:${bob}`,
    `notes ${bob}:9`,
    // Bob is logged in to that account, too.
    'personChecks 1:9',
    'watches 1',
  ]);
  expect(await store.chats.get('-5')).toEqual({ sessions: [], language: 'en' });
  expect(Object.keys((await store.watches.get('1'))?.chats ?? {})).toEqual([String(bob)]);
  await store.close();
});

it('of two who are joined erases the one, and leaves the other apart, with its own and nothing that went to the erased', async () => {
  const { keys } = await findOrMakeKeys(':memory:', undefined);
  const store = await openStore({ path: ':memory:', keys });
  const credential = { kind: 'accessKey' as const, accessKey: '0123456789abcdef', madeAt: 0 };
  const session = { mid: 2, name: 'b', face: '', credential, madeAt: 0 };
  await store.chats.update(String(alice), () => ({
    sessions: [],
    joined: [bob],
    links: [{ chat: -5, title: 'fans' }],
  }));
  await store.chats.update(String(bob), () => ({ sessions: [session], home: alice }));
  await store.notes.update(`${bob}:9`, () => ({ text: 'a friend', at: 0 }));
  await store.watches.update('2', () => ({
    ...watch,
    chats: { [bob]: { ...subscription, to: { chat: alice } } },
  }));
  await store.watches.update('3', () => ({
    ...watch,
    chats: { [bob]: { ...subscription, to: { chat: -5 } } },
  }));

  expect(await forgetUser(store, alice)).toMatchObject({ joined: [bob], logins: 0, groups: 1 });

  expect(await store.chats.get(String(bob))).toEqual({ sessions: [session] });
  expect(await store.notes.get(`${bob}:9`)).toBeDefined();
  for (const mid of ['2', '3'])
    expect((await store.watches.get(mid))?.chats).toEqual({ [bob]: subscription });
  await store.close();
});

it('of two who are joined erases the second as well', async () => {
  const { keys } = await findOrMakeKeys(':memory:', undefined);
  const store = await openStore({ path: ':memory:', keys });
  await store.chats.update(String(alice), () => ({ sessions: [], joined: [bob] }));
  await store.joinCodes.update('hash', () => ({ chat: bob }));
  await store.chats.update(String(bob), () => ({ sessions: [], home: alice, joinCode: 'hash' }));
  expect(await forgetUser(store, bob)).toMatchObject({ joined: [alice] });
  expect(await store.chats.get(String(alice))).toEqual({ sessions: [] });
  expect(await store.chats.get(String(bob))).toBeUndefined();
  expect(await store.joinCodes.get('hash')).toBeUndefined();
  await store.close();
});
