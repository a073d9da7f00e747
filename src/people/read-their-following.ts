import {
  BilibiliRefused,
  BilibiliUnreachable,
  type Person,
  type Reason,
  type Session,
} from '../api/index.ts';
import type { FetchResult, FollowingSource, KnownOfList } from './list-block-types.ts';
import { type ListRow, toListRow } from './list-row.ts';
import { UnusableList, usableRows } from './unusable-list.ts';

/** The order in which sources are asked. */
const sourceOrder: readonly FollowingSource[] = ['web', 'app', 'game'];

/** The first row that each source does not show, from 0; the app shows five pages of 50. */
export const reaches: Readonly<Record<FollowingSource, number>> = { web: 100, app: 250, game: 100 };

/** Page size of the app, whatever size is requested. */
const appPage = 50;

/** The first row that no remaining source shows. */
export function reachOfSources(refused: readonly FollowingSource[]): number {
  return Math.max(0, ...sourceOrder.filter((source) => !refused.includes(source)).map((one) => reaches[one]));
}

/**
 * Reads a block of the following of `of` from the first source that shows it. A source that refuses is not
 * asked again; sources that show the whole block come before those that show a part. A risk answer or an
 * expired login ends the search, since the next source would give the same answer or make it worse.
 * @throws the refusal for privacy if any source gave it, else the first source's error
 */
export async function readTheirFollowing(
  session: Session,
  of: number,
  { start, size }: { start: number; size: number },
  known: KnownOfList,
  signal?: AbortSignal,
): Promise<FetchResult> {
  const needed = Math.min(start + size, known.total ?? Number.POSITIVE_INFINITY);
  const left = sourceOrder.filter((source) => !known.refused.includes(source) && reaches[source] > start);
  const wholly = left.filter((source) => reaches[source] >= needed);
  const partly = left.filter((source) => reaches[source] < needed);
  const refused = [...known.refused];
  const failures: unknown[] = [];
  for (const source of [...wholly, ...partly]) {
    try {
      const { rows, total } = await readFromSource[source](session, { of, start, size }, signal);
      return { block: { start, rows, source }, total: total ?? known.total, refused };
    } catch (error) {
      if (!nextMayAnswer(error)) throw error;
      failures.push(error);
      refused.push(source);
    }
  }
  // After the first block, a refusal by all sources means the end of the list.
  if (start > 0 && failures.every(isNoMore))
    return { block: { start, rows: [] }, total: known.total, refused };
  throw (
    failures.find((error) => error instanceof BilibiliRefused && error.reason === 'privacy') ?? failures[0]
  );
}

/** Which rows of whose list: `size` rows from `start` on, a multiple of `size`. */
type RowRange = { of: number; start: number; size: number };
type RowsWithTotal = { rows: ListRow[]; total?: number | undefined };

const readFromSource: Record<
  FollowingSource,
  (session: Session, rows: RowRange, signal?: AbortSignal) => Promise<RowsWithTotal>
> = {
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
    // The game centre gives no total and shows a hidden list as empty; an empty first page is therefore no
    // answer.
    const params = { vmid: of, ps: size, pn: start / size + 1 };
    const answer = await session.relations.gameFollowings(params, { signal });
    const rows = usableRows(answer, start === 0).map((person) => toListRow(person, { foreign: true }));
    const seen = start + rows.length;
    const whole = rows.length > 0 && rows.length < size && seen < reaches.game;
    return { rows, total: whole ? seen : undefined };
  },
};

/** The web site's code for a hidden list; the app gives an answer without a list instead. */
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
