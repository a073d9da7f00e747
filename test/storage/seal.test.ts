import { describe, expect, test } from 'vitest';
import { createSealer, type SealContext } from '../../src/storage/seal.ts';
import { SealError } from '../../src/storage/store-errors.ts';
import fc from '../support/fast-check.ts';
import { newKey, oldKey } from './contract.ts';

const place = fc.record({ collection: fc.string(), key: fc.string() });
const text = fc.string({ unit: 'grapheme', maxLength: 500 });
const sealer = createSealer([oldKey]);
const here: SealContext = { collection: 'chats', key: '1' };

describe('a sealed text', () => {
  test('opens again at its place, whatever it says', () => {
    fc.assert(
      fc.property(text, place, (text, place) => sealer.open(sealer.seal(text, place), place) === text),
    );
  });

  test('opens at no other place', () => {
    fc.assert(
      fc.property(text, place, place, (text, made, other) => {
        fc.pre(made.collection !== other.collection || made.key !== other.key);
        expect(() => sealer.open(sealer.seal(text, made), other)).toThrow(SealError);
      }),
    );
  });

  test('is bound to collection and key apart, not to both run together', () => {
    const blob = sealer.seal('x', { collection: 'a', key: 'bc' });
    expect(() => sealer.open(blob, { collection: 'ab', key: 'c' })).toThrow(SealError);
  });

  test('does not open when any one character of it is another', () => {
    fc.assert(
      fc.property(text, fc.nat(), fc.constantFrom(...'AZaz09-_.=+ '), (text, at, other) => {
        const blob = sealer.seal(text, here);
        const index = at % blob.length;
        fc.pre(blob[index] !== other);
        expect(() => sealer.open(blob.slice(0, index) + other + blob.slice(index + 1), here)).toThrow(
          SealError,
        );
      }),
      { numRuns: 500 },
    );
  });

  test('does not open when it is cut, or not a sealed text at all', () => {
    const blob = sealer.seal('some words', here);
    for (let length = 0; length < blob.length; length += 1) {
      expect(() => sealer.open(blob.slice(0, length), here)).toThrow(SealError);
    }
    fc.assert(
      fc.property(fc.string(), (blob) => {
        expect(() => sealer.open(blob, here)).toThrow(SealError);
      }),
    );
  });

  test('is different each time, and shows nothing of the text', () => {
    const blobs = Array.from({ length: 100 }, () => sealer.seal('planted', here));
    expect(new Set(blobs.map((blob) => blob.split('.')[2])).size).toBe(100);
    const shown = blobs.map((blob) =>
      Buffer.from(blob.split('.').at(-1) ?? '', 'base64url').toString('latin1'),
    );
    expect(shown.join()).not.toContain('planted');
  });
});

describe('of several keys', () => {
  const both = createSealer([newKey, oldKey]);

  test('the first seals, all open', () => {
    expect(both.seal('x', here)).toMatch(/^v1\.new\./u);
    expect(both.open(sealer.seal('x', here), here)).toBe('x');
    expect(createSealer([oldKey, newKey]).open(both.seal('x', here), here)).toBe('x');
  });

  test('what another than the first sealed needs sealing anew', () => {
    expect(both.needsResealing(sealer.seal('x', here))).toBe(true);
    expect(both.needsResealing(both.seal('x', here))).toBe(false);
  });

  test('a missing one is named, and one with the same name but other bytes does not open', () => {
    expect(() => createSealer([newKey]).open(sealer.seal('x', here), here)).toThrow(
      /chats 1 .*"old", which is not here/u,
    );
    const impostor = { id: 'old', key: newKey.key };
    expect(() => createSealer([impostor]).open(sealer.seal('x', here), here)).toThrow(
      /chats 1 does not open/u,
    );
  });

  test('none at all is refused', () => {
    expect(() => createSealer([])).toThrow(SealError);
  });
});
