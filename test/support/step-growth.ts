/** Methods that look at one character. */
const single = ['charCodeAt', 'charAt', 'codePointAt', 'at'] as const;
/** Methods that look at as many characters as they return. */
const copying = ['slice', 'substring'] as const;
/** Methods that look at as many characters as their first argument has. */
const comparing = ['startsWith', 'endsWith'] as const;
/** Methods that may look at the whole text. */
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
 * Counts the characters that `work` looks at in string and RegExp methods: the same on every machine. A
 * pattern counts as the length of what it passes over, so each must be known to be linear.
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
    // A repeated search starts where the last one ended, and passes over its match.
    if (Array.isArray(found)) return lengthOf(found[0]);
    // A sticky pattern, such as in `split`, only looks at its position.
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
 * How much more than twice the work a text of twice the length takes: 1 for linear, 2 for quadratic work.
 * @param text makes a hostile text of about this length
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
