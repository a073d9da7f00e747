import { expect, it } from 'vitest';
import { labels, startGuanxi } from '../support/guanxi.ts';

const owner = 100001;

it.each([
  ['a server of an earlier version', '7.0' as const],
  ['the newest', undefined],
])(
  'with %s, home, the alerts, a card, a list and a picture that takes the place of another are shown',
  async (_, botApiVersion) => {
    const guanxi = await startGuanxi(botApiVersion ? { botApiVersion } : {});
    const me = await guanxi.member('小明', owner);
    await me.send('/alerts');
    const panel = await me.see('上次检查');
    await me.send('/me');
    const home = await me.see('登录于');
    await me.press('数据');
    const stats = await me.see('📊');
    await me.send(`/who ${owner + 1}`);
    const card = await me.see(`UID ${owner + 1}`);
    expect(card.photo).toBeDefined();
    await me.send('/fans');
    const list = await me.see('我的粉丝');
    expect(labels(list).flat()).toContain('›');
    expect(labels(card).flat().includes('复制 UID')).toBe(botApiVersion === undefined);
    const moments = [panel.entities, home.caption_entities, stats.caption_entities].map(
      (all = []) => all.filter(({ type }) => type === 'date_time').length,
    );
    expect(moments).toEqual(botApiVersion ? [0, 0, 0] : [2, 1, 1]);
    expect(stats.photo?.at(-1)).toMatchObject({ width: 1200 });
    for (const { text, caption } of [panel, home])
      expect(text ?? caption).toMatch(/(?:上次检查：|登录于 )\d{4}-\d{2}-\d{2} \d{2}:\d{2}/u);
  },
);
