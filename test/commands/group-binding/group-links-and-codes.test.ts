import { expect, it, onTestFinished } from 'vitest';
import { createGroupLinks } from '../../../src/commands/group-binding/group-links-and-codes.ts';
import { openStore } from '../../../src/storage/index.ts';
import { createTestClock } from '../../support/clock.ts';

const owner = { id: 7, name: 'Alice' };
const group = -100;

/** Links on a store in memory; nobody has alerts. */
async function groupLinks() {
  const store = await openStore({ path: ':memory:', keys: [{ id: 'a', key: Buffer.alloc(32, 1) }] });
  onTestFinished(() => store.close());
  const clock = createTestClock();
  const alerts = {
    subscriptions: async () => [],
    changeSubscription: async () => undefined,
    resume: async () => undefined,
    migrateChat: async () => undefined,
  };
  const made = createGroupLinks({ chats: store.chats, alerts, now: clock.now });
  const put = async (chat: number, thread?: number) =>
    made.link(owner, await made.code(owner.id), {
      chat,
      title: `group ${chat}`,
      ...(thread !== undefined && { thread }),
    });
  return { store, clock, put, ...made };
}

it('a code is shown again while most of its hour is left, and another one later', async () => {
  const { code, clock } = await groupLinks();
  const first = await code(owner.id);
  await clock.advance(29 * 60_000);
  expect(await code(owner.id)).toBe(first);
  await clock.advance(2 * 60_000);
  expect(await code(owner.id)).not.toBe(first);
});

it('a code lives no longer for being made by a clock that was ahead, nor is it shown again', async () => {
  const { code, isValidCode: isGood, clock } = await groupLinks();
  const first = await code(owner.id);
  clock.shiftWall(-5 * 60_000);
  expect(await isGood(owner.id, first)).toBe(false);
  expect(await code(owner.id)).not.toBe(first);
});

it('two places that are linked with the same code at once: one of them is', async () => {
  const { code, link, linkedGroups: of } = await groupLinks();
  const said = await code(owner.id);
  const outcomes = await Promise.all([-1, -2].map((chat) => link(owner, said, { chat, title: 'g' })));
  expect(outcomes.map(({ kind }) => kind).sort()).toEqual(['badCode', 'linked']);
  expect(await of(owner.id)).toHaveLength(1);
});

it('a group that two link at once belongs to one of them, and the other is told whose it is', async () => {
  const { code, link, linkedGroups: of, ownerOf } = await groupLinks();
  const owners = [owner, { id: 8, name: 'Bob' }];
  const codes = await Promise.all(owners.map(({ id }) => code(id)));
  const outcomes = await Promise.all(
    owners.map((one, index) => link(one, codes[index] ?? '', { chat: group, title: 'g' })),
  );
  const by = await ownerOf(group);
  expect(outcomes).toContainEqual({ kind: 'linked' });
  expect(outcomes).toContainEqual({ kind: 'taken', by });
  const linked = await Promise.all(owners.map(async ({ id }) => ((await of(id)).length > 0 ? [id] : [])));
  expect(linked.flat()).toEqual([by?.id]);
});

it('a place that is linked again takes its present name', async () => {
  const { put, link, linkedGroups: of, code } = await groupLinks();
  await put(group);
  await link(owner, await code(owner.id), { chat: group, title: 'renamed' });
  expect(await of(owner.id)).toEqual([{ chat: group, title: 'renamed' }]);
});

it('no more than twenty places are linked, and the code stays good', async () => {
  const { put, code, isValidCode: isGood } = await groupLinks();
  for (let place = 1; place <= 20; place++) expect(await put(-place)).toEqual({ kind: 'linked' });
  expect(await put(-21)).toEqual({ kind: 'tooMany' });
  expect(await isGood(owner.id, await code(owner.id))).toBe(true);
  expect(await put(-20)).toEqual({ kind: 'linked' });
});

it('a group is its owner’s until the last of its topics is unlinked', async () => {
  const { put, unlink, ownerOf } = await groupLinks();
  await put(group, 1);
  await put(group, 2);
  await unlink(owner.id, ({ thread }) => thread === 1);
  expect(await ownerOf(group)).toEqual(owner);
  await unlink(owner.id, ({ thread }) => thread === 2);
  expect(await ownerOf(group)).toBeUndefined();
});

it('a group that moves takes all that is kept of it along, however often that is told', async () => {
  const { put, migrateChat, ownerOf, linkedGroups: of, store } = await groupLinks();
  await put(group);
  await store.chats.update(String(group), (record) => record && { ...record, language: 'en' });
  await migrateChat(group, -200);
  await migrateChat(group, -200);
  expect(await ownerOf(-200)).toEqual(owner);
  expect(await store.chats.get(String(group))).toBeUndefined();
  expect(await store.chats.get('-200')).toMatchObject({ language: 'en' });
  expect((await of(owner.id)).map(({ chat }) => chat)).toEqual([-200]);
});
