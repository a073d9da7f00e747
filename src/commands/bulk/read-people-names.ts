import type { Session } from '../../api/index.ts';
import { oneLine } from '../../bot/text/displayable-text.ts';
import { mostNames, type PlannedWork } from '../../jobs/index.ts';
import { tryToReadNames } from '../../people/read-names.ts';

/**
 * Longest stored name, in UTF-16 units; a displayed name has at most 40 characters, each possibly of several
 * units.
 */
const longestKept = 200;

/**
 * Adds the names of these people to a plan, reading unknown ones. Names that cannot be read are left out, so
 * they never delay a preview. Rejects with the signal's reason, and with errors that are not Bilibili's.
 * @param patience ms
 */
export async function addNamesToPlan(
  session: Session,
  work: PlannedWork,
  people: readonly number[],
  signal: AbortSignal,
  patience?: number,
): Promise<PlannedWork> {
  const unknown = people.filter((mid) => work.names[mid] === undefined);
  const read = await tryToReadNames(session, unknown, signal, patience);
  const names: [string, string][] = Object.entries({
    ...work.names,
    ...(read && Object.fromEntries(read)),
  }).map(([mid, name]) => [mid, oneLine(String(name)).slice(0, longestKept)]);
  const shown = new Set(people.map(String));
  const first = names.filter(([mid]) => shown.has(mid));
  const others = names.filter(([mid]) => !shown.has(mid));
  return { ...work, names: Object.fromEntries([...first, ...others].slice(0, mostNames)) };
}
