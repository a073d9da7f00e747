import { describe, expect, it } from 'vitest';
import { createIdleCache } from '../../src/accounts/idle-cache.ts';

const idle = 1000;

function setUp() {
  const time = { now: 0 };
  const cache = createIdleCache<{ name: string }>({ idle, now: () => time.now });
  return { cache, time };
}

describe('a session that nobody asks for', () => {
  it('is given up after one to two periods', () => {
    const { cache, time } = setUp();
    cache.set('a', { name: 'a' });
    time.now = idle;
    cache.get('b');
    expect(cache.size).toBe(1);
    time.now = 2 * idle;
    cache.get('b');
    expect(cache.size).toBe(0);
  });

  it('is the same one again for whoever still holds it: two would renew the same login', () => {
    const { cache, time } = setUp();
    const held = { name: 'a' };
    cache.set('a', held);
    for (time.now = 0; time.now < 10 * idle; time.now += idle) cache.get('b');
    expect(cache.size).toBe(0);
    expect(cache.get('a')).toBe(held);
    expect(cache.size).toBe(1);
  });

  it('is gone for good when it is deleted, held or not', () => {
    const { cache, time } = setUp();
    const held = { name: 'a' };
    cache.set('a', held);
    for (time.now = 0; time.now < 10 * idle; time.now += idle) cache.get('b');
    cache.delete('a');
    expect(cache.get('a')).toBeUndefined();
    expect(held.name).toBe('a');
  });
});

it('one that is asked for once a period is kept', () => {
  const { cache, time } = setUp();
  cache.set('a', { name: 'a' });
  for (time.now = 0; time.now < 10 * idle; time.now += idle / 2) cache.get('a');
  expect(cache.size).toBe(1);
});

it('a clock that is set back gives nothing up early', () => {
  const { cache, time } = setUp();
  cache.set('a', { name: 'a' });
  time.now = -10 * idle;
  cache.get('a');
  cache.get('b');
  expect(cache.size).toBe(1);
});
