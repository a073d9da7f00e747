import { analyse } from 'scslre';
import { parseAst } from 'vitest/node';

/** A regular expression in the sources, and its location. */
export interface Pattern {
  where: string;
  source: string;
  flags: string;
}

/** The regular expression literals of a file, and the number of those built at run time. */
export interface Written {
  literals: Pattern[];
  computed: number;
}

/** Finds regular expressions by parsing the source, so not those in comments and strings. */
export function patternsIn(path: string, source: string): Written {
  const literals: Pattern[] = [];
  let computed = 0;
  walk(parseAst(source, { lang: 'ts' }), (node) => {
    const { type, start } = node;
    if (type === 'Literal' && isRecord(node.regex)) {
      const where = `${path}:${source.slice(0, Number(start)).split('\n').length}`;
      literals.push({ where, source: String(node.regex.pattern), flags: String(node.regex.flags) });
    }
    const isCall = type === 'NewExpression' || type === 'CallExpression';
    if (isCall && isRecord(node.callee) && node.callee.name === 'RegExp') computed += 1;
  });
  return { literals, computed };
}

/** Why a pattern may take more than linear time, one sentence each; empty when it is proven linear. */
export function slowness({ where, source, flags }: Pattern): string[] {
  const { reports } = analyse({ source, flags }, { reportTypes: { Move: true, Self: true, Trade: true } });
  return reports.map(
    ({ type, character }) => `${where}: /${source}/${flags} is slow on ${character.literal.source} (${type})`,
  );
}

function walk(value: unknown, visit: (node: Record<string, unknown>) => void): void {
  if (Array.isArray(value)) for (const item of value) walk(item, visit);
  if (!isRecord(value)) return;
  visit(value);
  for (const inner of Object.values(value)) if (typeof inner === 'object') walk(inner, visit);
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof RegExp);
}
