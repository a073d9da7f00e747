import type { Interruptible } from '../../text/interruptible-work.ts';

/** `JSON.stringify(value, undefined, 1)`, an item at a time of the lists that are fields of the object. */
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

/** As it stands so deep in a document. A line break within a text is written as `\n`, so every real one begins a line. */
function stringify(value: unknown, indent: string): string {
  return JSON.stringify(value, undefined, 1).replaceAll('\n', `\n${indent}`);
}
