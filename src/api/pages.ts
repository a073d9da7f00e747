import type { z } from 'zod';
import type { CallOptions, Method } from './bind-endpoints.ts';
import type { Endpoint } from './endpoint.ts';
import { BilibiliRefused, BilibiliUnreachable } from './errors.ts';

/** A page of people, without those of earlier pages. */
export interface PeoplePage<Item> {
  /** From 1. */
  page: number;
  people: Item[];
  /** The total, where the site tells it; of all people, also of those it does not show. */
  total: number | undefined;
}

/**
 * All pages of a paged row, one request each, from the first (or from the page in `params`) to where the site stops:
 * an empty page, its cap for one's own or others' lists, or the refusal `pages`. People who come again because the list
 * moved meanwhile are left out; two pages with nobody new are the end. A page without a list is no information: `BilibiliUnreachable`, `answer`.
 */
export async function* pages<P extends z.ZodObject, A extends z.ZodType, I extends { mid: number }>(
  method: Method<Endpoint<P, A, I>>,
  params: z.input<P>,
  options: CallOptions = {},
): AsyncGenerator<PeoplePage<I>, void, undefined> {
  const { paged, endpoint } = method.row;
  if (paged === undefined) throw new TypeError(`${endpoint} is not paged`);
  const given = params as Record<string, unknown>;
  const counter = paged.by ?? 'pn';
  const size = typeof given.ps === 'number' ? given.ps : paged.size;
  const last = lastPage(method.row, size, given.vmid === undefined || given.vmid === method.mid);
  const seen = new Set<number>();
  let nobodyNew = 0;

  for (let page = typeof given[counter] === 'number' ? given[counter] : 1; page <= last; page += 1) {
    let data: z.output<A>;
    try {
      data = await method({ ...params, [counter]: page }, options);
    } catch (error) {
      if (seen.size > 0 && error instanceof BilibiliRefused && error.reason === 'pages') return;
      throw error;
    }
    const list = paged.list(data);
    if (list === null) throw new BilibiliUnreachable({ why: 'answer', endpoint, detail: 'no list' });
    if (list.length === 0) return;
    const people = list.filter(({ mid }) => !seen.has(mid) && seen.add(mid));
    nobodyNew = people.length === 0 ? nobodyNew + 1 : 0;
    if (nobodyNew === 2) return;
    yield { page, people, total: paged.total?.(data) };
    if (paged.last !== undefined && page >= paged.last(data)) return;
  }
}

/** The last page the site fills. */
function lastPage(row: Pick<Endpoint, 'paged'>, size: number, own: boolean): number {
  const people = own ? row.paged?.own : row.paged?.others;
  return Math.min(
    row.paged?.pages ?? Number.POSITIVE_INFINITY,
    Math.ceil((people ?? Number.POSITIVE_INFINITY) / size),
  );
}
