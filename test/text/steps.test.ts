import { expect, it } from 'vitest';
import { growth } from '../support/step-growth.ts';

it('a reader that goes over the rest of the text at every sign is found out, one that goes on is not', () => {
  const again = (text: string) => {
    for (let at = 0; at < text.length; at += 1) text.slice(at).trim();
  };
  const onwards = (text: string) => {
    for (let at = 0; at < text.length; at += 1) text.charCodeAt(at);
  };
  const spaces = (length: number) => ' '.repeat(length);
  expect(growth(again, spaces, 1000)).toBeGreaterThan(1.9);
  expect(growth(onwards, spaces, 1000)).toBeLessThan(1.1);
});
