/** How many processes use a store now, this one included. */
export interface ProcessCounts {
  /** The leader, and processes ready to take over. */
  bots: number;
  watchers: number;
}

/** A record changed or removed by another process. */
export interface RecordChange {
  collection: string;
  key: string;
}

/**
 * A process's hold on a store: the permission to use it, and the division of work with other processes. It
 * lasts as long as the process, or until it is lost: then the process must end, since another may already do
 * its work.
 * On SQLite there is one process, which leads and has the only shard. On Postgres the hold is a connection of
 * its own, whose locks the server frees after six seconds without contact.
 */
export interface Hold {
  /**
   * Resolves when this process has become the only leader, which may talk to chat platforms and run jobs.
   * Waits while another leads, however long.
   * @throws the signal's reason; StoreError 'lost'
   */
  lead(signal?: AbortSignal): Promise<void>;
  /** Registers this process as a watcher until it ends. */
  joinWatchers(): Promise<void>;
  countProcesses(): Promise<ProcessCounts>;
  /**
   * Calls `listener` with the number of watchers: soon, and whenever it may have changed. While there are
   * none, the leader also watches.
   */
  onWatchers(listener: (watchers: number) => void): void;
  /** Into how many shards the accounts are divided among processes. */
  readonly shards: number;
  /** Takes free shards until this process has `most`; returns all its shards in order. */
  takeShards(most: number): Promise<readonly number[]>;
  /** Releases shards. Stop watching their accounts first. */
  giveBackShards(shards: readonly number[]): Promise<void>;
  /**
   * Checks with the server that the hold is not lost. Await it right before any action: messages, edits,
   * answers to buttons, writes on the site. A process that was suspended notices the loss here.
   * @throws StoreError 'lost'
   */
  confirm(): Promise<void>;
  /**
   * The same by local knowledge, without a request. Call it before any write to the store.
   * @throws StoreError 'lost'
   */
  assertHeld(): void;
  /** Runs work while no other process runs work of this name; within a process in the order of calls. */
  exclusively<T>(name: string, work: () => Promise<T>): Promise<T>;
  /** Aborts when the hold is lost; the reason is a StoreError for the operator. */
  readonly lost: AbortSignal;
  /**
   * Calls `listener` for every change by another process. None is missed: a hold whose connection cannot
   * receive notifications counts as lost.
   */
  onChange(listener: (change: RecordChange) => void): void;
  /** Releases the hold. Safe to repeat. */
  release(): Promise<void>;
}

/** How to hold a store. */
export interface HoldOptions {
  /**
   * `alone`: excludes all other processes, as for a move; `shared`: for bots. SQLite supports only `alone`.
   */
  use: 'alone' | 'shared';
  /** How long to wait for another process that is ending, ms. */
  patience?: number;
  /** Accept a moved store, to move it back. */
  evenMoved?: boolean;
}
