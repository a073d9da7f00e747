import type { Session } from '../../api/index.ts';
import { oneLine } from '../../bot/text/displayable-text.ts';
import { mostNames, type PlannedWork } from '../../jobs/index.ts';
import { tryToReadNames } from '../../people/read-names.ts';

/** A name fit to be shown has 40 characters as a reader counts them; some take many units. */
const longestKept = 200;

/**
 * The work with the names of these people, read where they are not known. Names that cannot be read stay away: a preview
 * is never kept back for them. Rejects only with the signal's reason, and with what is no failure of the site's.
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
