import { expect, it } from 'vitest';
import { redactedExcerpt } from '../../src/text/redacted-excerpt.ts';
import fc from '../support/fast-check.ts';

const key = '0a1b2c3d4e5f60718293a4b5c6d7e8f9';
const sessdata = '0a1b2c3d%2C1893456000%2Ce4f5a*51';

it('keeps a short text, and cuts a long one', () => {
  expect(redactedExcerpt('北岸北', 10)).toBe('北岸北');
  expect(redactedExcerpt('x'.repeat(11), 10)).toBe(`${'x'.repeat(10)}…`);
});

it('shows nothing of a credential, wherever in it the cut would be', () => {
  fc.assert(
    fc.property(
      fc.nat(120),
      fc.constantFrom(key, sessdata),
      fc.integer({ min: 1, max: 150 }),
      (at, secret, most) => {
        const shown = redactedExcerpt(`${'猫 '.repeat(at)}${secret} end`, most);
        for (let from = 0; from + 4 <= secret.length; from += 4)
          expect(shown).not.toContain(secret.slice(from, from + 4));
      },
    ),
  );
});
