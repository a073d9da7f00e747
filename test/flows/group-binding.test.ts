import { describe, expect, it } from 'vitest';
import { badRequest } from '../../playground/telegram/index.ts';
import { createTestClock } from '../support/clock.ts';
import { type Actor, cookieLine, type GuanxiOptions, labels, startGuanxi } from '../support/guanxi.ts';

const minute = 60_000;
const owner = 100001;
const them = 100002;

interface World extends GuanxiOptions {
  languageCode?: string;
  type?: 'group' | 'supergroup';
  forum?: boolean;
}

/** A member with a group of their own, and somebody else in it. */
async function withGroup({ languageCode = 'zh-hans', type, forum, ...options }: World = {}) {
  const clock = createTestClock();
  const guanxi = await startGuanxi({ clock, ...options });
  const { telegram } = guanxi;
  const me = await guanxi.member('小明', owner, languageCode);
  const bob = telegram.user({ firstName: 'Bob', languageCode });
  const group = telegram.group({
    title: '粉丝群',
    members: [me.user, bob],
    ...(type && { type }),
    ...(forum && { forum }),
  });
  const here = telegram.conversation(me.user, group);
  const asBob = telegram.conversation(bob, group);
  /** What must be said in a group, as the panel shows it. */
  const invitation = async (): Promise<string> => {
    await me.send('/alerts');
    await me.see(/新粉丝提醒 · |New-fan alerts · /u);
    await me.press(languageCode === 'en' ? 'Send to…' : '发送到…');
    const { text = '' } = await me.see(/发送到哪里|Where do alerts/u);
    return /\/start@\w+ link_\S+/u.exec(text)?.[0] ?? 'no code';
  };
  const link = async (thread?: number) => {
    await here.send(await invitation(), thread === undefined ? {} : { thread });
    await here.see('✅');
    await me.see('✅ 已关联');
  };
  /** The alert of a new fan, in a chat. */
  const alertIn = async (chat: Actor) => {
    guanxi.world.gainFans(owner, 1);
    const alert = chat.see('🔔 新粉丝');
    await clock.advance(30 * minute);
    return alert;
  };
  return { ...guanxi, clock, me, bob, group, here, asBob, invitation, link, alertIn };
}

describe('linking a group', () => {
  it.each([
    ['zh-hans', '已关联到 小明 的 B 站账号', '的提醒以后发到这里', '✅ 已关联群“粉丝群”'],
    ['en', 'to the Bilibili account of 小明', 'come here from now on', '✅ Linked the group “粉丝群”'],
  ])('says so in both chats (%s)', async (languageCode, inGroup, alerts, inPrivate) => {
    const { me, here, invitation } = await withGroup({ languageCode });
    await here.send(await invitation());
    expect((await here.see(inGroup)).text).toContain(alerts);
    await me.see(inPrivate);
  });

  it('sends alerts there from now on, with buttons that work for the owner alone', async () => {
    const { here, asBob, link, alertIn, world } = await withGroup();
    await link();
    const alert = await alertIn(here);
    expect(alert.caption).toContain('账号：');
    expect((await asBob.press('回关', alert)).text).toContain('只有 小明 能这样做');
    await here.press('回关', alert);
    await here.see('互相关注');
    expect(world.relationOf(owner, world.fansOf(owner)[0] ?? 0).attribute).toBe(6);
  });

  it('offers a button that adds the bot to a group with the code', async () => {
    const { me, invitation, telegram } = await withGroup();
    const said = await invitation();
    const code = said.split(' ')[1];
    const buttons = me.last().reply_markup?.inline_keyboard.flat() ?? [];
    expect(buttons.find(({ text }) => text === '添加到群')).toMatchObject({
      url: `https://t.me/${telegram.bot.username}?startgroup=${code}`,
    });
    expect(code?.length).toBeLessThanOrEqual(64);
  });

  it('to a topic of a forum sends alerts into that topic', async () => {
    const { here, me, group, telegram, link, alertIn } = await withGroup({ forum: true });
    const thread = telegram.topic(group, '提醒');
    await link(thread);
    expect((await alertIn(here)).message_thread_id).toBe(thread);
    await me.send('/alerts');
    await me.see('发送到：群“粉丝群”的话题“提醒”');
  });

  it('with the code after a restart works, and within the hour only', async () => {
    const { here, invitation, restart, clock } = await withGroup();
    const said = await invitation();
    await restart();
    await clock.advance(61 * minute);
    await here.send(said);
    await here.see('已经用过、过期了');
    const fresh = await invitation();
    expect(fresh).not.toBe(said);
    await restart();
    await here.send(fresh);
    await here.see('✅');
  });

  it('works with a code once', async () => {
    const { here, me, telegram, invitation } = await withGroup();
    const said = await invitation();
    await here.send(said);
    await here.see('✅');
    const other = telegram.conversation(me.user, telegram.group({ title: '另一个', members: [me.user] }));
    await other.send(said);
    await other.see('已经用过、过期了');
    await other.send('/who 1');
    await other.see('还没有关联');
  });

  it('is refused to whom the code was not made for', async () => {
    const { asBob, bob, group, telegram, invitation } = await withGroup();
    telegram.setMember(group, bob, 'administrator');
    await asBob.send(await invitation());
    await asBob.see('这个关联码不是你的');
    await asBob.send('/start link_made-up');
    await asBob.see('这个关联码不是你的');
  });

  it('is refused to who does not administer the group, and the code stays good', async () => {
    const { me, bob, telegram, invitation } = await withGroup();
    const group = telegram.group({ title: 'Bob 的群', members: [bob, me.user] });
    const here = telegram.conversation(me.user, group);
    const said = await invitation();
    await here.send(said);
    await here.see('只有这个群的管理员');
    telegram.faults.failNext('getChatMember', badRequest('CHAT_ADMIN_REQUIRED'));
    await here.send(said);
    await here.see('请稍后再发一次');
    telegram.setMember(group, me.user, 'administrator');
    await here.send(said);
    await here.see('✅');
  });

  it('in a private chat says where the code belongs', async () => {
    const { me, invitation } = await withGroup();
    await me.send((await invitation()).replace(/@\w+/u, ''));
    await me.see('关联码要在群里发送');
  });

  it('that is linked to another is refused', async () => {
    const { link, person, world, telegram, group, here } = await withGroup();
    await link();
    const eve = person('Eve');
    await eve.send(cookieLine(world.login(them).cookies));
    await eve.see('✅');
    telegram.setMember(group, eve.user, 'administrator');
    await eve.send('/alerts');
    await eve.press('发送到…');
    const { text = '' } = await eve.see('发送到哪里');
    here.skip();
    const asEve = telegram.conversation(eve.user, group);
    await asEve.send(/\/start@\w+ link_\S+/u.exec(text)?.[0] ?? '');
    await here.see('这个群已关联到 小明');
  });
});

describe('send to', () => {
  it('lists this chat and every linked place, and changes where alerts go', async () => {
    const { me, here, invitation, link, alertIn } = await withGroup();
    await link();
    await invitation();
    expect(labels(me.last()).slice(0, 2)).toEqual([['○ 这个聊天'], ['● 群“粉丝群”']]);
    await me.press('○ 这个聊天');
    await me.see('发送到：这个聊天');
    await alertIn(me);
    await me.send('/alerts');
    await me.press('发送到…');
    await me.press('○ 群“粉丝群”');
    await me.see('发送到：群“粉丝群”');
    await alertIn(here);
  });

  it('is for one account: the others stay where they are', async () => {
    const { me, world, link } = await withGroup();
    await link();
    await me.send(cookieLine(world.login(them).cookies));
    await me.see('✅ 已登录');
    await me.send('/alerts');
    await me.see('发送到：这个聊天');
  });

  it('unlinks a group, which brings its alerts home', async () => {
    const { me, here, invitation, link, alertIn } = await withGroup();
    await link();
    await invitation();
    await me.press('解除关联：群“粉丝群”');
    expect(labels(await me.next())).not.toContainEqual(['● 群“粉丝群”']);
    expect(labels(me.last())[0]).toEqual(['● 这个聊天']);
    await here.see('已解除关联，这里不再收到提醒');
    await alertIn(me);
    await here.send(`/who ${them}`);
    await here.see('还没有关联');
  });

  it('unlinked in the group by its owner ends it as well', async () => {
    const { here, asBob, link, alertIn, me } = await withGroup();
    await link();
    await asBob.send('/start');
    expect(labels(await asBob.see('只有 小明 能在这里操作'))).toEqual([]);
    here.skip();
    await here.send('/start');
    await here.see('这个群已关联到 小明');
    await here.press('解除关联');
    await here.see('已解除关联');
    expect((await me.see('已解除和群“粉丝群”的关联')).text).toContain('提醒改发到这里');
    await alertIn(me);
  });
});

describe('in a linked group', () => {
  it('the owner acts as in private', async () => {
    const { here, link, world } = await withGroup();
    await link();
    await here.send(`/follow ${them}`);
    await here.see('✅ 已关注');
    expect(world.relationOf(owner, them).attribute).toBeGreaterThan(0);
    await here.send(`/unfollow ${them} 100003 100004`);
    await here.see('将取消关注');
    await here.press('开始');
    await here.see('批量取消关注');
    await here.send('/alerts');
    const panel = await here.see('发送到：群“粉丝群”');
    await here.press('发送到…', panel);
    expect((await here.see('发送到哪里')).text).not.toContain('link_');
    expect(labels(here.last())[0]).toEqual(['○ 私聊']);
  });

  it('the owner’s other groups are not named in it', async () => {
    const { here, me, link, invitation, telegram } = await withGroup();
    await link();
    const secret = telegram.group({ title: '秘密群', members: [me.user] });
    telegram.setMember(secret, me.user, 'administrator');
    const there = telegram.conversation(me.user, secret);
    await there.send(await invitation());
    await there.see('✅');
    await here.send('/alerts');
    const panel = await here.see('发送到：另一个群');
    await here.press('发送到…', panel);
    await here.see('发送到哪里');
    expect(here.transcript()).not.toContain('秘密群');
  });

  it('others are told who may do what changes something, or shows what is private', async () => {
    const { asBob, link, world, clock } = await withGroup();
    await link();
    asBob.skip();
    const asked = world.requests.count('');
    const changing = ['follow', 'unfollow', 'block', 'unblock', 'kick', 'whisper', 'unwhisper'];
    const reading = ['friends', 'special', 'blacks', 'whispers', 'search', 'groups', 'jobs', 'alerts'];
    for (const command of [...changing, ...reading, 'import']) {
      await asBob.send(`/${command} ${them}`);
      await asBob.see('只有 小明 能这样做');
    }
    expect(world.requests.count('')).toBe(asked);
    // So many commands in a minute are not answered.
    await clock.advance(minute);
    const known = world.requests.count('');
    for (const command of ['me', 'settings', 'login', 'logout', 'export']) {
      await asBob.send(`/${command}`);
      await asBob.see('只能在私聊里进行');
    }
    expect(world.requests.count('')).toBe(known);
  });

  it('others see a person without the owner’s relation, and nothing to act with', async () => {
    const { asBob, link, world } = await withGroup();
    await link();
    world.follow(owner, them);
    world.setGroups(owner, them, [world.createGroup(owner, '秘密')]);
    await asBob.send(`/who ${them}`);
    const card = await asBob.see(`UID ${them}`);
    expect(card.caption).not.toMatch(/关系|秘密|特别/u);
    expect(world.requests.count('/relation')).toBe(0);
    expect(labels(card)).toEqual([['主页', '复制 UID']]);
  });

  it('others are kept from the owner’s own lists, however they ask, and nothing is read', async () => {
    const { asBob, bob, link, telegram, world } = await withGroup();
    await link();
    const asked = world.requests.count('');
    for (const command of ['/fans', '/following', `/fans ${owner}`, `/following ${owner}`]) {
      await asBob.send(command);
      await asBob.see('只给 TA 看');
    }
    await asBob.send(`/common ${them}`);
    const refusal = await asBob.see('只有 小明 能这样做');
    // A button that is made up.
    for (const kind of ['lf', 'lp']) {
      const data = `${kind}:${bob.id.toString(36)}:a:${owner.toString(36)}${kind === 'lp' ? ':1' : ''}`;
      await telegram.press(bob, refusal, { data }, { forge: true });
      await asBob.see('只给 TA 看');
    }
    expect(world.requests.count('')).toBe(asked);
  });

  it('others page through lists of their own, and open cards from them', async () => {
    const { asBob, link, world } = await withGroup();
    await link();
    world.gainFans(them, 12);
    for (const fan of world.fansOf(them)) world.follow(owner, fan);
    world.setGroups(owner, world.fansOf(them), [-10]);
    await asBob.send(`/fans ${them}`);
    const list = await asBob.see('的粉丝');
    expect(list.text).not.toMatch(/[★↔]/u);
    expect(labels(list).flat()).not.toContain('多选');
    await asBob.press('›', list);
    await asBob.next((message) =>
      labels(message)
        .flat()
        .some((label) => label.startsWith('9. ')),
    );
    await asBob.press(/^9\. /u);
    expect(labels(await asBob.see('UID'))).toEqual([['主页', '复制 UID']]);
  });

  it('an owner who no longer administers it may not act there, and is asked about once in ten minutes', async () => {
    const { here, me, group, link, telegram, world, clock } = await withGroup();
    await link();
    await here.send(`/follow ${them}`);
    await here.see('✅ 已关注');
    telegram.setMember(group, me.user, 'member');
    await here.send(`/unfollow ${them}`);
    await here.see('✅ 已取消关注');
    await clock.advance(10 * minute);
    const asked = telegram.calls('getChatMember').length;
    for (const command of [`/follow ${them}`, '/groups', '/alerts', '/fans']) {
      await here.send(command);
      await here.see('你已不是这个群的管理员');
    }
    expect(telegram.calls('getChatMember')).toHaveLength(asked + 1);
    expect(world.relationOf(owner, them).attribute).toBe(0);
    await here.send(`/who ${them}`);
    await here.see(`UID ${them}`);
    telegram.setMember(group, me.user, 'administrator');
    await clock.advance(10 * minute);
    await here.send(`/follow ${them}`);
    await here.see('✅ 已关注');
  });

  it('a button that others made up does nothing', async () => {
    const { asBob, bob, link, telegram, world } = await withGroup();
    await link();
    await asBob.send(`/who ${them}`);
    const card = await asBob.see(`UID ${them}`);
    const asked = world.requests.count('');
    const user = bob.id.toString(36);
    for (const data of [
      `a:${user}:f:${them.toString(36)}:${owner.toString(36)}`,
      `lf:${user}:b:0`,
      `nx:${user}`,
    ]) {
      const answer = await telegram.press(bob, card, { data }, { forge: true });
      expect(answer.text, data).toContain('只有 小明');
    }
    expect(world.requests.count('')).toBe(asked);
  });

  it('others hear that the owner must log in again, when that is what is wrong', async () => {
    const { asBob, link, world, me } = await withGroup();
    await link();
    world.expire(owner);
    await asBob.send(`/fans ${them}`);
    expect(labels(await asBob.see('请让 小明 在私聊里重新登录'))).toEqual([]);
    await me.send('/logout');
    await me.press('确认');
    await me.see('已退出');
    asBob.skip();
    await asBob.send(`/who ${them}`);
    await asBob.see('请让 小明 在私聊里重新登录');
  });

  it('a question is answered by replying, since that is all the bot hears there', async () => {
    const { here, asBob, link, world } = await withGroup();
    await link();
    await here.send('/follow');
    await here.see('要关注谁');
    const question = await here.see('请直接回复这条消息');
    await asBob.send(String(them), { replyTo: question });
    await here.send('just talking');
    await here.send(String(them), { replyTo: question });
    await here.see('✅ 已关注');
    expect(world.requests.count('relation/modify')).toBe(1);
  });

  it('a topic is not taken for an answer to whoever opened it', async () => {
    const { here, group, telegram, link } = await withGroup({ forum: true });
    const thread = telegram.topic(group, '聊天');
    await link(thread);
    await here.send('/who', { thread });
    expect((await here.see('想看谁')).message_thread_id).toBe(thread);
  });
});

describe('a group that is not linked', () => {
  it('says so, and how to link it', async () => {
    const { here } = await withGroup();
    for (const command of ['/start', '/fans', '/follow 1', '/jobs', '/alerts']) {
      await here.send(command);
      expect(labels(await here.see('选“发送到…”，照那里说的做'))).toEqual([['打开私聊']]);
    }
  });
});

describe('when the bot can no longer write to the group', () => {
  it('being thrown out ends the link, brings the alerts home, and is told to the owner', async () => {
    const { me, group, telegram, link, alertIn } = await withGroup();
    await link();
    telegram.kick(group);
    expect((await me.see('我被移出了群“粉丝群”')).text).toContain('提醒改发到这里');
    await alertIn(me);
    telegram.addBot(group);
    const here = telegram.conversation(me.user, group);
    here.skip();
    await here.send('/fans');
    await here.see('还没有关联');
  });

  it('being thrown out by somebody the bot does not serve counts as well', async () => {
    const { me, bob, telegram, invitation } = await withGroup({
      env: { ALLOWED_USERS: '700000001' },
    });
    const group = telegram.group({ title: 'Bob 的群', members: [bob, me.user] });
    telegram.setMember(group, me.user, 'administrator');
    await telegram.conversation(me.user, group).send(await invitation());
    await me.see('✅ 已关联');
    telegram.kick(group);
    await me.see('提醒改发到这里');
  });

  it('being thrown out while the bot was away is learnt afterwards', async () => {
    const { me, group, telegram, link, stop, restart } = await withGroup();
    await link();
    await stop();
    telegram.kick(group);
    await restart();
    await me.see('提醒改发到这里');
  });

  it('a topic that stays closed brings the alerts home, loses none, and can be chosen again', async () => {
    const { me, group, telegram, link, world, clock } = await withGroup({ forum: true });
    const thread = telegram.topic(group, '提醒');
    await link(thread);
    telegram.closeTopic(group, thread);
    world.gainFans(owner, 1);
    const alert = me.see('🔔 新粉丝');
    await clock.advance(3 * 60 * minute);
    expect((await alert).caption).toContain('今后改发到这里');
    await me.send('/alerts');
    await me.press('发送到…', await me.see('发送到：这个聊天'));
    await me.see('发送到哪里');
    expect(labels(me.last())).toContainEqual(['○ 群“粉丝群”的话题“提醒”']);
  });

  it('as a supergroup with another id it keeps link and alerts', async () => {
    const { me, group, telegram, link, alertIn, world } = await withGroup();
    await link();
    const next = telegram.migrate(group);
    await telegram.drained();
    const here = telegram.conversation(me.user, next);
    await alertIn(here);
    here.skip();
    await here.send(`/follow ${them}`);
    await here.see('✅ 已关注');
    await me.send('/alerts');
    await me.see('发送到：群“粉丝群”');
    expect(world.relationOf(owner, them).attribute).toBeGreaterThan(0);
  });

  it('that it has become one is learnt from the alert, if the update was lost', async () => {
    const { me, group, telegram, link, alertIn, stop, restart } = await withGroup();
    await link();
    await stop();
    const next = telegram.migrate(group);
    telegram.state.updates.clear();
    await restart();
    const here = telegram.conversation(me.user, next);
    await alertIn(here);
    here.skip();
    await here.send('/start');
    await here.see('这个群已关联到 小明');
  });
});
