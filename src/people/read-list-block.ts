import { readWhole, type Session, specialGroup } from '../api/index.ts';
import { type FetchResult, type KnownOfList, UnusableList, usableRows } from './fetched-rows.ts';
import { type ListRow, type RowDetails, toListRow } from './list-row.ts';
import type { ListName, ListRequest } from './list-selector.ts';
import { readTheirs } from './read-their-following.ts';
import { readSearch } from './search-following.ts';

/**
 * Rows of a block. The site gives up to 50 a page; 48 are six pages of ours, so no page needs two requests. Mutual and
 * quiet follows come all in one answer however many are wanted, so more of it is kept.
 */
export function blockSize({ list }: ListRequest): number {
  return list === 'friends' || list === 'whispers' ? 960 : 48;
}

/**
 * Reads one block: one request, except that another's following may take one for each source that refuses it, and a
 * search one for the names of the noted. An empty block is past the end, but never at the start of a list that may have people.
 * @param start first row; a multiple of the block's size
 * @param size rows of the block, which is one page of the site's, 50 at most
 * @throws UnusableList when the answer does not say who is in the list; the errors of `api` otherwise.
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
    return readTheirs(session, wanted.of, { start, size }, known, signal);
  const { rows, total } = await readers[wanted.list]({ session, wanted, known, start, size, signal });
  return { block: { start, rows }, total: total ?? known.total, refused: known.refused };
}

/** How many people a list has that does not say so with its rows; `undefined` for the others. One request. */
export async function countList(
  session: Session,
  { list }: ListRequest,
  signal?: AbortSignal,
): Promise<number | undefined> {
  if (list !== 'special') return undefined;
  const groups = await session.groups.list({}, { signal });
  return groups.find(({ tagid }) => tagid === specialGroup)?.count;
}

interface Ask {
  session: Session;
  wanted: ListRequest;
  known: KnownOfList;
  start: number;
  size: number;
  signal: AbortSignal | undefined;
}

type Part = { rows: ListRow[]; total: number | undefined };

const readers: Record<ListName, (ask: Ask) => Promise<Part>> = {
  async fans(ask) {
    const { session, wanted } = ask;
    const answer = await session.relations.followers({ vmid: wanted.of, ...paged(ask) }, options(ask));
    return counted(ask, answer, { time: true, followsReader: wanted.of === session.mid });
  },
  async following(ask) {
    const params = { vmid: ask.session.mid, ...ordered(ask), ...paged(ask) };
    return counted(ask, await ask.session.relations.followings(params, options(ask)), { time: true });
  },
  friends: async (ask) => whole(ask, await readWhole(ask.session.relations.friends, options(ask))),
  whispers: async (ask) => whole(ask, await readWhole(ask.session.relations.whispers, options(ask))),
  blacks: async (ask) => counted(ask, await ask.session.relations.blacks(paged(ask), options(ask))),
  special: (ask) => membersOf(ask, specialGroup),
  group: (ask) => membersOf(ask, ask.wanted.of),
  async common(ask) {
    const params = { vmid: ask.wanted.of, ...paged(ask) };
    return counted(ask, await ask.session.relations.sameFollowings(params, options(ask)));
  },
  search({ session, wanted: { text = '', noted = [] }, known, start, size, signal }) {
    return readSearch(session, { text, noted, total: known.total }, { start, size }, signal);
  },
};

async function membersOf(ask: Ask, tagid: number): Promise<Part> {
  const params = { tagid, ...ordered(ask), ...paged(ask) };
  const members = await ask.session.groups.members(params, options(ask));
  const rows = members.map((member) => toListRow(member, { special: tagid === specialGroup }));
  // The rows come without a total, and a short page is the last one.
  const last = rows.length < ask.size && (rows.length > 0 || ask.start === 0);
  return { rows, total: last ? ask.start + rows.length : undefined };
}

function ordered({ wanted }: Ask): { order_type?: 'attention' } {
  return wanted.order === 'visited' ? { order_type: 'attention' } : {};
}

function paged({ start, size }: Ask): { ps: number; pn: number } {
  return { ps: size, pn: start / size + 1 };
}

function options({ signal }: Ask): { signal: AbortSignal | undefined } {
  return { signal };
}

type Answer = { list: Parameters<typeof toListRow>[0][] | null; total?: number | undefined };

/** An answer that is one page, with a total beside it. */
function counted({ start }: Ask, answer: Answer, extra: RowDetails = {}): Part {
  return {
    rows: usableRows(answer, start === 0).map((person) => toListRow(person, extra)),
    total: answer.total,
  };
}

/** An answer that is the whole list. */
function whole({ start, size }: Ask, list: Answer['list']): Part {
  if (list === null) throw new UnusableList('list');
  const rows = list.slice(start, start + size).map((person) => toListRow(person, { time: true }));
  return { rows, total: list.length };
}
