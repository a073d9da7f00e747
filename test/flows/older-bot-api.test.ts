import { expect, it } from 'vitest';
import { startGuanxi } from '../support/guanxi.ts';

const owner = 100001;

it.each([
  ['a server of an earlier version', '7.0' as const],
  ['the newest', undefined],
])(
  'with %s, home, the alerts and a picture that takes the place of another say their times',
  async (_, botApiVersion) => {
    const guanxi = await startGuanxi(botApiVersion ? { botApiVersion } : {});
    const me = await guanxi.member('小明', owner);
    await me.send('/alerts');
    const panel = await me.see('上次检查');
    await me.send('/me');
    const home = await me.see('登录于');
    await me.press('数据');
    const stats = await me.see('📊');
    const moments = [panel.entities, home.caption_entities, stats.caption_entities].map(
      (all = []) => all.filter(({ type }) => type === 'date_time').length,
    );
    expect(moments).toEqual(botApiVersion ? [0, 0, 0] : [2, 1, 1]);
    expect(stats.photo?.at(-1)).toMatchObject({ width: 1200 });
    for (const { text, caption } of [panel, home])
      expect(text ?? caption).toMatch(/(?:上次检查：|登录于 )\d{4}-\d{2}-\d{2} \d{2}:\d{2}/u);
  },
);
