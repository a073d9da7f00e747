import { expect, it } from 'vitest';
import { type Callback, decodeCallback, encodeCallback } from '../../../src/bot/callback-data.ts';
import fc from '../../support/fast-check.ts';

const user = fc.integer({ min: 1, max: 2 ** 52 });
const mid = fc.integer({ min: 1, max: Number.MAX_SAFE_INTEGER });
const group = fc.integer({ min: -10, max: 2 ** 40 });
const page = fc.integer({ min: 1, max: 1000 });
const how = fc.constantFrom('move' as const, 'copy' as const);
const list = fc.constantFrom('group' as const, 'fans', 'following');
const ofList = { user, list, of: fc.oneof(group, mid) };

const press: fc.Arbitrary<Callback> = fc.oneof(
  fc.record({ kind: fc.constant('listGroups' as const), ...ofList, how, page }),
  fc.record({ kind: fc.constant('listInto' as const), ...ofList, how, group }),
  fc.record({ kind: fc.constant('listOutOf' as const), ...ofList }),
  fc.record({ kind: fc.constant('listPage' as const), ...ofList, page }),
  fc.record({ kind: fc.constant('groups' as const), user, page }),
  fc.record({ kind: fc.constant('group' as const), user, group, page }),
  fc.record({ kind: fc.constant('groupRow' as const), user, group, page, mid }),
  fc.record({ kind: fc.constant('groupNew' as const), user }),
  fc.record({ kind: fc.constantFrom('groupRename' as const, 'groupDelete', 'groupEnd'), user, group }),
  fc.record({ kind: fc.constant('personGroups' as const), user, mid }),
  fc.record({ kind: fc.constantFrom('personTick' as const, 'personInto'), user, mid, group }),
  fc.record({ kind: fc.constant('personPage' as const), user, mid, page }),
  fc.record({
    kind: fc.constant('personSave' as const),
    user,
    mid,
    follow: fc.constantFrom('yes' as const, 'no'),
  }),
);

it('what the buttons about groups carry always fits into 64 bytes, and is read back as it was written', () => {
  fc.assert(
    fc.property(press, (one) => {
      expect(decodeCallback(encodeCallback(one))).toEqual(one);
    }),
  );
});
