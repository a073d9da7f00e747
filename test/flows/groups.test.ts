import { describe, expect, it } from 'vitest';
import { createTestClock } from '../support/clock.ts';
import { type Actor, type Guanxi, labels, startGuanxi } from '../support/guanxi.ts';

type World = Guanxi['world'];
type Message = Awaited<ReturnType<Actor['see']>>;

const me = 100003;
const other = 100005;
const special = -10;

/** Makes so many people whom `mid` follows, `友1` first, and returns their mids, the newest first. */
function followMany(world: World, mid: number, count: number): number[] {
  for (let at = 1; at <= count; at += 1)
    world.follow(mid, world.addPerson({ name: `友${at}` }).mid, { at: 1_700_000_000 + at });
  return world.followingsOf(mid);
}

const tagsOf = (world: World, mid: number, whose = me) => new Set(world.relationOf(whose, mid).tag ?? []);
const pathsOf = (world: World) => world.requests.all().map(({ path }) => path);
const rowsOf = (message: Message) =>
  labels(message)
    .flat()
    .filter((label) => /^\D{0,2}\d+\. /u.test(label))
    .map((label) => label.replace(/ · \d{4}-\d\d-\d\d$/u, ''));
const nameOf = (world: World, tagid: number) => world.groups(me).find((group) => group.tagid === tagid)?.name;

/** Presses a button of the panel last seen and returns what it shows then. */
async function press(actor: Actor, label: string | RegExp, panel: Message): Promise<Message> {
  await actor.press(label, panel);
  return await actor.next((message) => message.message_id === panel.message_id);
}

/** Opens the members of a group from the list of groups. */
async function openGroup(actor: Actor, label: RegExp): Promise<Message> {
  await actor.send('/groups');
  return press(actor, label, await actor.see(/我的分组|Your groups/u));
}

describe('the list of groups', () => {
  it('has special and default first, with their sizes, for one request', async () => {
    const { world, member } = await startGuanxi();
    const [a = 0, b = 0] = followMany(world, me, 5);
    world.setGroups(me, a, [special]);
    world.setGroups(me, b, [world.createGroup(me, '同学')]);
    for (const [language, rows, buttons] of [
      ['zh-hans', ['特别关注 · 1 人', '默认分组 · 3 人', '同学 · 1 人'], ['新建分组', '刷新']],
      ['en', ['Special · 1', 'Default · 3', '同学 · 1'], ['New group', 'Refresh']],
    ] as const) {
      const alice = await member('Alice', me, language);
      world.requests.clear();
      await alice.send('/groups');
      const list = await alice.see(/我的分组（3）|Your groups \(3\)/u);
      expect(labels(list)).toEqual([...rows.map((row) => [row]), buttons]);
      expect(pathsOf(world)).toEqual(['/x/relation/tags']);
    }
  });

  it('is paged, and read anew with every page', async () => {
    const { world, member } = await startGuanxi();
    for (let at = 1; at <= 20; at += 1) world.createGroup(me, `组${at}`);
    const alice = await member('Alice', me);
    await alice.send('/groups');
    let list = await alice.see('我的分组（22）');
    expect(labels(list)).toContainEqual(['‹', '1/3', '›']);
    world.createGroup(me, '又一个');
    list = await press(alice, '›', list);
    expect(list.text).toContain('我的分组（23）');
    list = await press(alice, '›', list);
    expect(
      labels(list)
        .slice(0, 7)
        .flat()
        .map((row) => row.split(' ')[0]),
    ).toEqual([...['组15', '组16', '组17', '组18', '组19', '组20', '又一个']]);
  });
});

describe('the members of a group', () => {
  it('cost two requests to open, and one for each six pages after', async () => {
    const { world, member } = await startGuanxi();
    const all = followMany(world, me, 100);
    const group = world.createGroup(me, '同学');
    world.setGroups(me, all, [group]);
    const alice = await member('Alice', me);
    await alice.send('/groups');
    const list = await alice.see('我的分组');
    world.requests.clear();
    let panel = await press(alice, /^同学/u, list);
    expect(panel.text).toContain('分组：同学');
    expect(panel.text).toContain('共 100 人');
    expect(pathsOf(world)).toEqual(['/x/relation/tags', '/x/relation/tag']);
    const names = rowsOf(panel);
    for (let page = 2; page <= 13; page += 1) {
      panel = await press(alice, '›', panel);
      expect(labels(panel).flat()).toContain(`${page}/13`);
      names.push(...rowsOf(panel));
    }
    expect(names).toEqual(all.map((mid, at) => `${at + 1}. ${world.person(mid)?.name}`));
    expect(world.requests.all()).toHaveLength(4);
  });

  it('are shown most recent or most visited first, and refreshed, for two requests each', async () => {
    const { world, member } = await startGuanxi();
    const all = followMany(world, me, 30);
    world.setGroups(me, all, [world.createGroup(me, '同学')]);
    const alice = await member('Alice', me, 'en');
    const recent = await openGroup(alice, /^同学/u);
    expect(labels(recent)).toContainEqual(['● Recent', 'Most visited']);
    world.requests.clear();
    const visited = await press(alice, 'Most visited', recent);
    expect(rowsOf(visited)).not.toEqual(rowsOf(recent));
    expect(world.requests.all().at(-1)?.query.order_type).toBe('attention');
    const fresh = await press(alice, 'Recent', visited);
    expect(rowsOf(fresh)).toEqual(rowsOf(recent));
    expect(world.requests.all()).toHaveLength(4);
  });

  it('lead to a card, and back to the same page', async () => {
    const { world, member } = await startGuanxi();
    const all = followMany(world, me, 30);
    world.setGroups(me, all, [world.createGroup(me, '同学')]);
    const alice = await member('Alice', me);
    const panel = await press(alice, '›', await openGroup(alice, /^同学/u));
    await alice.press(/^9\. /u, panel);
    const card = await alice.see(`UID ${all[8]}`);
    world.requests.clear();
    await alice.press('‹ 返回名单', card);
    const back = await alice.see('分组：同学');
    expect(rowsOf(back)).toEqual(rowsOf(panel));
    expect(world.requests.all()).toHaveLength(2);
    expect(rowsOf(await press(alice, '›', back))[0]).toMatch(/^17\. /u);
  });

  it('that were forgotten after a day are opened anew', async () => {
    const clock = createTestClock(Date.UTC(2026, 10, 21));
    const { world, member } = await startGuanxi({ clock });
    world.setGroups(me, followMany(world, me, 30), [world.createGroup(me, '同学')]);
    const alice = await member('Alice', me, 'en');
    const panel = await openGroup(alice, /^同学/u);
    await clock.advance(25 * 3600_000);
    const told = await press(alice, '›', panel);
    expect(told.text).toContain('This message has expired');
    const fresh = await press(alice, 'Open again', told);
    expect(fresh.text).toContain('Group: 同学');
    expect(rowsOf(await press(alice, '›', fresh))[0]).toMatch(/^9\. /u);
  });

  it('of special and default can be seen, but these are neither renamed nor deleted', async () => {
    const { world, member } = await startGuanxi();
    const [a = 0] = followMany(world, me, 3);
    world.setGroups(me, a, [special]);
    const alice = await member('Alice', me);
    const starred = await openGroup(alice, /^特别关注/u);
    expect(rowsOf(starred)).toEqual(['1. 友3 ★']);
    expect(labels(starred).flat()).not.toContain('重命名');
    const rest = await openGroup(alice, /^默认分组/u);
    expect(rowsOf(rest)).toEqual(['1. 友2', '2. 友1']);
    expect(labels(rest).flat()).not.toContain('删除');
  });

  it('of an empty group are a sentence, and it can still be deleted', async () => {
    const { world, member } = await startGuanxi();
    world.createGroup(me, '空');
    const alice = await member('Alice', me, 'en');
    const panel = await openGroup(alice, /^空/u);
    expect(panel.text).toBe('Group: 空\nNobody is in this group.');
    expect(labels(panel)).toEqual([
      ['Refresh'],
      ['Rename', 'Delete'],
      ['Move up', 'Move down'],
      ['‹ All groups'],
    ]);
  });
});

describe('new, other name, end', () => {
  it('a new group is asked for its name, and stands in the list', async () => {
    const { world, member } = await startGuanxi();
    const alice = await member('Alice', me);
    await alice.send('/groups');
    await alice.see('我的分组');
    await alice.press('新建分组');
    await alice.see('新分组叫什么');
    await alice.send('老 同学');
    const list = await alice.see('✅ 已新建分组“老 同学”');
    expect(labels(list).flat()).toContain('老 同学 · 0 人');
    expect(world.groups(me).map(({ name }) => name)).toContain('老 同学');
  });

  it.each([
    ['', 'a'.repeat(17), '你写了 17 个', 'you wrote 17'],
    ['22101', '坏<名', '不允许使用的字符', 'not allowed'],
    ['22106', '同学', '已有同名分组', 'group with this name'],
  ])(
    'a name that cannot be is told (%s), and the question stays',
    { tags: 'everywhere' },
    async (code, bad, zh, en) => {
      const { world, member } = await startGuanxi();
      world.createGroup(me, '同学');
      for (const [language, words, button, good] of [
        ['zh-hans', zh, '新建分组', '好'],
        ['en', en, 'New group', 'fine'],
      ] as const) {
        const alice = await member('Alice', me, language);
        await alice.send('/groups');
        await alice.see(/我的分组|Your groups/u);
        await alice.press(button);
        await alice.see(/1–16/u);
        world.requests.clear();
        await alice.send(bad);
        await alice.see(words);
        expect(world.requests.count('tag/create')).toBe(code === '' ? 0 : 1);
        await alice.send(good);
        await alice.see(`✅`);
        expect(world.groups(me).map(({ name }) => name)).toContain(good);
      }
    },
  );

  it.each([
    [22102, '数量已到上限', 'as many groups as'],
    [22103, '分组名太长', 'too long'],
    [-352, '风控', 'risk control'],
  ])('what the site says is told in words: %i', { tags: 'everywhere' }, async (code, zh, en) => {
    const { world, member } = await startGuanxi();
    const actors = [await member('小林', me), await member('Alice', other, 'en')];
    world.faults.set('tag/create', { kind: 'code', code });
    for (const [at, words] of [zh, en].entries()) {
      await actors[at]?.send('/groups new 新的');
      await actors[at]?.see(words);
    }
    expect(world.groups(me)).toHaveLength(2);
  });

  it('another name is asked for and shown', { tags: 'everywhere' }, async () => {
    const { world, member } = await startGuanxi();
    const group = world.createGroup(me, '同学');
    const alice = await member('Alice', me, 'en');
    await openGroup(alice, /^同学/u);
    await alice.press('Rename');
    await alice.see('What should “同学” be called?');
    await alice.send('school');
    await alice.see('“同学” is now called “school”');
    expect(nameOf(world, group)).toBe('school');
  });

  it('deleting one that has no members says nothing of them', { tags: 'everywhere' }, async () => {
    const { world, member } = await startGuanxi();
    world.createGroup(me, '同学');
    const alice = await member('Alice', me);
    const panel = await press(alice, '删除', await openGroup(alice, /^同学/u));
    expect(panel.text).toBe('要删除分组“同学”吗？');
  });

  it('deleting asks first and says that members stay followed', { tags: 'everywhere' }, async () => {
    const { world, member } = await startGuanxi();
    const [a = 0] = followMany(world, me, 2);
    const group = world.createGroup(me, '同学');
    world.setGroups(me, a, [special, group]);
    const alice = await member('Alice', me);
    let panel = await openGroup(alice, /^同学/u);
    panel = await press(alice, '删除', panel);
    expect(panel.text).toContain('里面的 1 人仍然关注着');
    panel = await press(alice, '取消', panel);
    expect(panel.text).toContain('分组：同学');
    panel = await press(alice, '删除', panel);
    world.requests.clear();
    panel = await press(alice, '确认', panel);
    expect(panel.text).toContain('✅ 已删除分组“同学”');
    expect(pathsOf(world).filter((path) => !path.endsWith('tag/del'))).toHaveLength(2);
    expect(nameOf(world, group)).toBeUndefined();
    expect(tagsOf(world, a)).toEqual(new Set([special]));
    expect(world.relationOf(me, a).attribute).toBe(2);
  });
});

describe('a group deleted elsewhere while its panel is open leads back to the list with a sentence', () => {
  it.each(['最常访问', '刷新', '重命名', '删除'])('at %s', async (button) => {
    const { world, member } = await startGuanxi();
    const group = world.createGroup(me, '同学');
    world.setGroups(me, followMany(world, me, 60), [group]);
    const alice = await member('Alice', me);
    const panel = await openGroup(alice, /^同学/u);
    world.deleteGroup(me, group);
    const list = await press(alice, button, panel);
    expect(list.text).toContain('这个分组已不存在');
    expect(list.text).toContain('我的分组（2）');
  });

  it('at the next block, at its name, and at its end', async () => {
    const { world, member } = await startGuanxi();
    const all = followMany(world, me, 100);
    const alice = await member('Alice', me, 'en');
    const open = async () => {
      const group = world.createGroup(me, '同学');
      world.setGroups(me, all, [group]);
      return { group, panel: await openGroup(alice, /^同学/u) };
    };
    const paged = await open();
    world.deleteGroup(me, paged.group);
    expect((await press(alice, '+10', paged.panel)).text).toContain('This group is gone');
    const renamed = await open();
    await alice.press('Rename', renamed.panel);
    await alice.see('What should');
    world.deleteGroup(me, renamed.group);
    await alice.send('school');
    await alice.see('This group is gone');
    const ended = await open();
    const asked = await press(alice, 'Delete', ended.panel);
    world.deleteGroup(me, ended.group);
    expect((await press(alice, 'Confirm', asked)).text).toContain('This group is gone');
  });

  it('when people are put into it, or taken from it', async () => {
    const { world, member } = await startGuanxi();
    const all = followMany(world, me, 10);
    const [from, to] = [world.createGroup(me, '甲'), world.createGroup(me, '乙')];
    world.setGroups(me, all, [from]);
    const alice = await member('Alice', me);
    let panel = await press(alice, '多选', await openGroup(alice, /^甲/u));
    panel = await press(alice, /^☐ 1\. /u, panel);
    panel = await press(alice, '移动到', panel);
    world.deleteGroup(me, to);
    const list = await press(alice, '乙', panel);
    expect(list.text).toContain('这个分组已不存在');
    expect(list.text).toContain('甲 · 10 人');
  });
});

describe('the groups of a person', () => {
  const them = 100004;

  it('are check boxes, special among them, for two requests; save is one write of the whole set', async () => {
    const { world, member } = await startGuanxi();
    world.follow(me, them);
    const [one, two] = [world.createGroup(me, '甲'), world.createGroup(me, '乙')];
    world.setGroups(me, them, [one]);
    const alice = await member('Alice', me);
    await alice.send(`/who ${them}`);
    const card = await alice.see('分组：甲');
    world.requests.clear();
    let panel = await press(alice, '分组', card);
    expect(labels(panel)).toEqual([['☐ 特别关注'], ['☑ 甲'], ['☐ 乙'], ['保存', '返回卡片']]);
    expect(panel.caption).toContain(`${world.person(them)?.name} · 分组`);
    expect(pathsOf(world)).toEqual(['/x/relation/tags', '/x/relation']);
    for (const box of ['☐ 特别关注', '☑ 甲', '☐ 乙']) panel = await press(alice, box, panel);
    expect(labels(panel).flat()).toContain('☐ 甲');
    expect(world.requests.all()).toHaveLength(2);
    panel = await press(alice, '保存', panel);
    expect(panel.caption).toContain('✅ 已保存');
    expect(world.requests.to('tags/addUsers').map(({ form }) => form.tagids)).toEqual([`-10,${two}`]);
    expect(world.requests.all()).toHaveLength(5);
    expect(tagsOf(world, them)).toEqual(new Set([special, two]));
    panel = await press(alice, '返回卡片', panel);
    expect(panel.caption).toContain('分组：乙');
  });

  it('that were changed elsewhere meanwhile stay so: a save changes what was changed here', async () => {
    const { world, member } = await startGuanxi();
    world.follow(me, them);
    const names = ['留', '去', '添', '外去', '外添'];
    const [stay = 0, out = 0, into = 0, lost = 0, got = 0] = names.map((name) => world.createGroup(me, name));
    world.setGroups(me, them, [stay, out, lost]);
    const alice = await member('Alice', me);
    await alice.send(`/who ${them}`);
    let panel = await press(alice, '分组', await alice.see('分组：留'));
    for (const box of ['☑ 去', '☐ 添']) panel = await press(alice, box, panel);
    world.setGroups(me, them, [stay, out, got, special]);
    panel = await press(alice, '保存', panel);
    expect(tagsOf(world, them)).toEqual(new Set([stay, into, got, special]));
    expect(panel.caption).toContain('别处改过');
    expect(labels(panel).flat().slice(0, 6)).toEqual([
      '☑ 特别关注',
      '☑ 留',
      '☐ 去',
      '☑ 添',
      '☐ 外去',
      '☑ 外添',
    ]);
    panel = await press(alice, '保存', panel);
    expect(panel.caption).toContain('✅ 已保存');
    expect(world.requests.count('tags/addUsers')).toBe(1);
  });

  it('keep those that were ticked, when they were unfollowed meanwhile and are followed again', async () => {
    const { world, member } = await startGuanxi();
    world.follow(me, them);
    const [one, two] = [world.createGroup(me, '甲'), world.createGroup(me, '乙')];
    world.setGroups(me, them, [one]);
    const alice = await member('Alice', me);
    await alice.send(`/who ${them}`);
    let panel = await press(alice, '分组', await alice.see('分组：甲'));
    panel = await press(alice, '☐ 乙', panel);
    world.unfollow(me, them);
    panel = await press(alice, '保存', panel);
    await press(alice, '关注并保存', panel);
    expect(tagsOf(world, them)).toEqual(new Set([one, two]));
  });

  it('none at all is the default group', async () => {
    const { world, member } = await startGuanxi();
    world.follow(me, them);
    world.setGroups(me, them, [world.createGroup(me, '甲')]);
    const alice = await member('Alice', me, 'en');
    await alice.send(`/who ${them}`);
    let panel = await press(alice, 'Groups', await alice.see('Groups: 甲'));
    panel = await press(alice, '☑ 甲', panel);
    await press(alice, 'Save', panel);
    expect(world.requests.to('tags/addUsers').map(({ form }) => form.tagids)).toEqual(['0']);
    expect(world.relationOf(me, them)).toMatchObject({ attribute: 2, tag: null });
  });

  it('of one not followed any more (22105) are saved after following', async () => {
    const { world, member } = await startGuanxi();
    for (const [language, groups, save, words, both] of [
      ['zh-hans', '分组', '保存', '你还没有关注 TA', '关注并保存'],
      ['en', 'Groups', 'Save', 'You do not follow them', 'Follow and save'],
    ] as const) {
      world.unfollow(me, them);
      world.follow(me, them);
      const group = world.createGroup(me, `甲${language}`);
      const alice = await member('Alice', me, language);
      await alice.send(`/who ${them}`);
      let panel = await press(alice, groups, await alice.see(`UID ${them}`));
      panel = await press(alice, `☐ 甲${language}`, panel);
      world.unfollow(me, them);
      panel = await press(alice, save, panel);
      expect(panel.caption).toContain(words);
      expect(labels(panel).flat()).toContain(`☑ 甲${language}`);
      panel = await press(alice, both, panel);
      expect(panel.caption).toContain('✅');
      expect(tagsOf(world, them)).toEqual(new Set([group]));
    }
  });

  it('of one not followed from the start are offered the same way', async () => {
    const { world, member } = await startGuanxi();
    world.follow(me, them);
    const group = world.createGroup(me, '甲');
    const alice = await member('Alice', me);
    await alice.send(`/who ${them}`);
    const card = await alice.see('你关注了 TA');
    world.unfollow(me, them);
    let panel = await press(alice, '分组', card);
    expect(labels(panel).flat()).toContain('关注并保存');
    panel = await press(alice, '☐ 甲', panel);
    panel = await press(alice, '关注并保存', panel);
    expect(panel.caption).toContain('✅ 已关注，分组也已保存');
    expect(tagsOf(world, them)).toEqual(new Set([group]));
  });

  it('are read anew when one of them is gone at the save (22104)', async () => {
    const { world, member } = await startGuanxi();
    world.follow(me, them);
    const [one, two] = [world.createGroup(me, '甲'), world.createGroup(me, '乙')];
    world.setGroups(me, them, [one]);
    const alice = await member('Alice', me);
    await alice.send(`/who ${them}`);
    let panel = await press(alice, '分组', await alice.see('分组：甲'));
    panel = await press(alice, '☐ 乙', panel);
    world.deleteGroup(me, two);
    panel = await press(alice, '保存', panel);
    expect(panel.caption).toContain('有个分组已不存在，没有保存');
    expect(labels(panel)).toEqual([['☐ 特别关注'], ['☑ 甲'], ['保存', '返回卡片']]);
  });

  it('that were forgotten after a day are read anew, and say so', async () => {
    const clock = createTestClock(Date.UTC(2026, 10, 21));
    const { world, member } = await startGuanxi({ clock });
    world.follow(me, them);
    world.createGroup(me, '甲');
    const alice = await member('Alice', me);
    await alice.send(`/who ${them}`);
    let panel = await press(alice, '分组', await alice.see('你关注了 TA'));
    panel = await press(alice, '☐ 甲', panel);
    await clock.advance(25 * 3600_000);
    panel = await press(alice, '保存', panel);
    expect(panel.caption).toContain('刚才的选择没有保存');
    expect(labels(panel).flat()).toContain('☐ 甲');
    expect(world.requests.count('tags/addUsers')).toBe(0);
  });

  it('are paged when there are many, and what is ticked stays', async () => {
    const { world, member } = await startGuanxi();
    world.follow(me, them);
    for (let at = 1; at <= 10; at += 1) world.createGroup(me, `组${at}`);
    const alice = await member('Alice', me);
    await alice.send(`/who ${them}`);
    let panel = await press(alice, '分组', await alice.see('你关注了 TA'));
    panel = await press(alice, '☐ 组1', panel);
    panel = await press(alice, '›', panel);
    panel = await press(alice, '☐ 组10', panel);
    panel = await press(alice, '保存', panel);
    expect([...tagsOf(world, them)].map((tagid) => nameOf(world, tagid))).toEqual(['组1', '组10']);
  });
});

describe('following somebody into a group', () => {
  it('offers the groups at once, and the last one with one press', async () => {
    const { world, member } = await startGuanxi();
    const group = world.createGroup(me, '同学');
    const alice = await member('Alice', me);
    await alice.send('/follow 100004');
    const first = await alice.see('✅ 已关注');
    expect(labels(first)).toContainEqual(['分组']);
    let panel = await press(alice, '分组', first);
    panel = await press(alice, '☐ 同学', panel);
    await press(alice, '保存', panel);
    await alice.send('/follow 100006');
    const second = await alice.see('✅ 已关注');
    expect(labels(second)).toContainEqual(['分组', '→ 同学']);
    const card = await press(alice, '→ 同学', second);
    expect(card.caption).toContain('放进分组');
    expect(card.caption).toContain('分组：同学');
    expect(tagsOf(world, 100006)).toEqual(new Set([group]));
  });

  it('forgets a last group that is gone, and follows its other name', async () => {
    const { world, member } = await startGuanxi();
    const group = world.createGroup(me, '同学');
    world.follow(me, 100004);
    const alice = await member('Alice', me, 'en');
    await alice.send('/groups add 同学 100004');
    await alice.see('✅ Copied 1 to “同学”');
    await alice.send('/groups rename 同学 = school');
    await alice.see('is now called “school”');
    await alice.send('/follow 100006');
    const card = await alice.see('✅ You now follow');
    expect(labels(card).flat()).toContain('→ school');
    world.deleteGroup(me, group);
    const panel = await press(alice, '→ school', card);
    expect(panel.caption).toContain('One of the groups is gone');
    await alice.send('/follow 100002');
    expect(labels(await alice.see('✅ You now follow')).flat()).not.toContain('→ school');
  });

  it('offers to follow again when they are not followed any more (22105)', async () => {
    const { world, member } = await startGuanxi();
    const group = world.createGroup(me, '同学');
    world.follow(me, 100004);
    const alice = await member('Alice', me);
    await alice.send('/groups add 同学 100004');
    await alice.see('✅');
    await alice.send('/follow 100006');
    const card = await alice.see('✅ 已关注');
    world.unfollow(me, 100006);
    const panel = await press(alice, '→ 同学', card);
    expect(labels(panel).flat()).toContain('☑ 同学');
    await press(alice, '关注并保存', panel);
    expect(tagsOf(world, 100006)).toEqual(new Set([group]));
  });

  it('remembers each account’s own', async () => {
    const { world, member } = await startGuanxi();
    world.createGroup(me, '同学');
    world.follow(me, 100004);
    const alice = await member('Alice', me);
    await alice.send('/groups add 同学 100004');
    await alice.see('✅');
    await alice.send(
      Object.entries(world.login(other).cookies)
        .map(([name, value]) => `${name}=${value}`)
        .join('; '),
    );
    await alice.see('✅');
    await alice.send('/follow 100006');
    expect(labels(await alice.see('✅ 已关注')).flat()).not.toContain('→ 同学');
    await alice.send('/logout');
    await alice.press(/确认|退出/u, await alice.see(/退出/u));
    await alice.see('登录信息已删除');
    await alice.send('/follow 100006');
    expect(labels(await alice.see('✅ 已关注')).flat()).toContain('→ 同学');
  });
});

describe('selecting in a group', () => {
  /** A group of ten, some of whom are in others too, with the first two chosen. */
  async function chosen(language?: string) {
    const guanxi = await startGuanxi();
    const { world, member } = guanxi;
    const all = followMany(world, me, 10);
    const [one, two] = [world.createGroup(me, '甲'), world.createGroup(me, '乙')];
    world.setGroups(me, all, [one]);
    const [a = 0, b = 0] = all;
    world.setGroups(me, a, [special, one]);
    const alice = await member('Alice', me, language);
    const [select] = language === 'en' ? ['Select'] : ['多选'];
    let panel = await press(alice, select, await openGroup(alice, /^甲/u));
    for (const row of [/^☐ 1\. /u, /^☐ 2\. /u]) panel = await press(alice, row, panel);
    return { ...guanxi, alice, panel, a, b, one, two };
  }

  it('offers what can be done with groups', async () => {
    const { panel } = await chosen();
    expect(labels(panel).slice(-3)).toEqual([
      ['全选全部', '退出多选'],
      ['移动到', '复制到'],
      ['移出分组', '取消关注'],
    ]);
  });

  it('moves, keeping other groups, and reads the list anew', async () => {
    const { world, alice, panel, a, b, two } = await chosen();
    const targets = await press(alice, '移动到', panel);
    expect(targets.text).toContain('把选中的 2 人移动到哪个分组');
    expect(labels(targets)).toEqual([['特别关注'], ['乙'], ['取消']]);
    world.requests.clear();
    await alice.press('乙', targets);
    await alice.see('✅ 已把 2 人移动到“乙”');
    const fresh = await alice.next((message) => message.message_id === panel.message_id);
    expect(fresh.text).toContain('共 8 人');
    expect(tagsOf(world, a)).toEqual(new Set([special, two]));
    expect(tagsOf(world, b)).toEqual(new Set([two]));
    expect(pathsOf(world)).toEqual([
      '/x/relation/relations',
      '/x/relation/tags/moveUsers',
      '/x/relation/tags',
      '/x/relation/tag',
    ]);
  });

  it('copies, and can be left before', async () => {
    const { world, alice, panel, b, one, two } = await chosen('en');
    const back = await press(alice, 'Cancel', await press(alice, 'Copy to', panel));
    expect(rowsOf(back)[1]).toContain('☑ 2. ');
    const targets = await press(alice, 'Copy to', back);
    await alice.press('乙', targets);
    await alice.see('✅ Copied 2 to “乙”');
    expect(tagsOf(world, b)).toEqual(new Set([one, two]));
  });

  it('takes out of the group, keeping special and other groups', async () => {
    const { world, alice, panel, a, b } = await chosen();
    world.setGroups(me, b, [...tagsOf(world, b), world.createGroup(me, '丙')]);
    await alice.press('移出分组', panel);
    await alice.see('✅ 已把 2 人移出“甲”，仍然关注着');
    expect(tagsOf(world, a)).toEqual(new Set([special]));
    expect([...tagsOf(world, b)].map((tagid) => nameOf(world, tagid))).toEqual(['丙']);
    expect(world.relationOf(me, b).attribute).toBe(2);
  });

  it('unfollows as a job, which spares the special one', async () => {
    const { alice, panel } = await chosen();
    await alice.press('取消关注', panel);
    const preview = await alice.see('将取消关注 1 人');
    expect(preview.text).toContain('特别关注 1');
  });

  it('of more than fifty is a job that is shown first', async () => {
    const { world, member } = await startGuanxi();
    const all = followMany(world, me, 60);
    const [one, two] = [world.createGroup(me, '甲'), world.createGroup(me, '乙')];
    world.setGroups(me, all, [one]);
    const alice = await member('Alice', me);
    let panel = await press(alice, '多选', await openGroup(alice, /^甲/u));
    for (let page = 1; page <= 8; page += 1) {
      panel = await press(alice, '全选本页', panel);
      if (page < 8) panel = await press(alice, '›', panel);
    }
    const targets = await press(alice, '移动到', panel);
    await alice.press('乙', targets);
    const preview = await alice.see('将调整分组 60 人');
    expect(preview.text).toContain('从分组“甲”移动到“乙”');
    expect(preview.text).not.toContain('今天还可以');
    expect(world.requests.count('tags/moveUsers')).toBe(0);
    await alice.press('开始', preview);
    await alice.see('已完成');
    expect(world.groupMembers(me, two)).toHaveLength(60);
    expect(world.requests.count('tags/moveUsers')).toBe(2);
  });
});

describe('selecting in other lists', () => {
  it('moves from anywhere, special kept, and says so first', async () => {
    const { world, member } = await startGuanxi();
    const [a = 0] = followMany(world, me, 3);
    const [one, two] = [world.createGroup(me, '甲'), world.createGroup(me, '乙')];
    world.setGroups(me, a, [special, one]);
    const alice = await member('Alice', me);
    await alice.send('/following');
    let panel = await press(alice, '多选', await alice.see('我的关注'));
    panel = await press(alice, /^☐ 1\. /u, panel);
    panel = await press(alice, '移动到', panel);
    expect(panel.text).toContain('离开其他分组，特别关注不变');
    await alice.press('乙', panel);
    await alice.see('✅ 已把 1 人移动到“乙”');
    expect(tagsOf(world, a)).toEqual(new Set([special, two]));
  });

  it('leaves fans out who are not followed, and offers to follow one', async () => {
    const { world, member } = await startGuanxi();
    const [stranger = 0, friend = 0] = world.gainFans(me, 2);
    world.follow(me, friend);
    const group = world.createGroup(me, '甲');
    const alice = await member('Alice', me, 'en');
    await alice.send('/fans');
    let panel = await press(alice, 'Select', await alice.see('Your fans'));
    panel = await press(alice, 'Page', panel);
    await alice.press('甲', await press(alice, 'Copy to', panel));
    const told = await alice.see('✅ Copied 1 to “甲”');
    expect(told.text).toContain('You do not follow 1 of them');
    expect(tagsOf(world, friend)).toEqual(new Set([group]));
    await alice.send(`/groups add 甲 ${stranger}`);
    await alice.see('You do not follow them');
    await alice.press('Follow and save');
    await alice.see('✅ You now follow them');
    expect(tagsOf(world, stranger)).toEqual(new Set([group]));
  });

  it('moves out of special', async () => {
    const { world, member } = await startGuanxi();
    const [a = 0] = followMany(world, me, 2);
    const group = world.createGroup(me, '甲');
    world.setGroups(me, a, [special]);
    const alice = await member('Alice', me);
    await alice.send('/special');
    let panel = await press(alice, '多选', await alice.see('特别关注'));
    panel = await press(alice, /^☐ 1\. /u, panel);
    await alice.press('甲', await press(alice, '移动到', panel));
    await alice.see('✅ 已把 1 人移动到“甲”');
    await alice.see('你没有特别关注任何人');
    expect(tagsOf(world, a)).toEqual(new Set([group]));
  });

  it('is not offered where nobody is followed', { tags: 'everywhere' }, async () => {
    const { world, member } = await startGuanxi();
    world.block(me, 100004);
    const alice = await member('Alice', me);
    await alice.send('/blacks');
    const panel = await press(alice, '多选', await alice.see('黑名单'));
    expect(labels(panel).flat()).not.toContain('移动到');
  });
});

describe('the text forms', () => {
  it('do the same as the buttons', { tags: 'everywhere' }, async () => {
    const { world, member } = await startGuanxi();
    const [a = 0, b = 0] = followMany(world, me, 2);
    const alice = await member('Alice', me);
    await alice.send('/groups new “老 同学”');
    await alice.see('✅ 已新建分组“老 同学”');
    await alice.send(`/groups add “老 同学” ${a} https://space.bilibili.com/${b}`);
    await alice.see('✅ 已把 2 人复制到“老 同学”');
    await alice.send('/groups rename “老 同学” = 同学');
    await alice.see('已改名为“同学”');
    expect([...tagsOf(world, a)].map((tagid) => nameOf(world, tagid))).toEqual(['同学']);
    await alice.send('/groups delete 同学');
    await alice.see('要删除分组“同学”吗？里面的 2 人仍然关注着');
    await alice.press('确认');
    await alice.see('✅ 已删除分组“同学”');
    expect(world.groups(me)).toHaveLength(2);
  });

  it.each([
    ['/groups what', '写法：', 'How to write it:'],
    ['/groups new', '写法：', 'How to write it:'],
    [`/groups new ${'长'.repeat(17)}`, '你写了 17 个', 'you wrote 17'],
    ['/groups rename 甲', '写法：', 'How to write it:'],
    ['/groups rename 没有 = 乙', '没有叫“没有”的分组', 'no group called “没有”'],
    ['/groups rename 特别关注 = 乙', '不能改名或删除', 'cannot be renamed or deleted'],
    ['/groups delete 默认分组', '不能改名或删除', 'cannot be renamed or deleted'],
    ['/groups rename ABC = 乙', '只有大小写不同', 'differ only in upper and lower case'],
    ['/groups add 甲', '要把谁放进“甲”', 'Who should go into “甲”'],
    ['/groups add 甲 谁呀', '没看懂：谁呀', 'could not read: 谁呀'],
    ['/groups add 甲 @没有这个人没有', '没有找到叫', 'Nobody called'],
    ['/groups add 默认分组 100004', '不能放人进去', 'nobody can be put into it'],
  ])('%s gets one clear answer, and nothing is changed', { tags: 'everywhere' }, async (command, zh, en) => {
    const { world, member } = await startGuanxi();
    for (const mid of [me, other]) {
      world.follow(mid, 100004);
      for (const name of ['甲', 'Abc', 'aBC']) world.createGroup(mid, name);
    }
    const before = JSON.stringify([world.groups(me), world.groups(other)]);
    const actors = [await member('小林', me), await member('Alice', other, 'en')];
    for (const [at, words] of [zh, en].entries()) {
      await actors[at]?.send(command);
      await actors[at]?.see(words);
    }
    expect(JSON.stringify([world.groups(me), world.groups(other)])).toBe(before);
  });

  it('take whom a card names that is answered, but nobody its stranger writes of', {
    tags: 'everywhere',
  }, async () => {
    const { world, member } = await startGuanxi();
    const shown = world.addPerson({ name: '甲', sign: '快看 https://space.bilibili.com/100004' }).mid;
    for (const mid of [shown, 100004]) world.follow(me, mid);
    const group = world.createGroup(me, '同学');
    const alice = await member('Alice', me);
    await alice.send(`/who ${shown}`);
    const card = await alice.see('100004');
    await alice.send('/groups add 同学', { replyTo: card });
    await alice.see('✅ 已把 1 人复制到“同学”');
    expect(world.groupMembers(me, group)).toEqual([shown]);
  });

  it('offer those who may be meant, and what cannot be read needs a yes', {
    tags: 'everywhere',
  }, async () => {
    const { world, member } = await startGuanxi();
    for (const [at, name] of ['独一无二的甲', '独一无二的乙'].entries())
      world.follow(me, world.addPerson({ mid: 777 + at, name }).mid);
    const group = world.createGroup(me, '同学');
    const alice = await member('Alice', me);
    await alice.send('/groups add 同学 @独一无二');
    await alice.see('这些名字相近');
    await alice.press('独一无二的乙 · 778');
    await alice.see('放进分组');
    expect(tagsOf(world, 778)).toEqual(new Set([group]));
    await alice.send('/groups add 同学 UID:777 谁呀');
    const preview = await alice.see('将调整分组 1 人');
    expect(preview.text).toContain('不会处理：谁呀');
    expect(tagsOf(world, 777)).toEqual(new Set());
    await alice.press('开始', preview);
    await alice.see('已完成');
    expect(tagsOf(world, 777)).toEqual(new Set([group]));
  });
});

describe('what a list at hand says after a change made elsewhere in the chat', () => {
  it('is read anew: its marks, and who is in it', async () => {
    const { world, member } = await startGuanxi();
    const all = followMany(world, me, 30);
    const [a = 0] = all;
    const group = world.createGroup(me, '同学');
    world.setGroups(me, all, [group]);
    const alice = await member('Alice', me);
    await alice.send('/following');
    const following = await alice.see('我的关注');
    const members = await openGroup(alice, /^同学/u);
    await alice.send(`/who ${a}`);
    await alice.press('特别关注', await alice.see('分组：同学'));
    await alice.see('设为特别关注');
    expect(rowsOf(await press(alice, '多选', following))[0]).toBe('☐ 1. 友30 ★');
    world.requests.clear();
    expect((await press(alice, '›', members)).text).toContain('共 30 人');
    expect(world.requests.all()).toHaveLength(2);
    await press(alice, '‹', members);
    expect(world.requests.all()).toHaveLength(2);
  });

  it('is read before a whole page is chosen', async () => {
    const { world, member } = await startGuanxi();
    const all = followMany(world, me, 10);
    const alice = await member('Alice', me);
    await alice.send('/following');
    const panel = await press(alice, '多选', await alice.see('我的关注'));
    await alice.send(`/unfollow ${all[0]}`);
    await alice.see('✅ 已取消关注');
    const ticked = await press(alice, '全选本页', panel);
    expect(rowsOf(ticked)[0]).toBe('☑ 1. 友9');
    expect(ticked.text).toContain('已选 8 人');
  });
});

it('two users work at the same time without getting into each other’s groups', {
  tags: 'everywhere',
}, async () => {
  const { world, member } = await startGuanxi();
  const all = followMany(world, me, 12);
  for (const mid of all) world.follow(other, mid);
  const people = new Map([
    [me, all.slice(0, 8)],
    [other, all.slice(4)],
  ]);
  const work = async (name: string, mid: number, language: string) => {
    const actor = await member(name, mid, language);
    const mine = people.get(mid) ?? [];
    for (const group of ['甲', '乙']) {
      await actor.send(`/groups new ${group}`);
      await actor.see('✅');
      await actor.send(`/groups add ${group} ${mine.slice(0, group === '甲' ? 8 : 4).join(' ')}`);
      await actor.see('✅');
    }
    await actor.send('/groups delete 甲');
    await actor.press(language === 'en' ? 'Confirm' : '确认', await actor.see('甲'));
    await actor.see('✅');
    return mine;
  };
  const [mine, theirs] = await Promise.all([work('小林', me, 'zh-hans'), work('Alice', other, 'en')]);
  for (const [mid, list] of [
    [me, mine],
    [other, theirs],
  ] as const) {
    const [, , left] = world.groups(mid);
    expect(world.groups(mid).map(({ name, count }) => `${name} ${count}`)).toEqual([
      '特别关注 0',
      '默认分组 8',
      '乙 4',
    ]);
    expect(world.groupMembers(mid, left?.tagid ?? 0).toSorted()).toEqual(list.slice(0, 4).toSorted());
  }
});

it('whoever is not logged in is told how to', { tags: 'everywhere' }, async () => {
  const { person } = await startGuanxi();
  const stranger = person('Nobody');
  for (const command of ['/groups', '/groups new 甲', '/groups add 甲 100004']) {
    await stranger.send(command);
    await stranger.see('还没有登录');
  }
});
