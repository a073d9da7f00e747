import { expect, it } from 'vitest';
import { labels, startGuanxi } from '../support/guanxi.ts';

const me = 100003;

it.each([
  ['zh-hans', '下移', '上移', '现在排在第 2 位', '已经到头了', '没有接受新的顺序'],
  ['en', 'Move down', 'Move up', 'is number 2 now', 'at that end already', 'did not take the new order'],
])(
  'a group is moved among the others, and what came of it is read back (%s)',
  async (language, down, up, moved, end, refused) => {
    const { world, member } = await startGuanxi();
    for (const name of ['一', '二', '三']) world.createGroup(me, name);
    const names = () =>
      world
        .groups(me)
        .map(({ name }) => name)
        .slice(2);
    const alice = await member('Alice', me, language);
    await alice.send('/groups');
    await alice.press(/^一 /u);
    const panel = await alice.see(/分组：一|Group: 一/u);
    world.requests.clear();
    await alice.press(down, panel);
    const list = await alice.see(moved);
    expect(names()).toEqual(['二', '一', '三']);
    expect(
      labels(list)
        .slice(2, 5)
        .flat()
        .map((label) => label.slice(0, 1)),
    ).toEqual(['二', '一', '三']);
    expect(world.requests.all().map(({ path }) => path)).toEqual([
      '/x/relation/tags',
      '/x/relation/tags/update_sort',
      '/x/relation/tags',
    ]);
    await alice.press(up, list);
    await alice.next((message) => message.message_id === list.message_id);
    await alice.press(up, list);
    await alice.see(end);
    expect(names()).toEqual(['一', '二', '三']);
    world.faults.set('tags/update_sort', { kind: 'code', code: -404 });
    await alice.press(down, list);
    await alice.see(refused);
    expect(names()).toEqual(['一', '二', '三']);
  },
);

it('that its answer was lost is no reason to say that it was not done', async () => {
  const { world, member } = await startGuanxi();
  for (const name of ['一', '二']) world.createGroup(me, name);
  const alice = await member('Alice', me);
  await alice.send('/groups');
  await alice.press(/^一 /u);
  world.faults.set('tags/update_sort', { kind: 'lost' });
  await alice.press('下移', await alice.see('分组：一'));
  await alice.see('现在排在第 2 位');
  expect(world.requests.count('tags/update_sort')).toBe(1);
});

it('a group that is gone meanwhile leads to the list of those there are', async () => {
  const { world, member } = await startGuanxi();
  const group = world.createGroup(me, '一');
  world.createGroup(me, '二');
  const alice = await member('Alice', me);
  await alice.send('/groups');
  await alice.press(/^一 /u);
  const panel = await alice.see('分组：一');
  world.deleteGroup(me, group);
  await alice.press('下移', panel);
  await alice.see('这个分组已不存在');
});
