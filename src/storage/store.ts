import { stat } from 'node:fs/promises';
import { accessLists } from './admin-records.ts';
import { digests, groupChoices, undos } from './button-state-records.ts';
import { chats } from './chat-and-login-records.ts';
import { conversations } from './conversation-records.ts';
import { jobs, proposals } from './job-records.ts';
import type { Database } from './kv.ts';
import { cooldowns, loginCounts, quotas } from './limit-records.ts';
import { openSqlite } from './open-sqlite.ts';
import { panels } from './panel-records.ts';
import { notes, personChecks } from './person-records.ts';
import { joinCodes } from './private-chat-join-code-records.ts';
import type { Hold } from './process-hold.ts';
import { openidNumbers, openids, qqMenus, qqMessageNames, qqMessages, qqUnsent } from './qq-records.ts';
import type { RecordKind } from './record-codec.ts';
import { type Audited, createRepository, type Repository, type Upkeep } from './record-repository.ts';
import { type Resealed, reseal } from './reseal.ts';
import { createSealer, type Sealer, type SealKey } from './seal.ts';
import { StoreError } from './store-errors.ts';
import { parseStoreUrl } from './store-url.ts';
import { watches } from './watch-records.ts';

/** The kinds of records, by the names of their collections in the program. */
const recordKinds = {
  /** By chat id in decimal. */
  chats,
  /** By `chat:user`. */
  conversations,
  /** By `chat:message`. */
  panels,
  /** By `chat:message`. */
  groupChoices,
  /** By `chat:message`. */
  proposals,
  /** By `chat:number`. */
  digests,
  /** By `chat:message`. */
  undos,
  /** Under the key 'admins'. */
  access: accessLists,
  /** By the number of the job in decimal. */
  jobs,
  /** By mid in decimal. */
  quotas,
  /** By the hash of the code. */
  joinCodes,
  /** By the user's id in decimal. */
  loginCounts,
  /** By the mid watched, in decimal. */
  watches,
  /** By mid in decimal; `guest`, and `address` for everybody. */
  cooldowns,
  /** By `chat:mid`. */
  notes,
  /** By `account:mid`. */
  personChecks,
  /** By `chat:message`. */
  qqMessages,
  /** By `chat:message`. */
  qqUnsent,
  /** By `chat:name`, the name as QQ has it. */
  qqMessageNames,
  /** By `chat:user`. */
  qqMenus,
  /** By the number in decimal. */
  openids,
  /** By the openid. */
  openidNumbers,
};

type Repositories = {
  readonly [Name in keyof typeof recordKinds]: (typeof recordKinds)[Name] extends RecordKind<infer T>
    ? Repository<T>
    : never;
};

/** All stored records. */
export interface Store extends Repositories {
  /** Decodes every record of every collection, for a check. */
  audit(): AsyncGenerator<Audited, void>;
  /**
   * Reseals every record of an older key; lets other work run in between.
   * @throws SealError at the first record that no key opens, so that it is noticed at the start
   */
  reseal(signal?: AbortSignal): Promise<Resealed>;
  /** Removes all expired records; lets other work run in between. Returns how many. */
  sweep(signal?: AbortSignal): Promise<number>;
  /**
   * Makes a test write, to check that the store is there and writable.
   * @throws StoreError when it is not
   */
  probe(): Promise<void>;
  /** Closes the store. Stop its users first: later requests throw StoreError 'closed'. Safe to repeat. */
  close(): Promise<void>;
}

/** Which store to open and how: a SQLite file by its `path`, or any store by its `url`. */
export type StoreOptions = ({ path: string; url?: never } | { url: string; path?: never }) & {
  /** Keys for sealed fields, from `findOrMakeKeys`: the first seals, all open. */
  keys: readonly SealKey[];
  /**
   * Reads only and creates nothing; writes throw StoreError 'readonly'. A bot may use the store meanwhile.
   */
  readOnly?: boolean;
  /** Only SQLite: how long to wait for another process's lock, in ms. Default 5000. */
  busyTimeout?: number;
  /** Only SQLite: largest size of the file, in pages of 4 KiB. */
  maxPages?: number;
  /** Only Postgres: this process's hold; once it is lost, nothing is written any more. */
  hold?: Pick<Hold, 'assertHeld' | 'lost'>;
  /** Clock for lifetimes, ms since 1970. Default: the system clock. */
  now?: () => number;
};

/**
 * Opens the store; creates it when there is none.
 * @example
 * const store = await openStore({ url: 'sqlite://data/guanxi.sqlite', keys: [{ id: 'a', key: randomBytes(32)
 * }] });
 * await store.chats.update('1001', () => ({ sessions: [], language: 'zh' }));
 * await store.close();
 * @throws StoreError when it is damaged, unreachable, or of another version
 */
export async function openStore({ keys, now = Date.now, ...where }: StoreOptions): Promise<Store> {
  const sealer = createSealer(keys);
  const database = await openDatabase(where, sealer);
  try {
    return await assemble(database, (kind) =>
      database.collection(kind.name).then((kv) => createRepository(kind, kv, sealer, now)),
    );
  } catch (error) {
    await database.close();
    throw error;
  }
}

/**
 * Opens the database of a store, on the engine that its URL names.
 * @param sealer verifies on Postgres that the keys belong to this store
 */
async function openDatabase(
  { path, url, readOnly, hold, busyTimeout = 5000, maxPages }: Omit<StoreOptions, 'keys' | 'now'>,
  sealer: Sealer,
): Promise<Database> {
  const address = path === undefined ? parseStoreUrl(url ?? '') : { engine: 'sqlite' as const, path };
  if (address === undefined) throw new StoreError('unreadable', 'STORE_URL is no address of a store.');
  if (address.engine === 'sqlite') return openSqlite({ path: address.path, busyTimeout, maxPages, readOnly });
  // Imported here, since users of SQLite do not need it in memory.
  const { openPostgres } = await import('./postgres.ts');
  return openPostgres(address, { sealer, readOnly: readOnly ?? false, hold });
}

async function assemble(
  database: Database,
  open: (kind: RecordKind<object>) => Promise<Repository<object> & Upkeep>,
): Promise<Store> {
  const repositories: Record<string, Repository<object> & Upkeep> = {};
  for (const [name, kind] of Object.entries(recordKinds))
    repositories[name] = await open(kind as unknown as RecordKind<object>);
  const all: readonly Upkeep[] = Object.values(repositories);
  return {
    ...(repositories as unknown as Repositories),
    async *audit() {
      for (const repository of all) yield* repository.audit();
    },
    async reseal(signal) {
      return reseal(all, signal);
    },
    async sweep(signal) {
      let swept = 0;
      for (const repository of all) swept += await repository.sweep(signal);
      return swept;
    },
    probe: database.probe,
    close: database.close,
  };
}

/**
 * Whether a store exists.
 * @param where STORE_URL, or the path of a SQLite file
 * @throws StoreError when that cannot be determined
 */
export async function storeExists(where: string): Promise<boolean> {
  const address = parseStoreUrl(where) ?? { engine: 'sqlite', path: where };
  if (address.engine === 'postgres') {
    const { postgresStoreExists } = await import('./postgres.ts');
    return postgresStoreExists(address);
  }
  return (
    address.path !== ':memory:' &&
    (await stat(address.path).then(
      (file) => file.isFile(),
      () => false,
    ))
  );
}
