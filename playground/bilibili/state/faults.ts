/**
 * A way in which an answer goes wrong.
 * - `code`: refused with this code. `voucher`: code 0, and only a captcha voucher.
 * - `http412`: the HTML page of a blocked address. `http`: an HTML page with another status.
 * - `hang`: no answer until one side hangs up. `cut`: truncated JSON.
 * - `lost`: the request is carried out, then the connection is closed without an answer.
 * - `dataNull`, `listNull`: code 0 with null instead of the data, or of the list in it.
 * - `emptyNull`: null instead of empty data.
 * - `emptyWithTotal`: an empty list with a total that is not 0.
 * - `unsorted`: rows sorted by their mids as text, as the site once answered.
 * - `field`: that field is `value`, or missing without one, in every row of a list or in row number `row`.
 * - `total`: the total of a list is `value`, or missing without one.
 * - `surplus`: `rows` extra rows, of people who do not exist.
 *
 * Only with `lost`, `emptyNull` and the faults of lists is the request carried out.
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

/** How often a fault applies, and to whose requests. */
export interface FaultOptions {
  /** To how many requests; unlimited when omitted. */
  times?: number | undefined;
  /** How many requests pass normally first. */
  skip?: number | undefined;
  /** Whose requests; everybody's when omitted. */
  mid?: number | undefined;
}

/** The faults that are set, one for each end of a path. */
export interface Faults {
  /** Makes requests whose host and path end with `pathEnd` fail; replaces a fault set for the same end. */
  set(pathEnd: string, fault: Fault, options?: FaultOptions): void;
  /** Removes all faults, or one. */
  clear(pathEnd?: string): void;
  list(): { path: string; fault: Fault }[];
  /** The fault for a request, if any; counts the request. */
  take(path: string, mid: number | undefined): Fault | undefined;
}

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
