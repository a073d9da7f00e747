import { describe, expect, it } from 'vitest';
import {
  type Callback,
  type CallbackKind,
  decodeCallback,
  encodeCallback,
  maxCallbackDataBytes,
} from '../../src/bot/callback-data.ts';
import {
  type AnyCallbackField,
  joinCodeField,
  midField,
  shortWordField,
  wholeNumberField,
} from '../../src/bot/callback-fields.ts';
import { callbackKinds } from '../../src/bot/callback-kinds.ts';
import fc from '../support/fast-check.ts';

const whole = fc.integer({ min: Number.MIN_SAFE_INTEGER, max: Number.MAX_SAFE_INTEGER });
const fields = new Map<AnyCallbackField, fc.Arbitrary<unknown>>([
  [wholeNumberField, whole],
  [midField, fc.integer({ min: 1, max: Number.MAX_SAFE_INTEGER })],
  [shortWordField, fc.stringMatching(/^[a-z]{0,8}\d{0,6}$/u)],
  [joinCodeField, fc.stringMatching(/^[A-Z0-9]{1,16}$/u)],
]);
/** Every text that a word may be shortened to: a letter, or a number of up to three digits. */
const shortForms = [
  ...'abcdefghijklmnopqrstuvwxyz',
  ...Array.from({ length: 1000 }, (_, one) => String(one)),
];

/** Any value of a field; of a field of words any of its words. */
function anyValueOf(field: AnyCallbackField): fc.Arbitrary<unknown> {
  const words = shortForms.map((short) => field.parse(short)).filter((word) => typeof word === 'string');
  return fields.get(field) ?? fc.constantFrom(...words);
}

const kinds = Object.keys(callbackKinds) as CallbackKind[];

describe('callback data', () => {
  it.each(kinds)('of %s fits into 64 bytes and is read back as what was written', (kind) => {
    const values = Object.entries<AnyCallbackField>(callbackKinds[kind].fields).map(
      ([name, field]) => [name, anyValueOf(field)] as const,
    );
    const press = fc.record({ kind: fc.constant(kind), user: whole, ...Object.fromEntries(values) });
    fc.assert(
      fc.property(press as fc.Arbitrary<Callback>, (one) => {
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
