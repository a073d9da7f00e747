import type { TestClock } from './clock.ts';
import type { Actor } from './guanxi.ts';

const day = 24 * 3600_000;
/** The least time between two manual polls, ms. */
const betweenPolls = 31_000;

/**
 * Lets days pass for a logged-in person, with one poll a day after that day's events. Only the wall clock
 * jumps, so that a week takes no longer than its seven polls.
 */
export async function passDays(
  me: Actor,
  { clock, days, happens }: { clock: TestClock; days: number; happens: (day: number) => void },
): Promise<void> {
  await me.send('/alerts');
  const panel = await me.see(/^新粉丝提醒 · |^New-fan alerts · /u);
  for (let count = 0; count < days; count += 1) {
    clock.shiftWall(day);
    happens(count);
    await clock.advance(betweenPolls);
    await me.press(/^(?:立即检查|Check now)$/u, panel);
    await me.next((message) => message.message_id === panel.message_id);
  }
  me.skip();
}
