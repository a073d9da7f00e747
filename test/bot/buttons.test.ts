import { expect, test } from 'vitest';
import { callbackKinds } from '../../src/bot/callback-kinds.ts';
import { sourcesIn } from '../support/sources.ts';

test('every kind of button that has a handler is drawn somewhere', () => {
  const drawing = Object.entries(sourcesIn('src'))
    .filter(([path]) => path !== 'src/bot/callback-kinds.ts')
    .map(([, source]) => source)
    .join('\n');
  const isDrawn = (kind: string) =>
    new RegExp(`kind: (?:\\w+ \\? )?'${kind}'|\\? '${kind}'`, 'u').test(drawing);
  expect(isDrawn('nothing draws this')).toBe(false);
  expect(Object.keys(callbackKinds).filter((kind) => !isDrawn(kind))).toEqual([]);
});
