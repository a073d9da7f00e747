import { expect, it } from 'vitest';
import { told } from './sent-messages.ts';
import { chat, hour, me, minute, startSite } from './site.ts';

it('quiet hours hold everything back in the timezone of the chat, then it is one digest', async () => {
  const { world, quiet, clock, engine } = await startSite({ fans: 5 });
  const { watch, pass, sent } = await engine();
  await watch();
  sent.length = 0;
  quiet.set(chat, { from: 23 * 60, to: 8 * 60, timezone: 'Asia/Shanghai' });
  // 12:00 in Shanghai when it starts.
  await pass(Date.UTC(2026, 0, 1, 15, 0) - clock.now());
  const fans = world.gainFans(me, 1);
  await pass(4 * hour);
  fans.push(...world.gainFans(me, 2));
  await pass(Date.UTC(2026, 0, 1, 23, 59) - clock.now());
  expect(sent).toEqual([]);
  await pass(2 * minute);
  expect(sent).toHaveLength(1);
  expect(told(sent).toSorted()).toEqual(fans.toSorted());
  expect(sent[0]?.at).toBe(Date.UTC(2026, 0, 2));
});

it('quiet hours that are switched off while they last end within ten minutes', async () => {
  const { world, quiet, clock, engine } = await startSite({ fans: 5 });
  const { watch, poll, pass, sent } = await engine();
  await watch();
  sent.length = 0;
  quiet.set(chat, { from: 0, to: 23 * 60, timezone: 'Asia/Shanghai' });
  const [fan = 0] = world.gainFans(me, 1);
  await poll();
  expect(sent).toEqual([]);
  quiet.delete(chat);
  await pass(11 * minute);
  expect(told(sent)).toEqual([fan]);
  expect(sent[0]?.at).toBeLessThanOrEqual(clock.now());
});
