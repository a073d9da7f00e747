import { expect, it } from 'vitest';
import { start } from '../../src/app/start.ts';
import { createTestClock } from '../support/clock.ts';
import { configFrom, startGuanxi } from '../support/guanxi.ts';

const minute = 60_000;

it('whoever is taken off ALLOWED_USERS is told of no fan from the next start on, until they are back', async () => {
  const clock = createTestClock();
  const { env, world, person, member, stop } = await startGuanxi({ clock });
  const alice = await member('Alice', 100001);
  const user = alice.user.id;
  await stop();

  const warnings: string[] = [];
  const log = {
    warn: (about: unknown, words: string) => void warnings.push(`${JSON.stringify(about)} ${words}`),
    ...Object.fromEntries(
      ['fatal', 'error', 'info', 'debug', 'trace'].map((level) => [level, () => undefined]),
    ),
  };
  const without = configFrom({ ...env, ALLOWED_USERS: String(person('Bob').user.id) });
  const second = await start(without, { clock, log: log as never });
  expect(warnings.join()).toContain(String(user));
  expect(warnings.join()).toContain('npm run forget');
  world.requests.clear();
  world.gainFans(100001, 1);
  await clock.advance(60 * minute);
  expect(world.requests.count('/followers')).toBe(0);
  await second.stop();

  const third = await start(configFrom(env), { clock });
  const told = alice.see('🔔 新粉丝');
  await clock.advance(60 * minute);
  await told;
  await third.stop();
});
