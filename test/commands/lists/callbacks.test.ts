import { expect, it } from 'vitest';
import { type Callback, decodeCallback, encodeCallback } from '../../../src/bot/callback-data.ts';
import fc from '../../support/fast-check.ts';

const user = fc.integer({ min: 1, max: 2 ** 52 });
const mid = fc.integer({ min: 1, max: Number.MAX_SAFE_INTEGER });
const list = fc.constantFrom(
  ...(['fans', 'following', 'friends', 'whispers', 'blacks', 'special', 'common', 'search'] as const),
);
const ofList = { user, list, of: mid };

const press: fc.Arbitrary<Callback> = fc.oneof(
  fc.record({ kind: fc.constant('listPage' as const), ...ofList, page: fc.integer({ min: 1, max: 1e9 }) }),
  fc.record({ kind: fc.constantFrom('listFresh' as const, 'listTickPage' as const), ...ofList }),
  fc.record({
    kind: fc.constant('listOrder' as const),
    ...ofList,
    order: fc.constantFrom('recent' as const, 'visited' as const),
  }),
  fc.record({ kind: fc.constant('listRow' as const), user, mid }),
  fc.record({
    kind: fc.constant('listSelect' as const),
    ...ofList,
    on: fc.constantFrom('yes' as const, 'no' as const),
  }),
  fc.record({ kind: fc.constant('listTick' as const), ...ofList, mid }),
  fc.record({
    kind: fc.constant('listAct' as const),
    ...ofList,
    action: fc.constantFrom(...(['follow', 'unfollow', 'block', 'unblock', 'kick'] as const)),
  }),
  fc.record({ kind: fc.constant('listSearch' as const), user }),
  fc.record({
    kind: fc.constant('pick' as const),
    user,
    intent: fc.constantFrom(...(['fans', 'following', 'common'] as const)),
    mid,
    as: mid,
  }),
);

it('what the buttons of a list carry always fits into 64 bytes, and is read back as it was written', () => {
  fc.assert(
    fc.property(press, (one) => {
      expect(decodeCallback(encodeCallback(one))).toEqual(one);
    }),
  );
});
