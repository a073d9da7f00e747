import { describe, expect, it } from 'vitest';
import { chat, me, watched } from './site.ts';

describe('milestones', () => {
  it('are told once each, whatever the total does around them', async () => {
    const { world, look, sent } = await watched({ fans: 98 });
    world.gainFans(me, 3);
    await look();
    world.loseFans(me, 3);
    await look();
    world.gainFans(me, 3);
    await look();
    expect(sent.flatMap(({ milestones }) => milestones)).toEqual([100]);
  });

  it('are not told where they are not wanted', async () => {
    const { world, look, sent, alerts } = await watched({ fans: 98 });
    await alerts.changeSubscription(chat, me, { milestones: false });
    world.gainFans(me, 3);
    await look();
    expect(sent).toMatchObject([{ milestones: [] }]);
  });
});
