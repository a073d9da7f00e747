/** What looks at one character, whatever the length of the text. */
const single = ['charCodeAt', 'charAt', 'codePointAt', 'at'] as const;
/** What looks at as many as it gives back. */
const copying = ['slice', 'substring'] as const;
/** What looks at as many as its first argument has. */
const comparing = ['startsWith', 'endsWith'] as const;
/** What may look at all of a text. */
const whole = [
  'replace',
  'replaceAll',
  'split',
  'toLowerCase',
  'toUpperCase',
  'trim',
  'trimStart',
  'trimEnd',
  'normalize',
  'match',
  'matchAll',
  'search',
  'includes',
  'lastIndexOf',
] as const;

/**
 * How many characters some work looks at, counted at every method of strings and patterns it calls: the same on every
 * machine, however busy. A pattern counts as the length of what it passes over, so each must be known to be linear itself.
 */
function countSteps(work: () => unknown): number {
  let steps = 0;
  const undo: (() => void)[] = [];

  function count(
    owner: object,
    name: string,
    cost: (self: unknown, input: unknown[], result: unknown) => number,
  ) {
    const original: unknown = Reflect.get(owner, name);
    if (typeof original !== 'function') throw new TypeError(`${name} is no method`);
    const replace = (value: unknown) =>
      Object.defineProperty(owner, name, { value, configurable: true, writable: true });
    replace(function (this: unknown, ...input: unknown[]) {
      const result: unknown = Reflect.apply(original, this, input);
      steps += 1 + cost(this, input, result);
      return result;
    });
    undo.push(() => replace(original));
  }

  const { prototype } = String;
  for (const name of single) count(prototype, name, () => 0);
  for (const name of copying) count(prototype, name, (_, __, result) => lengthOf(result));
  for (const name of comparing) count(prototype, name, (_, [wanted]) => lengthOf(wanted));
  for (const name of whole) count(prototype, name, (self) => lengthOf(self));
  count(prototype, 'indexOf', (self, [, from = 0], found) =>
    Math.max(0, (found === -1 ? lengthOf(self) : Number(found)) - Number(from)),
  );
  count(RegExp.prototype, 'exec', (pattern, [input], found) => {
    // A search that goes on where it was begins there, and passes over what it finds.
    if (Array.isArray(found)) return lengthOf(found[0]);
    // One that may match nowhere but where it stands, such as those of `split`, goes no further.
    return pattern instanceof RegExp && pattern.sticky ? 0 : lengthOf(input);
  });
  count(JSON, 'parse', (_, [input]) => lengthOf(input));
  try {
    work();
  } finally {
    for (const restore of undo) restore();
  }
  return steps;
}

function lengthOf(value: unknown): number {
  return typeof value === 'string' || value instanceof String ? value.length : 0;
}

/**
 * How much more work a text of twice the length is than it should be: 1 when the steps double, 2 when they quadruple.
 * @param text a hostile text of about so many characters
 */
export function growth(
  read: (text: string) => unknown,
  text: (length: number) => string,
  length: number,
): number {
  const once = countSteps(() => read(text(length)));
  const twice = countSteps(() => read(text(2 * length)));
  return twice / (2 * once);
}
