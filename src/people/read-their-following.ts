import {
  BilibiliRefused,
  BilibiliUnreachable,
  type Person,
  type Reason,
  type Session,
} from '../api/index.ts';
import {
  type FetchResult,
  type FollowingSource,
  type KnownOfList,
  UnusableList,
  usableRows,
} from './fetched-rows.ts';
import { type ListRow, toListRow } from './list-row.ts';

/** The order they are asked in. */
const inOrder: readonly FollowingSource[] = ['web', 'app', 'game'];

/** The first row each does not show: the app shows five pages of 50. */
export const reaches: Readonly<Record<FollowingSource, number>> = { web: 100, app: 250, game: 100 };

/** Rows of a page of the app, whatever is asked for. */
const appPage = 50;

/** How far one can see with the sources that are left. */
export function reachOfSources(refused: readonly FollowingSource[]): number {
  return Math.max(0, ...inOrder.filter((source) => !refused.includes(source)).map((one) => reaches[one]));
}

/**
 * Reads a block of whom `of` follows from the first source that shows it. One that refuses is not asked again; those
 * that see the whole block come before those that see a part. A risk answer or an expired login ends it, since the
 * next source would meet with the same or make it worse.
 * @throws the refusal for privacy when any source gave it, else what the first source said.
 */
export async function readTheirs(
  session: Session,
  of: number,
  { start, size }: { start: number; size: number },
  known: KnownOfList,
  signal?: AbortSignal,
): Promise<FetchResult> {
  const needed = Math.min(start + size, known.total ?? Number.POSITIVE_INFINITY);
  const left = inOrder.filter((source) => !known.refused.includes(source) && reaches[source] > start);
  const wholly = left.filter((source) => reaches[source] >= needed);
  const partly = left.filter((source) => reaches[source] < needed);
  const refused = [...known.refused];
  const failures: unknown[] = [];
  for (const source of [...wholly, ...partly]) {
    try {
      const { rows, total } = await asks[source](session, { of, start, size }, signal);
      return { block: { start, rows, source }, total: total ?? known.total, refused };
    } catch (error) {
      if (!nextMayAnswer(error)) throw error;
      failures.push(error);
      refused.push(source);
    }
  }
  // Beyond the first block, that nobody shows more is where the list ends.
  if (start > 0 && failures.every(isNoMore))
    return { block: { start, rows: [] }, total: known.total, refused };
  throw (
    failures.find((error) => error instanceof BilibiliRefused && error.reason === 'privacy') ?? failures[0]
  );
}

/** Rows of a list: `size` of them from `start` on, which is a multiple of `size`. */
type Rows = { of: number; start: number; size: number };
type Part = { rows: ListRow[]; total?: number | undefined };

const asks: Record<FollowingSource, (session: Session, rows: Rows, signal?: AbortSignal) => Promise<Part>> = {
  async web(session, { of, start, size }, signal) {
    const params = { vmid: of, ps: size, pn: start / size + 1 };
    const answer = await session.relations.followings(params, { signal });
    return { rows: usableRows(answer, start === 0).map((person) => toListRow(person)), total: answer.total };
  },
  async app(session, { of, start, size }, signal) {
    const { appFollowings } = session.relations;
    const firstPage = Math.floor(start / appPage);
    const end = Math.min(start + size, reaches.app);
    const people: Person[] = [];
    let total: number | undefined;
    for (let page = firstPage; page * appPage < Math.min(end, total ?? end); page += 1) {
      const answer = await appFollowings({ vmid: of, pn: page + 1 }, { signal });
      if (answer.list === null && answer.total === 0) throw hidden(appFollowings.endpoint.label);
      const rows = usableRows(answer, page === 0);
      people.push(...rows);
      total = answer.total;
      if (rows.length < appPage) break;
    }
    const skipped = start - firstPage * appPage;
    const rows = people.slice(skipped, skipped + size).map((person) => toListRow(person, { foreign: true }));
    return { rows, total };
  },
  async game(session, { of, start, size }, signal) {
    // It has no total, and shows a hidden list as an empty one, which is no information on the first page.
    const params = { vmid: of, ps: size, pn: start / size + 1 };
    const answer = await session.relations.gameFollowings(params, { signal });
    const rows = usableRows(answer, start === 0).map((person) => toListRow(person, { foreign: true }));
    const seen = start + rows.length;
    const whole = rows.length > 0 && rows.length < size && seen < reaches.game;
    return { rows, total: whole ? seen : undefined };
  },
};

/** The app says by an answer without a list what the web site refuses with this code. */
function hidden(endpoint: string): BilibiliRefused {
  return new BilibiliRefused({ reason: 'privacy', code: 22115, endpoint });
}

const ofThisSource: ReadonlySet<Reason> = new Set([
  'privacy',
  'pages',
  'permission',
  'input',
  'busy',
  'unknown',
]);

function nextMayAnswer(error: unknown): boolean {
  if (error instanceof UnusableList) return true;
  if (error instanceof BilibiliRefused) return ofThisSource.has(error.reason);
  return error instanceof BilibiliUnreachable && (error.why === 'answer' || error.why === 'server');
}

function isNoMore(error: unknown): boolean {
  return error instanceof BilibiliRefused && (error.reason === 'privacy' || error.reason === 'pages');
}
