import type { Clock } from '../clock.ts';
import type { EgressAddress } from '../config.ts';
import { createDispatcher } from './dispatcher.ts';
import { createPictureReader, type ReadPicture } from './download-picture.ts';
import type { EgressTrouble } from './egress-trouble.ts';
import { type CooldownRecords, createPace, type Pace } from './pace.ts';
import { createRendezvousHash } from './rendezvous-hash.ts';
import type { Kind } from './request-queue.ts';
import type { Budget, BudgetPortion } from './token-bucket.ts';
import { createTransport, type Transport } from './transport.ts';
import { createWbiKeys, type WbiKeys } from './wbi-keys.ts';

/** What the only egress address is called when the system chooses it. */
const unnamed = 'default';

/** An egress address, with everything that the site counts by address: connections, budget, cooldowns, keys. */
export interface Egress {
  /** Without user and password. */
  readonly name: string;
  readonly transport: Transport;
  readonly pace: Pace;
  /** Of its own, so that a proxy that is away keeps nobody else from signing. */
  readonly keys: WbiKeys;
  readonly readPicture: ReadPicture;
  readonly state: EgressState;
}

/** How an egress address is doing. */
export interface EgressState {
  /** Without user and password; `default` for the one that the system chooses. */
  name: string;
  /** How many request queues rest by themselves after a risk answer. */
  resting: number;
  /** Until when nobody may ask by it after a risk answer, ms since 1970; undefined when they may. */
  restUntil: number | undefined;
  /** How much of what polls may take of its budget is left, from 0 to 1; undefined when there is no limit. */
  budgetLeft: number | undefined;
  /**
   * Why nothing comes back, since when (ms since 1970), and how long that was until the last request that found it so (ms);
   * undefined when the last request was answered.
   */
  trouble: { why: EgressTrouble; since: number; lasted: number } | undefined;
}

/** The egress addresses, and who goes by which. */
export interface Egresses {
  /** The way of a key, such as a mid: the same in every process with the same list. */
  of(key: string): Egress;
  readonly all: readonly Egress[];
}

export interface EgressOptions {
  /** One at least, or undefined for the one that the system chooses. */
  addresses?: readonly EgressAddress[] | undefined;
  clock: Clock;
  /** Ms that a request may take. */
  timeout: number;
  /** Ms between two requests of one queue. */
  spacing: Record<Kind, number>;
  /** What may be asked by each. */
  budget?: Budget | undefined;
  /** How much of that is this process's; all when left out. */
  portion?: BudgetPortion | undefined;
  records?: CooldownRecords | undefined;
  /** The address of the site, where it is another than its own. */
  root?: string | undefined;
  /** Told when nothing comes back any more by one, each time for another reason, and when something does again (undefined). */
  onTrouble?: ((name: string, trouble: EgressTrouble | undefined) => void) | undefined;
}

/** Makes the egress addresses; nothing is connected yet. */
export function createEgresses(options: EgressOptions): Egresses {
  const addresses: readonly (EgressAddress | undefined)[] = options.addresses ?? [undefined];
  const all = addresses.map((address) => createEgress(address, options));
  const indexOf = createRendezvousHash(addresses.map((address) => address?.id ?? unnamed));
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
  const name = address?.name ?? unnamed;
  const dispatcher = createDispatcher(address?.way, timeout);
  const pace = createPace({ clock, spacing, budget, portion, records, id: address?.id });
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
      const { queues, everyoneUntil } = pace.resting();
      const budgetLeft = pace.budgetLeft();
      return { name, resting: queues, restUntil: everyoneUntil, budgetLeft, trouble };
    },
  };
}
