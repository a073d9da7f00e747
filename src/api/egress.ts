import type { Clock } from '../clock.ts';
import type { EgressAddress } from '../config.ts';
import type { CooldownRecords } from './cooldown.ts';
import { createDispatcher } from './dispatcher.ts';
import { createPictureReader, type ReadPicture } from './download-picture.ts';
import type { EgressTrouble } from './egress-failure-kinds.ts';
import { createRendezvousHash } from './rendezvous-hash.ts';
import type { Budget, BudgetPortion } from './request-budget.ts';
import { createRequestScheduler, type RequestScheduler } from './request-scheduler.ts';
import type { RequestKind } from './spaced-request-queue.ts';
import { createTransport, type Transport } from './transport.ts';
import { createWbiKeys, type WbiKeys } from './wbi.ts';

/** The name of the only egress address when the system chooses it. */
const defaultName = 'default';

/**
 * An egress address with everything that is kept per address: connections, budget, cooldowns, signing keys.
 */
export interface Egress {
  /** Without user name and password. */
  readonly name: string;
  readonly transport: Transport;
  readonly pace: RequestScheduler;
  /** WBI signing keys, one set per egress address, so that an unreachable proxy does not block the others. */
  readonly keys: WbiKeys;
  readonly readPicture: ReadPicture;
  readonly state: EgressState;
}

/** The current state of an egress address. */
export interface EgressState {
  /** Without user name and password; `default` for the one that the system chooses. */
  name: string;
  /** How many request queues are in a cooldown of their own. */
  resting: number;
  /** End of the cooldown of the whole address, ms since 1970; undefined when there is none. */
  restUntil: number | undefined;
  /** How much of the polls' share of the budget is left, from 0 to 1; undefined when there is no limit. */
  budgetLeft: number | undefined;
  /**
   * The failure, since when (ms since 1970), and for how long it had lasted at the last failed request (ms);
   * undefined when the last request was answered.
   */
  trouble: { why: EgressTrouble; since: number; lasted: number } | undefined;
}

/** The egress addresses, and which key uses which. */
export interface Egresses {
  /** The egress address for a key, such as a mid: the same in every process with the same list. */
  of(key: string): Egress;
  readonly all: readonly Egress[];
}

export interface EgressOptions {
  /** At least one; undefined for the one that the system chooses. */
  addresses?: readonly EgressAddress[] | undefined;
  clock: Clock;
  /** Request timeout, ms. */
  timeout: number;
  /** Ms between two requests of a queue, by kind. */
  spacing: Record<RequestKind, number>;
  /** The request budget of each address. */
  budget?: Budget | undefined;
  /** The portion of the budget this process may use; all of it by default. */
  portion?: BudgetPortion | undefined;
  records?: CooldownRecords | undefined;
  /** Base URL of a simulated site. */
  root?: string | undefined;
  /**
   * Called when an address stops being answered, again whenever the reason changes, and with undefined when
   * it is answered again.
   */
  onTrouble?: ((name: string, trouble: EgressTrouble | undefined) => void) | undefined;
}

/** Creates the egress addresses; connects to nothing yet. */
export function createEgresses(options: EgressOptions): Egresses {
  const addresses: readonly (EgressAddress | undefined)[] = options.addresses ?? [undefined];
  const all = addresses.map((address) => createEgress(address, options));
  const indexOf = createRendezvousHash(addresses.map((address) => address?.id ?? defaultName));
  return {
    all,
    of(key) {
      const egress = all[indexOf(key)];
      if (egress === undefined) throw new RangeError('there is no egress address');
      return egress;
    },
  };
}

function createEgress(address: EgressAddress | undefined, options: EgressOptions): Egress {
  const { clock, timeout, spacing, budget, portion, records, onTrouble } = options;
  const name = address?.name ?? defaultName;
  const dispatcher = createDispatcher(address?.way, timeout);
  const pace = createRequestScheduler({ clock, spacing, budget, portion, records, id: address?.id });
  let trouble: EgressState['trouble'];
  let troubledAt = 0;

  function note(why: EgressTrouble | undefined): void {
    const before = trouble?.why;
    if (trouble === undefined) troubledAt = clock.monotonic();
    const lasted = clock.monotonic() - troubledAt;
    trouble = why && { why, since: trouble?.since ?? clock.now(), lasted };
    if (why !== before) onTrouble?.(name, why);
  }

  return {
    name,
    pace,
    transport: createTransport(dispatcher, timeout, note),
    keys: createWbiKeys(clock),
    readPicture: createPictureReader({ dispatcher, root: options.root }),
    get state() {
      const { queues, everyoneUntil } = pace.activeCooldowns();
      const budgetLeft = pace.budgetLeft();
      return { name, resting: queues, restUntil: everyoneUntil, budgetLeft, trouble };
    },
  };
}
