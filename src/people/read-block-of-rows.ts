import { readUnpagedList, type Session, specialGroup } from '../api/index.ts';
import type { FetchResult, KnownOfList } from './list-block-types.ts';
import type { ListName, ListRequest } from './list-request.ts';
import { type ListRow, type RowDetails, toListRow } from './list-row.ts';
import { readTheirFollowing } from './read-their-following.ts';
import { readSearch } from './search-following.ts';
import { UnusableList, usableRows } from './unusable-list.ts';

/**
 * Rows per block. The site gives at most 50 per page; 48 are six pages of the bot, so that no page needs two
 * requests. Mutual and quiet follows always come in one answer, so their block is larger.
 */
export function blockSize({ list }: ListRequest): number {
  return list === 'friends' || list === 'whispers' ? 960 : 48;
}

/**
 * Reads one block of a list: one request. Another person's following takes one more for each source that
 * refuses, a search one more for the names of people with notes. An empty block means the end of the list; at
 * its start an empty block is an error unless the list has nobody.
 * @param start first row, a multiple of `size`
 * @param size rows of the block, which is one page of the site: 50 at most
 * @throws UnusableList when the answer does not say who is in the list; the errors of `api` otherwise
 */
export async function readBlock(
  session: Session,
  wanted: ListRequest,
  start: number,
  known: KnownOfList,
  signal?: AbortSignal,
  size: number = blockSize(wanted),
): Promise<FetchResult> {
  if (wanted.list === 'following' && wanted.of !== session.mid)
    return readTheirFollowing(session, wanted.of, { start, size }, known, signal);
  const { rows, total } = await readers[wanted.list]({ session, wanted, known, start, size, signal });
  return { block: { start, rows }, total: total ?? known.total, refused: known.refused };
}

/** Reads the size of a list whose answers do not contain it; `undefined` for other lists. One request. */
export async function countList(
  session: Session,
  { list }: ListRequest,
  signal?: AbortSignal,
): Promise<number | undefined> {
  if (list !== 'special') return undefined;
  const groups = await session.groups.list({}, { signal });
  return groups.find(({ tagid }) => tagid === specialGroup)?.count;
}

interface BlockRequest {
  session: Session;
  wanted: ListRequest;
  known: KnownOfList;
  start: number;
  size: number;
  signal: AbortSignal | undefined;
}

type RowsWithTotal = { rows: ListRow[]; total: number | undefined };

const readers: Record<ListName, (ask: BlockRequest) => Promise<RowsWithTotal>> = {
  async fans(ask) {
    const { session, wanted } = ask;
    const answer = await session.relations.followers({ vmid: wanted.of, ...pageParams(ask) }, options(ask));
    return rowsOfPage(ask, answer, { time: true, followsReader: wanted.of === session.mid });
  },
  async following(ask) {
    const params = { vmid: ask.session.mid, ...orderParams(ask), ...pageParams(ask) };
    return rowsOfPage(ask, await ask.session.relations.followings(params, options(ask)), { time: true });
  },
  friends: async (ask) =>
    rowsOfWholeList(ask, await readUnpagedList(ask.session.relations.friends, options(ask))),
  whispers: async (ask) =>
    rowsOfWholeList(ask, await readUnpagedList(ask.session.relations.whispers, options(ask))),
  blacks: async (ask) => rowsOfPage(ask, await ask.session.relations.blacks(pageParams(ask), options(ask))),
  special: (ask) => membersOf(ask, specialGroup),
  group: (ask) => membersOf(ask, ask.wanted.of),
  async common(ask) {
    const params = { vmid: ask.wanted.of, ...pageParams(ask) };
    return rowsOfPage(ask, await ask.session.relations.sameFollowings(params, options(ask)));
  },
  search({ session, wanted: { text = '', noted = [] }, known, start, size, signal }) {
    return readSearch(session, { text, noted, total: known.total }, { start, size }, signal);
  },
};

async function membersOf(ask: BlockRequest, tagid: number): Promise<RowsWithTotal> {
  const params = { tagid, ...orderParams(ask), ...pageParams(ask) };
  const members = await ask.session.groups.members(params, options(ask));
  const rows = members.map((member) => toListRow(member, { special: tagid === specialGroup }));
  // The answer has no total; a short page is the last one.
  const last = rows.length < ask.size && (rows.length > 0 || ask.start === 0);
  return { rows, total: last ? ask.start + rows.length : undefined };
}

function orderParams({ wanted }: BlockRequest): { order_type?: 'attention' } {
  return wanted.order === 'visited' ? { order_type: 'attention' } : {};
}

function pageParams({ start, size }: BlockRequest): { ps: number; pn: number } {
  return { ps: size, pn: start / size + 1 };
}

function options({ signal }: BlockRequest): { signal: AbortSignal | undefined } {
  return { signal };
}

type Answer = { list: Parameters<typeof toListRow>[0][] | null; total?: number | undefined };

/** Rows of an answer that is one page and gives the total. */
function rowsOfPage({ start }: BlockRequest, answer: Answer, extra: RowDetails = {}): RowsWithTotal {
  return {
    rows: usableRows(answer, start === 0).map((person) => toListRow(person, extra)),
    total: answer.total,
  };
}

/** Rows of an answer that is the whole list. */
function rowsOfWholeList({ start, size }: BlockRequest, list: Answer['list']): RowsWithTotal {
  if (list === null) throw new UnusableList('list');
  const rows = list.slice(start, start + size).map((person) => toListRow(person, { time: true }));
  return { rows, total: list.length };
}
