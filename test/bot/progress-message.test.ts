import { expect, it } from 'vitest';
import { createProgressMessage } from '../../src/bot/progress-message.ts';
import { createTestClock } from '../support/clock.ts';

it('shows how far work is at most every three seconds', async () => {
  const clock = createTestClock();
  const shown: string[] = [];
  const progress = createProgressMessage(async (text) => void shown.push(text), clock.now);
  for (let second = 0; second <= 10; second += 1) {
    await progress(String(second));
    await clock.advance(1000);
  }
  expect(shown).toEqual(['3', '6', '9']);
});
