/** The import specifiers of a file; `undefined` for one that is computed at run time. */
export function importsOf(source: string): (string | undefined)[] {
  const code = withoutComments(source);
  const wanted: (string | undefined)[] = [];
  for (const pattern of [fromAnother, forEffect, atRunTime]) {
    for (const match of code.matchAll(pattern)) wanted.push(match.groups?.name);
  }
  return wanted;
}

/** Whether a file reads the environment. */
export function readsEnvironment(source: string): boolean {
  const code = withoutComments(source);
  const named = importsOf(source).some((name) => name === 'process' || name === 'node:process');
  return (
    named ||
    /\bprocess\s*(?:\?\.|\.|\[\s*['"`])\s*env\b/u.test(code) ||
    /=\s*(?:globalThis\.)?process\s*[;,)\n]/u.test(code)
  );
}

/** `import … from 'x'` and `export … from 'x'`, including types and several lines. */
const fromAnother = /^[ \t]*(?:import|export)\b[^'"`;]*?\bfrom\s*['"](?<name>[^'"\n]+)['"]/gmu;
const forEffect = /^[ \t]*import\s*['"](?<name>[^'"\n]+)['"]/gmu;
/** `import('x')` and `require('x')` anywhere, including types. The name is missing when it is computed. */
const atRunTime = /(?<![\w.])(?:import|require)\s*\(\s*(?:['"`](?<name>[^'"`$\n]+)['"`]\s*[,)])?/gu;

/**
 * Removes only comments at the start of a line. Finding others would require parsing strings and regular
 * expressions, and a `/*` in one of those could hide real imports; a comment left in place can only make the
 * check stricter.
 */
function withoutComments(source: string): string {
  return source.replace(/^[ \t]*\/\*[\s\S]*?\*\//gmu, '').replace(/^[ \t]*\/\/.*$/gmu, '');
}
