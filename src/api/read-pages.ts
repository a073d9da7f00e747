import type { z } from 'zod';
import type { CallOptions, Method } from './bind-endpoints.ts';
import type { Endpoint } from './endpoint.ts';
import { BilibiliRefused, BilibiliUnreachable } from './errors.ts';

/** A page of people, without those already on earlier pages. */
export interface PeoplePage<Item> {
  /** Page number, from 1. */
  page: number;
  people: Item[];
  /** The total if the site gives it; it includes people the site does not list. */
  total: number | undefined;
}

/**
 * Reads all pages of a paged endpoint, one request each, from the first (or the page in `params`) to the end:
 * an empty page, the site's limit for the own or others' lists, or the refusal `pages`. People who appear
 * again because the list moved meanwhile are skipped; two pages without anyone new are the end. A page
 * without a list is no answer: throws `BilibiliUnreachable` (`answer`).
 *
 * @example
 * for await (const { people, total } of pages(session.relations.followers, { vmid: session.mid })) show(people, total);
 */
export async function* readPages<P extends z.ZodObject, A extends z.ZodType, I extends { mid: number }>(
  method: Method<Endpoint<P, A, I>>,
  params: z.input<P>,
  options: CallOptions = {},
): AsyncGenerator<PeoplePage<I>, void, undefined> {
  const { paged, label } = method.endpoint;
  if (paged === undefined) throw new TypeError(`${label} is not paged`);
  const givenParams = params as Record<string, unknown>;
  const counter = paged.pageParameter ?? 'pn';
  const size = typeof givenParams.ps === 'number' ? givenParams.ps : paged.size;
  const last = lastPage(
    method.endpoint,
    size,
    givenParams.vmid === undefined || givenParams.vmid === method.mid,
  );
  const seen = new Set<number>();
  let nobodyNew = 0;

  for (
    let page = typeof givenParams[counter] === 'number' ? givenParams[counter] : 1;
    page <= last;
    page += 1
  ) {
    let data: z.output<A>;
    try {
      data = await method({ ...params, [counter]: page }, options);
    } catch (error) {
      if (seen.size > 0 && error instanceof BilibiliRefused && error.reason === 'pages') return;
      throw error;
    }
    const list = paged.list(data);
    if (list === null) throw new BilibiliUnreachable({ why: 'answer', endpoint: label, detail: 'no list' });
    if (list.length === 0) return;
    const people = list.filter(({ mid }) => !seen.has(mid) && seen.add(mid));
    nobodyNew = people.length === 0 ? nobodyNew + 1 : 0;
    if (nobodyNew === 2) return;
    yield { page, people, total: paged.total?.(data) };
    if (paged.lastPage !== undefined && page >= paged.lastPage(data)) return;
  }
}

/** The last page the site gives. */
function lastPage({ paged }: Pick<Endpoint, 'paged'>, size: number, own: boolean): number {
  const people = own ? paged?.maxOwn : paged?.maxOfOthers;
  return Math.min(
    paged?.maxPages ?? Number.POSITIVE_INFINITY,
    Math.ceil((people ?? Number.POSITIVE_INFINITY) / size),
  );
}

/** The page sizes used by clients that page these lists. */
const roundSizes = [20, 50];

/**
 * Reads a list that usually comes in one answer. Exactly 20 or 50 rows may be only the first page, so more
 * pages are then requested until one is not full or has nobody new. Null when the site gives no list; a later
 * page without one throws `BilibiliUnreachable`.
 */
export async function readUnpagedList<I extends { mid: number }>(
  method: {
    (params: { pn?: number; ps?: number }, options?: CallOptions): Promise<{ list: I[] | null }>;
    endpoint: Pick<Endpoint, 'label'>;
  },
  options: CallOptions = {},
): Promise<I[] | null> {
  const { list } = await method({}, options);
  if (list === null) return null;
  const people = new Map(list.map((person) => [person.mid, person]));
  for (let pn = 2, full = roundSizes.includes(list.length); full; pn += 1) {
    const page = (await method({ pn, ps: list.length }, options)).list;
    if (page === null)
      throw new BilibiliUnreachable({ why: 'answer', endpoint: method.endpoint.label, detail: 'no list' });
    const before = people.size;
    for (const person of page) people.set(person.mid, person);
    full = page.length >= list.length && people.size > before;
  }
  return [...people.values()];
}
