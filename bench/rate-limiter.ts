import { createRateLimiter } from '../src/bot/rate-limiter.ts';
import { compare, type Figure } from './figure.ts';

const many = 10_000;
const few = 10;
const commands = 100_000;
const rounds = 5;

/** The cost of counting a command with many users, against few. */
export async function rateLimiter(): Promise<Figure> {
  return await compare(
    {
      name: 'rateLimiter',
      what: `a command counted, ${many} people against ${few}`,
      unit: 'µs',
      // Going through all users would make it about a thousand.
      wanted: { most: 10 },
    },
    rounds,
    { ours: async () => costOfOne(many), bare: async () => costOfOne(few) },
  );
}

function costOfOne(people: number): number {
  const limiter = createRateLimiter({ most: 20, per: 60_000 }, () => performance.now());
  const started = performance.now();
  for (let count = 0; count < commands; count += 1) limiter.count(count % people);
  return ((performance.now() - started) * 1000) / commands;
}
