import { posix } from 'node:path';
import { importsOf, readsEnvironment } from './imports.ts';

/**
 * The layers of the program, lowest first; imports only go down. A unit is a folder (with `/`) or a file.
 * Units of one layer may import each other, without a cycle, unless they are `strangers`.
 */
const floors: readonly { units: readonly string[]; strangers?: true }[] = [
  {
    units: [
      'src/text/',
      'src/clock.ts',
      'src/calendar-day.ts',
      'src/bounded-map.ts',
      'src/bounded-server.ts',
      'src/chunks.ts',
      'src/config.ts',
      'src/config/',
      'src/is-same-secret.ts',
      'src/redact.ts',
      'src/time-units.ts',
      'src/log.ts',
      'src/yield-to-event-loop.ts',
    ],
  },
  { units: ['src/api/', 'src/storage/'], strangers: true },
  { units: ['src/people/', 'src/alerts/'] },
  { units: ['src/accounts/', 'src/jobs/'] },
  { units: ['src/bot/'] },
  { units: ['src/commands/', 'src/telegram/', 'src/qq/'], strangers: true },
  { units: ['src/http/'] },
  { units: ['src/app/'] },
  { units: ['src/main.ts', 'src/tools/', 'src/doctor/'], strangers: true },
];

/** Entry points, started from a terminal: the only files that may read the environment. */
const entries = [
  'src/main.ts',
  'src/tools/backup.ts',
  'src/tools/move.ts',
  'src/tools/reseal.ts',
  'src/tools/forget.ts',
  'src/doctor/main.ts',
];

/** Packages that only some folders may import. */
const packages: readonly { name: RegExp; only: readonly string[] }[] = [
  {
    name: /^(?:grammy|@grammyjs)(?:\/|$)/u,
    only: ['src/bot/', 'src/commands/', 'src/telegram/', 'src/qq/', 'src/app/', 'src/doctor/'],
  },
  { name: /^(?:keyv|@keyv)(?:\/|$)|^node:sqlite$/u, only: ['src/storage/'] },
  { name: /^(?:chart\.js|@napi-rs\/canvas)(?:\/|$)/u, only: ['src/commands/stats/'] },
  { name: /^ws$/u, only: ['src/qq/'] },
  { name: /^undici(?:\/|$)/u, only: ['src/api/'] },
  { name: /^pg(?:\/|$)/u, only: ['src/storage/'] },
  { name: /^(?:hono|@hono|prom-client)(?:\/|$)/u, only: ['src/http/'] },
];

/**
 * Violations of the import rules, one sentence each.
 * @param files sources by path from the root of the repository, such as `src/api/index.ts`
 */
export function violations(files: Readonly<Record<string, string>>): string[] {
  const found: string[] = [];
  const graph = new Map<string, string[]>();
  for (const [path, source] of Object.entries(files)) {
    if (path.startsWith('src/')) {
      if (floorOf(path) === undefined) found.push(`${path} is on no floor`);
      if (!entries.includes(path) && readsEnvironment(source)) found.push(`${path} reads the environment`);
    }
    const targets: string[] = [];
    for (const wanted of importsOf(source)) {
      if (wanted === undefined) {
        found.push(`${path} imports what cannot be told by reading`);
      } else if (!wanted.startsWith('.')) {
        const wrong = misusedPackage(path, wanted);
        if (wrong) found.push(wrong);
      } else {
        const target = posix.join(posix.dirname(path), wanted);
        targets.push(target);
        const wrong = wrongDirection(path, target);
        if (wrong) found.push(wrong);
      }
    }
    graph.set(path, targets);
  }
  return [...new Set([...found, ...cycles(graph), ...cycles(betweenUnits(graph))])];
}

function floorOf(path: string): number | undefined {
  const floor = floors.findIndex(({ units }) => units.some((unit) => isIn(path, unit)));
  return floor < 0 ? undefined : floor;
}

function unitOf(path: string): string | undefined {
  return floors.flatMap(({ units }) => units).find((unit) => isIn(path, unit));
}

function isIn(path: string, unit: string): boolean {
  return unit.endsWith('/') ? path.startsWith(unit) : path === unit;
}

function wrongDirection(path: string, target: string): string | undefined {
  const says = (what: string) => `${path} imports ${target}: ${what}`;
  if (!path.startsWith('src/')) return undefined;
  if (!target.startsWith('src/')) return says('the program knows nothing outside src');
  const [from, to] = [floorOf(path), floorOf(target)];
  if (from === undefined || to === undefined) return undefined;
  if (to > from) return says('upwards');
  if (to === from && floors[from]?.strangers && unitOf(path) !== unitOf(target))
    return says('these do not know each other');
  return undefined;
}

function misusedPackage(path: string, name: string): string | undefined {
  const rule = path.startsWith('src/') ? packages.find((rule) => rule.name.test(name)) : undefined;
  if (rule === undefined || rule.only.some((unit) => isIn(path, unit))) return undefined;
  return `${path} imports ${name}: only ${rule.only.join(', ')} may`;
}

/** The import graph between units instead of files. */
function betweenUnits(graph: ReadonlyMap<string, readonly string[]>): Map<string, string[]> {
  const units = new Map<string, string[]>();
  for (const [path, targets] of graph) {
    const unit = unitOf(path);
    if (unit === undefined) continue;
    const known = targets.map(unitOf).filter((other) => other !== undefined && other !== unit);
    units.set(unit, [
      ...new Set([...(units.get(unit) ?? []), ...known.filter((other) => other !== undefined)]),
    ]);
  }
  return units;
}

/** Each cycle of the graph, once. */
function cycles(graph: ReadonlyMap<string, readonly string[]>): string[] {
  const found: string[] = [];
  const done = new Set<string>();
  const visit = (path: string, way: readonly string[]): void => {
    const start = way.indexOf(path);
    if (start >= 0) found.push(`round in a circle: ${[...way.slice(start), path].join(' -> ')}`);
    if (start >= 0 || done.has(path)) return;
    for (const target of graph.get(path) ?? []) visit(target, [...way, path]);
    done.add(path);
  };
  for (const path of graph.keys()) visit(path, []);
  return found;
}
