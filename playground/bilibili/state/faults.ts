/**
 * A way an answer goes wrong.
 * - `code`: refused with this code. `voucher`: code 0, and nothing but a captcha voucher.
 * - `http412`: the HTML page of a blocked address. `http`: an HTML page with another status.
 * - `hang`: no answer until one side hangs up. `cut`: JSON that ends in the middle.
 * - `lost`: the connection is closed without an answer, after the thing was done.
 * - `dataNull`, `listNull`: code 0 with null in place of the data, or of the list in it.
 * - `emptyNull`: null in place of data in which there is nothing, as with other sites.
 * - `emptyWithTotal`: an empty list beside a total that is not 0.
 * - `unsorted`: the rows in the order of the text of their mids, as a variant of the site once answered.
 * - `field`: that field of every row of a list, or of the one at `row`, is `value`, or missing when that is left out.
 * - `total`: the total of a list is `value`, or missing when that is left out.
 * - `surplus`: so many rows more than there are, of people whom nobody knows.
 *
 * Only with `lost`, `emptyNull` and the faults of lists is the request carried out; with the others nothing is done.
 */
export type Fault =
  | { kind: 'code'; code: number; message?: string }
  | { kind: 'http'; status: number }
  | { kind: 'field'; name: string; value?: unknown; row?: number }
  | { kind: 'total'; value?: unknown }
  | { kind: 'surplus'; rows: number }
  | {
      kind:
        | 'http412'
        | 'hang'
        | 'cut'
        | 'dataNull'
        | 'listNull'
        | 'emptyNull'
        | 'emptyWithTotal'
        | 'unsorted'
        | 'voucher'
        | 'lost';
    };

/** How often and for whom a fault strikes. */
export interface FaultOptions {
  /** How many requests it strikes; all of them when left out. */
  times?: number | undefined;
  /** How many requests it lets pass before. */
  skip?: number | undefined;
  /** Whose requests; anybody's when left out. */
  mid?: number | undefined;
}

/** The faults that are set, one for each path end. */
export interface Faults {
  /** Makes requests whose host and path end so go wrong, in place of a fault set for the same path end before. */
  set(pathEnd: string, fault: Fault, options?: FaultOptions): void;
  /** Takes all faults back, or the one of a path end. */
  clear(pathEnd?: string): void;
  list(): { path: string; fault: Fault }[];
  /** The fault that strikes this request; counts it. */
  take(path: string, mid: number | undefined): Fault | undefined;
}

/** No faults yet. */
export function createFaults(): Faults {
  const set = new Map<string, { fault: Fault; times: number; skip: number; mid?: number | undefined }>();
  return {
    set(pathEnd, fault, { times = Number.POSITIVE_INFINITY, skip = 0, mid } = {}) {
      set.set(pathEnd, { fault, times, skip, mid });
    },
    clear(pathEnd) {
      if (pathEnd === undefined) set.clear();
      else set.delete(pathEnd);
    },
    list: () => [...set].map(([path, { fault }]) => ({ path, fault })),
    take(path, mid) {
      for (const [pathEnd, entry] of set) {
        if (!path.endsWith(pathEnd) || (entry.mid !== undefined && entry.mid !== mid)) continue;
        if (entry.skip > 0) {
          entry.skip -= 1;
          continue;
        }
        entry.times -= 1;
        if (entry.times <= 0) set.delete(pathEnd);
        return entry.fault;
      }
      return undefined;
    },
  };
}
