import { describe, expect, it } from 'vitest';
import { TelegramRefused } from '../../playground/telegram/index.ts';
import { findOrMakeKeys, openStore } from '../../src/storage/index.ts';
import { createTestClock } from '../support/clock.ts';
import { type Actor, type Guanxi, labels, startGuanxi } from '../support/guanxi.ts';

const me = 100001;
const them = 100002;
const special = -10;

/** Makes so many groups of the account and puts the other one, whom it follows, into all of them and special. */
function followInGroups({ world }: Guanxi, count: number): Set<number> {
  const groups = Array.from({ length: count }, (_, at) => world.createGroup(me, `组${at}`));
  world.follow(me, them);
  world.setGroups(me, them, [special, ...groups]);
  return new Set([special, ...groups]);
}

/** Presses a button twice before anything can come of the first press, and waits until both are handled. */
async function pressTwice(actor: Actor, label: string, card: Awaited<ReturnType<Actor['see']>>) {
  await Promise.all([actor.press(label, card), actor.press(label, card)]);
  await actor.send('/help');
  await actor.see('全部命令');
  const now = actor.now(card);
  return { text: now?.caption ?? now?.text, buttons: now ? labels(now).flat() : [] };
}

it('takes a follow back', { tags: 'everywhere' }, async () => {
  const { world, member } = await startGuanxi();
  const alice = await member('Alice', me);
  await alice.send(`/follow ${them}`);
  await alice.see('✅ 已关注');
  await alice.press('撤销');
  const card = await alice.see('已撤销');
  expect(world.relationOf(me, them).attribute).toBe(0);
  expect(labels(card).flat()).not.toContain('撤销');
});

describe('of an unfollow', () => {
  it('gives all the groups back, however many, special too', { tags: 'everywhere' }, async () => {
    const guanxi = await startGuanxi();
    const { world, member } = guanxi;
    const groups = followInGroups(guanxi, 30);
    const alice = await member('Alice', me);
    await alice.send(`/unfollow ${them}`);
    await alice.see('✅ 已取消关注');
    expect(world.relationOf(me, them)).toMatchObject({ attribute: 0, tag: null });
    await alice.press('撤销');
    expect((await alice.see('已撤销')).caption).not.toContain('没能恢复');
    expect(world.relationOf(me, them)).toMatchObject({ attribute: 2, special: 1 });
    expect(new Set(world.relationOf(me, them).tag)).toEqual(groups);
  });

  it('does so after a restart as well, from a button of a card', { tags: 'everywhere' }, async () => {
    const guanxi = await startGuanxi();
    const { world, member, restart } = guanxi;
    const groups = followInGroups(guanxi, 9);
    const alice = await member('Alice', me);
    await alice.send(`/who ${them}`);
    await alice.press('取消关注', await alice.see('特别关注'));
    await alice.see('✅ 已取消关注');
    await restart();
    await alice.press('撤销');
    await alice.see('已撤销');
    expect(new Set(world.relationOf(me, them).tag)).toEqual(groups);
  });

  it('says that it can no longer be done when what was done is forgotten, and changes nothing', async () => {
    const guanxi = await startGuanxi();
    const { world, config, member, stop, restart } = guanxi;
    followInGroups(guanxi, 1);
    const alice = await member('Alice', me);
    await alice.send(`/unfollow ${them}`);
    const card = await alice.see('✅ 已取消关注');
    await stop();
    const { keys } = await findOrMakeKeys(config.storeUrl, config.secretKeys);
    const store = await openStore({ url: config.storeUrl, keys });
    expect(await store.undos.remove(`${card.chat.id}:${card.message_id}`)).toBe(true);
    await store.close();
    await restart();
    await alice.press('撤销', card);
    expect(labels(await alice.see('不能撤销')).flat()).not.toContain('撤销');
    expect(world.relationOf(me, them).attribute).toBe(0);
  });
});

describe('two quick presses', () => {
  it('of Follow leave the card with its undo, which works', async () => {
    const { world, member } = await startGuanxi();
    const alice = await member('Alice', me);
    await alice.send(`/who ${them}`);
    const card = await alice.see('关系：无');
    const after = await pressTwice(alice, '关注', card);
    expect(after.text).toContain('✅ 已关注');
    expect(after.buttons).toContain('撤销');
    await alice.press('撤销', card);
    await alice.see('已撤销');
    expect(world.relationOf(me, them).attribute).toBe(0);
  });

  it('of Unfollow keep the groups for its undo', async () => {
    const guanxi = await startGuanxi();
    const groups = followInGroups(guanxi, 6);
    const alice = await guanxi.member('Alice', me);
    await alice.send(`/who ${them}`);
    const card = await alice.see('特别关注');
    const after = await pressTwice(alice, '取消关注', card);
    expect(after.text).toContain('✅ 已取消关注');
    await alice.press('撤销', card);
    await alice.see('已撤销');
    expect(new Set(guanxi.world.relationOf(me, them).tag)).toEqual(groups);
  });

  it('of the undo take it back once', async () => {
    const guanxi = await startGuanxi();
    followInGroups(guanxi, 2);
    const alice = await guanxi.member('Alice', me);
    await alice.send(`/unfollow ${them}`);
    const card = await alice.see('✅ 已取消关注');
    guanxi.world.requests.clear();
    const after = await pressTwice(alice, '撤销', card);
    expect(after.text).toContain('已撤销');
    for (const write of ['relation/modify', 'tags/addUsers'])
      expect(guanxi.world.requests.count(write), write).toBe(1);
  });

  it('of a confirmation say that it is done', async () => {
    const { member } = await startGuanxi();
    const alice = await member('Alice', me);
    await alice.send(`/block ${them}`);
    const card = await alice.see('要拉黑');
    expect((await pressTwice(alice, '确认', card)).text).toContain('✅ 已拉黑');
  });
});

it('is not lost with a card that could not be shown: the next press has it', async () => {
  const { telegram, member } = await startGuanxi({ env: { LOG_LEVEL: 'silent' } });
  const alice = await member('Alice', me);
  await alice.send(`/who ${them}`);
  const card = await alice.see('关系：无');
  telegram.faults.failNext('editMessageCaption', new TelegramRefused(403, 'Forbidden: for a moment'));
  const after = await pressTwice(alice, '关注', card);
  expect(after.text).toContain('✅ 已关注');
  expect(after.buttons).toContain('撤销');
});

it('a press that finds done what somebody did elsewhere offers no undo', { tags: 'everywhere' }, async () => {
  const { world, member } = await startGuanxi();
  const alice = await member('Alice', me);
  await alice.send(`/who ${them}`);
  const card = await alice.see('关系：无');
  world.follow(me, them);
  await alice.press('关注', card);
  expect(labels(await alice.see('你已经关注了')).flat()).not.toContain('撤销');
});

it('is possible for ten minutes, and then says what to do instead', async () => {
  const clock = createTestClock(Date.UTC(2026, 10, 21));
  const { world, member } = await startGuanxi({ clock });
  const alice = await member('Alice', me);
  await alice.send(`/follow ${them}`);
  await alice.see('✅ 已关注');
  await clock.advance(601_000);
  const toast = await alice.press('撤销');
  expect(toast.text).toContain('十分钟');
  const card = await alice.see('关系：你关注了 TA');
  expect(labels(card).flat()).not.toContain('撤销');
  expect(world.relationOf(me, them).attribute).toBe(2);
});
