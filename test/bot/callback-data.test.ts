import { describe, expect, it } from 'vitest';
import {
  type Callback,
  decodeCallback,
  encodeCallback,
  maxCallbackDataBytes,
} from '../../src/bot/callback-data.ts';
import fc from '../support/fast-check.ts';

const user = fc.integer({ min: 1, max: 2 ** 52 });
const mid = fc.integer({ min: 1, max: Number.MAX_SAFE_INTEGER });
const action = fc.constantFrom(
  'follow',
  'unfollow',
  'special',
  'unspecial',
  'block',
  'unblock',
  'kick' as const,
);
const press: fc.Arbitrary<Callback> = fc.oneof(
  fc.record({ kind: fc.constant('card' as const), user, mid }),
  fc.record({ kind: fc.constantFrom('act' as const, 'confirm' as const), user, action, mid, as: mid }),
  fc.record({
    kind: fc.constant('pick' as const),
    user,
    intent: fc.constantFrom('who', 'follow', 'unfollow' as const),
    mid,
    as: mid,
  }),
  fc.record({
    kind: fc.constant('login' as const),
    user,
    way: fc.constantFrom('qr', 'cookie', 'accessKey' as const),
  }),
  fc.record({
    kind: fc.constantFrom('logout' as const, 'switchTo' as const),
    user,
    mid,
  }),
  fc.record({ kind: fc.constantFrom('dismiss' as const, 'stopLogin' as const), user }),
  fc.record({
    kind: fc.constant('undo' as const),
    user,
    mid,
    as: fc.integer({ min: 0, max: 36 ** 4 - 1 }),
    until: fc.integer({ min: 0, max: 4_000_000_000 }),
  }),
);

describe('callback data', () => {
  it('fits into 64 bytes and is read back as what was written', () => {
    fc.assert(
      fc.property(press, (one) => {
        expect(Buffer.byteLength(encodeCallback(one))).toBeLessThanOrEqual(maxCallbackDataBytes);
        expect(decodeCallback(encodeCallback(one))).toEqual(one);
      }),
    );
  });

  it('of anyone else is not read, and never throws', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 64 }), (data) => void decodeCallback(data)));
    for (const data of [
      '',
      'c',
      'c:1',
      'c:1:',
      'c:1:2:3',
      'nope:1:2',
      'c:!:2',
      'a:1:x:2',
      'c:1:zzzzzzzzzzzz',
      'c:1:1e3.',
    ]) {
      expect(decodeCallback(data), data).toBeUndefined();
    }
  });
});
