/** How many processes work on a store just now, this one included. */
export interface ProcessCounts {
  /** Those that lead or stand by. */
  bots: number;
  watchers: number;
}

/** A record that another process has written or removed. */
export interface RecordChange {
  collection: string;
  key: string;
}

/**
 * What makes a process one that may work on a store, and how it shares the work with others on the same one. It lasts as
 * long as the process, or until it is lost: then the process must end, for another may do its work already.
 *
 * On SQLite there is one process, which leads and has the only shard. On Postgres it is a connection of its own, whose
 * locks the server frees when it hears nothing of it for six seconds.
 */
export interface Hold {
  /**
   * Resolves when this process leads, the only one that does: then it may talk to chat platforms and run jobs. Waits
   * while another leads, for as long as that takes.
   * @throws the signal's reason; StoreError 'lost'
   */
  lead(signal?: AbortSignal): Promise<void>;
  /** Makes this process a watcher until it ends. */
  joinWatchers(): Promise<void>;
  countProcesses(): Promise<ProcessCounts>;
  /**
   * Calls `listener` with how many processes are watchers: soon, and whenever it may have changed. While there is none,
   * who leads watches too.
   */
  onWatchers(listener: (watchers: number) => void): void;
  /** In how many parts the accounts are divided among watchers; see {@link shardOf}. */
  readonly shards: number;
  /** Takes shards that nobody has, until this process has `most`; returns all it has, in order. */
  takeShards(most: number): Promise<readonly number[]>;
  /** Lets others have these. Stop watching their accounts first. */
  giveBackShards(shards: readonly number[]): Promise<void>;
  /**
   * Asks the server whether the hold is still there. To be awaited right before whatever acts: messages, edits, answers
   * to buttons, writes at the site. A process that was frozen finds out here.
   * @throws StoreError 'lost'
   */
  confirm(): Promise<void>;
  /**
   * The same as far as is known here, without asking: at once and for nothing. To be called before whatever is written to
   * the store.
   * @throws StoreError 'lost'
   */
  assertHeld(): void;
  /** Runs work while no other process runs any of this name; within a process, in the order of the calls. */
  exclusively<T>(name: string, work: () => Promise<T>): Promise<T>;
  /** Aborts when the hold is lost; its reason is a StoreError with the words for the operator. */
  readonly lost: AbortSignal;
  /** Calls `listener` for every change another process makes. None is missed: a hold that cannot hear is lost. */
  onChange(listener: (change: RecordChange) => void): void;
  /** Lets the next process have it. Safe to repeat. */
  release(): Promise<void>;
}

/** How the store is to be held. */
export interface HoldOptions {
  /** `alone`: nobody else works on it, as a move needs it; `shared`: what a bot wants. SQLite knows only `alone`. */
  use: 'alone' | 'shared';
  /** How long another process that ends may take to let go, ms. */
  patience?: number;
  /** Also a store that was moved away: for whoever moves it back. */
  evenMoved?: boolean;
}

/** The shard an account belongs to, of so many; the same in every process. */
export function shardOf(mid: number, shards: number): number {
  // Neighbouring mids, as they are given out in one week, go to different shards.
  const mixed = (BigInt(mid) * 0x9e37_79b9_7f4a_7c15n) & 0xffff_ffff_ffff_ffffn;
  return Number((mixed >> 32n) % BigInt(shards));
}
