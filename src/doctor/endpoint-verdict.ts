import { BilibiliRefused, BilibiliUnreachable, driftOf, type RawAnswer, type Reason } from '../api/index.ts';
import { endpointName, type Probe } from './endpoint-probes.ts';
import { bad, type Finding, note, ok } from './finding.ts';

/** Result of a probe: the error, if any, and the raw answer of its endpoint. */
export interface ProbeOutcome {
  error?: unknown;
  answer: RawAnswer | undefined;
}

/** Most fields named in one finding. */
const mostNamed = 30;

/** Whether an endpoint answers as documented, and if not, what differs. */
export function endpointFindings(probe: Probe, { error, answer }: ProbeOutcome, extra: boolean): Finding[] {
  const about = endpointName(probe.endpoint);
  const of = (finding: Finding): Finding => ({ ...finding, about });
  const failed = (text: string) =>
    of(probe.endpoint.unproven ? note(`${text}. Nothing need be done: the bot does without it`) : bad(text));
  if (error instanceof BilibiliRefused) {
    const said = `${words[error.reason] ?? error.reason} (code ${error.code}${error.siteMessage && `, ${error.siteMessage}`})`;
    if (probe.mayRefuse.includes(error.reason)) return [of(note(`not seen: ${said}`))];
    return [failed(`refused: ${said}`)];
  }
  const drift = answer && driftOf(probe.endpoint, answer.text);
  if (drift && drift.wrong.length > 0) return [failed(`changed: ${joinFirst(drift.wrong)}`)];
  if (error instanceof BilibiliUnreachable) return [failed(`no usable answer: ${why[error.why]}`)];
  if (error !== undefined) throw error;
  const more: Finding[] = [];
  if (extra && drift && drift.absent.length > 0) more.push(of(note(`not there: ${joinFirst(drift.absent)}`)));
  if (extra && drift && drift.unread.length > 0) more.push(of(note(`not read: ${joinFirst(drift.unread)}`)));
  return [of(ok('as documented')), ...more];
}

function joinFirst(paths: readonly string[]): string {
  const rest = paths.length - mostNamed;
  return paths.slice(0, mostNamed).join(', ') + (rest > 0 ? `, and ${rest} more` : '');
}

const words: Partial<Record<Reason, string>> = {
  login: 'the login is not taken',
  banned: 'the account is banned',
  risk: 'risk control',
  privacy: 'the person hides this list',
  permission: 'no permission',
  input: 'the parameters are not taken any more',
  gone: 'no such person or video',
  busy: 'its servers are in trouble',
  expired: 'it has run out',
  unknown: 'for a reason this program does not know',
};

const why: Record<BilibiliUnreachable['why'], string> = {
  timeout: 'none in time',
  network: 'no connection',
  server: 'its servers failed',
  answer: 'not what this endpoint answered before',
};

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
