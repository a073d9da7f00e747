import { describe, expect, it } from 'vitest';
import { chat, me, watched } from './site.ts';

describe('milestones', () => {
  it('are told once each, whatever the total does around them', async () => {
    const { world, poll, sent } = await watched({ fans: 98 });
    world.gainFans(me, 3);
    await poll();
    world.loseFans(me, 3);
    await poll();
    world.gainFans(me, 3);
    await poll();
    expect(sent.flatMap(({ milestones }) => milestones)).toEqual([100]);
  });

  it('are not told where they are not wanted', async () => {
    const { world, poll, sent, alerts } = await watched({ fans: 98 });
    await alerts.changeSubscription(chat, me, { milestones: false });
    world.gainFans(me, 3);
    await poll();
    expect(sent).toMatchObject([{ milestones: [] }]);
  });
});
