import { type Finding, note, ok } from './finding.ts';

/** Fan counts of the account as Bilibili reported them; `undefined` where it gave none. */
export interface ReportedFanCounts {
  /** From the request for several accounts at once. */
  together: number | undefined;
  /** From the list of its fans, read later. */
  inList: number | undefined;
}

/**
 * Checks whether the fan counts of several accounts in one request are usable: the bot uses them to decide
 * whose fans to read. Without them, alerts only take longer.
 */
export function batchFanCountsFinding({ together, inList }: ReportedFanCounts): Finding | undefined {
  if (inList === undefined) return undefined;
  const about = 'counts of several';
  if (together === undefined) {
    const text =
      'refused: each account is polled by itself, and alerts come some minutes later. Nothing need be done';
    return { ...note(text), about };
  }
  if (together === inList)
    return { ...ok('work: from seven accounts on, one is polled when its count moves'), about };
  const text = `lag, or somebody came just now: they tell ${together} where the list has ${inList}. While they lag, alerts come as much later; the bot finds that out by itself`;
  return { ...note(text), about };
}
