import { type Finding, note, ok } from './finding.ts';

/** What the site told of how many fans the account has, each undefined where it told nothing. */
export interface ToldCounts {
  /** In one answer for several accounts. */
  together: number | undefined;
  /** With the list of its fans, later. */
  inList: number | undefined;
}

/**
 * Says whether the counts of several accounts in one request are of use: by them the bot knows whose fans to read. Without
 * them nothing is lost but time.
 */
export function verdictOnCounts({ together, inList }: ToldCounts): Finding | undefined {
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
