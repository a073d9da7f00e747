import type { Interruptible } from '../../text/interruptible-work.ts';

/**
 * The same text as `JSON.stringify(value, undefined, 1)`, written one list item at a time, so that other work
 * can run in between.
 */
export function* stringifyLists(value: object): Interruptible<string> {
  const fields: string[] = [];
  for (const [name, content] of Object.entries(value)) {
    if (content === undefined) continue;
    const text = Array.isArray(content) ? yield* stringifyList(content) : stringify(content, ' ');
    fields.push(`${JSON.stringify(name)}: ${text}`);
  }
  return fields.length === 0 ? '{}' : `{\n ${fields.join(',\n ')}\n}`;
}

function* stringifyList(items: readonly unknown[]): Interruptible<string> {
  const texts: string[] = [];
  for (const item of items) {
    texts.push(stringify(item, '  '));
    yield;
  }
  return texts.length === 0 ? '[]' : `[\n  ${texts.join(',\n  ')}\n ]`;
}

/**
 * The JSON of a value, indented for its depth in the document. Line breaks within strings are escaped as
 * `\n`, so every real one starts a line.
 */
function stringify(value: unknown, indent: string): string {
  return JSON.stringify(value, undefined, 1).replaceAll('\n', `\n${indent}`);
}
