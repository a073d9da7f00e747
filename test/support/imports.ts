/** What one file asks for: as it is written there, or `undefined` where only running the program would tell. */
export function importsOf(source: string): (string | undefined)[] {
  const code = withoutComments(source);
  const wanted: (string | undefined)[] = [];
  for (const pattern of [fromAnother, forEffect, atRunTime]) {
    for (const match of code.matchAll(pattern)) wanted.push(match.groups?.name);
  }
  return wanted;
}

/** Whether a file reads the environment, by whatever name. */
export function readsEnvironment(source: string): boolean {
  const code = withoutComments(source);
  const named = importsOf(source).some((name) => name === 'process' || name === 'node:process');
  return (
    named ||
    /\bprocess\s*(?:\?\.|\.|\[\s*['"`])\s*env\b/u.test(code) ||
    /=\s*(?:globalThis\.)?process\s*[;,)\n]/u.test(code)
  );
}

/** `import … from 'x'` and `export … from 'x'`, over several lines too; also those of types. */
const fromAnother = /^[ \t]*(?:import|export)\b[^'"`;]*?\bfrom\s*['"](?<name>[^'"\n]+)['"]/gmu;
const forEffect = /^[ \t]*import\s*['"](?<name>[^'"\n]+)['"]/gmu;
/** `import('x')` and `require('x')` anywhere, also where a type is meant. The name is missing when it is computed. */
const atRunTime = /(?<![\w.])(?:import|require)\s*\(\s*(?:['"`](?<name>[^'"`$\n]+)['"`]\s*[,)])?/gu;

/**
 * Only comments that begin a line are taken out. Looking for them anywhere would need to know strings and regular
 * expressions, and a `/*` inside one of those could swallow real imports; a comment that is left can only be stricter.
 */
function withoutComments(source: string): string {
  return source.replace(/^[ \t]*\/\*[\s\S]*?\*\//gmu, '').replace(/^[ \t]*\/\/.*$/gmu, '');
}
