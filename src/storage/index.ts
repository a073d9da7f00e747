import { chmod, open, stat } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import {
  type AccessRecord,
  accessLists,
  type ChatRecord,
  type ConversationRecord,
  chats,
  conversations,
} from './chat-records.ts';
import { type CooldownRecord, cooldowns } from './cooldown-records.ts';
import { type DigestRecord, digests } from './digest-records.ts';
import { codeOf, StoreError } from './errors.ts';
import { makeFolder } from './folders.ts';
import { type GroupChoiceRecord, groupChoices } from './group-choice-records.ts';
import { type JobRecord, jobs, type QuotaRecord, quotas } from './job-records.ts';
import { type Kv, openKv } from './kv.ts';
import { type LoginCountRecord, loginCounts } from './login-count-records.ts';
import { type PanelRecord, panels } from './panel-records.ts';
import { type ProposalRecord, proposals } from './proposal-records.ts';
import type { RecordKind } from './record-codec.ts';
import { type AuditableRepository, type Audited, createRepository, type Repository } from './repository.ts';
import { type Resealed, reseal } from './reseal.ts';
import { createSealer, type SealKey } from './seal.ts';
import { check, connect, type SqliteOptions } from './sqlite.ts';
import { deeds, type UndoRecord } from './undo-records.ts';
import { type WatchRecord, watches } from './watch-records.ts';

export { backUp, storeExists } from './backup.ts';
export type {
  AccessRecord,
  ChatRecord,
  ConversationRecord,
  LinkedGroup,
  SavedSession,
} from './chat-records.ts';
export type { CooldownRecord } from './cooldown-records.ts';
export type { DigestRecord } from './digest-records.ts';
export { SealError, StoreError, type StoreProblem } from './errors.ts';
export type { GroupChoiceRecord } from './group-choice-records.ts';
export type { JobRecord, QuotaRecord } from './job-records.ts';
export { createKeyedMutex, type KeyedMutex } from './keyed-mutex.ts';
export { findKeys, type Keys } from './keys.ts';
export type { LoginCountRecord } from './login-count-records.ts';
export type { PanelRecord } from './panel-records.ts';
export type { ProposalRecord } from './proposal-records.ts';
export type { Audited, Change, Repository } from './repository.ts';
export type { Resealed } from './reseal.ts';
export type { SealKey } from './seal.ts';
export { lockStore, type StoreLock } from './store-lock.ts';
export type { UndoRecord } from './undo-records.ts';
export type { WatchRecord } from './watch-records.ts';

/** Everything the program remembers. */
export interface Store {
  /** By chat id in decimal. */
  readonly chats: Repository<ChatRecord>;
  /** By `chat:user`. */
  readonly conversations: Repository<ConversationRecord>;
  /** By `chat:message`. */
  readonly panels: Repository<PanelRecord>;
  /** By `chat:message`. */
  readonly groupChoices: Repository<GroupChoiceRecord>;
  /** By `chat:message`. */
  readonly proposals: Repository<ProposalRecord>;
  /** By `chat:number`. */
  readonly digests: Repository<DigestRecord>;
  /** By `chat:message`. */
  readonly deeds: Repository<UndoRecord>;
  /** Under the key 'admins'. */
  readonly access: Repository<AccessRecord>;
  /** By the number of the job in decimal. */
  readonly jobs: Repository<JobRecord>;
  /** By mid in decimal. */
  readonly quotas: Repository<QuotaRecord>;
  /** By Telegram user id in decimal. */
  readonly loginCounts: Repository<LoginCountRecord>;
  /** By mid in decimal; `guest`, and `address` for everybody. */
  readonly cooldowns: Repository<CooldownRecord>;
  /** By the mid watched, in decimal. */
  readonly watches: Repository<WatchRecord>;
  /** Opens every record of every collection, for a check. */
  audit(): AsyncGenerator<Audited, void>;
  /**
   * Renews every record that an older key sealed.
   * @throws SealError at the first that no key opens: better at the start than to whom first needs it.
   */
  reseal(): Promise<Resealed>;
  /**
   * Writes something of no meaning, to see whether the store still takes what it is given.
   * @throws StoreError when it does not
   */
  probe(): Promise<void>;
  /** Gives the file back. Stop the writers first: what they ask for later throws StoreError 'closed'. Safe to repeat. */
  close(): Promise<void>;
}

/** Which store to open, and how. */
export interface StoreOptions {
  /** The database file, made with its folder when missing; or ':memory:'. */
  path: string;
  /** Keys for what is secret, from {@link findKeys}: the first seals, all open. */
  keys: readonly SealKey[];
  /**
   * Only reads; whatever would write throws StoreError 'readonly'. For a look at a store that a bot may be running on:
   * it takes no lock that a writer would wait for. The file must be there.
   */
  readOnly?: boolean;
  /** How long to wait for another process's lock, in milliseconds. Default 5000. */
  busyTimeout?: number;
  /** The most pages of 4 KiB the file may have. */
  maxPages?: number;
}

/**
 * Opens the store and reads through it once.
 * @throws StoreError when the file is damaged, unreadable, or held by another process.
 */
export async function openStore({ path, keys, ...rest }: StoreOptions): Promise<Store> {
  const { busyTimeout = 5000, maxPages, readOnly = false } = rest;
  const sealer = createSealer(keys);
  const options = { path: path === ':memory:' ? path : resolve(path), busyTimeout, maxPages, readOnly };
  if (options.path !== ':memory:') {
    if (!readOnly) await make(options.path);
    await tryOut(options);
  }

  const opened: Kv[] = [];
  const shelves: AuditableRepository<never>[] = [];
  const collection = async <T extends object>(kind: RecordKind<T>): Promise<Repository<T>> => {
    const kv = await openKv({ namespace: kind.name, ...options });
    opened.push(kv);
    const shelf = createRepository(kind, kv, sealer);
    shelves.push(shelf as AuditableRepository<never>);
    return shelf;
  };
  const close = async () => {
    for (const kv of opened) await kv.close();
  };

  try {
    const health = await openKv({ namespace: 'health', ...options });
    opened.push(health);
    return {
      probe: () => health.set('probe', { probedAt: Date.now() }),
      chats: await collection(chats),
      conversations: await collection(conversations),
      panels: await collection(panels),
      groupChoices: await collection(groupChoices),
      proposals: await collection(proposals),
      digests: await collection(digests),
      deeds: await collection(deeds),
      access: await collection(accessLists),
      jobs: await collection(jobs),
      quotas: await collection(quotas),
      loginCounts: await collection(loginCounts),
      cooldowns: await collection(cooldowns),
      watches: await collection(watches),
      async *audit() {
        for (const shelf of shelves) yield* shelf.audit();
      },
      reseal: () => reseal(shelves),
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}

/** Makes the file, for this user alone. */
async function make(path: string): Promise<void> {
  try {
    await makeFolder(dirname(path));
    await (await open(path, 'a', 0o600)).close();
    if (((await stat(path)).mode & 0o077) !== 0) await chmod(path, 0o600);
  } catch (error) {
    throw new StoreError(
      'unreadable',
      `Cannot open the store ${path}: the file cannot be made or written (${codeOf(error)}).`,
    );
  }
}

/** Makes sure that the file can be read and, unless that is all, written. */
async function tryOut(options: SqliteOptions): Promise<void> {
  const { path } = options;
  try {
    const database = await connect(options);
    try {
      check(database, options);
    } finally {
      database.close();
    }
  } catch (error) {
    if (!(error instanceof StoreError)) throw error;
    throw new StoreError(error.problem, `Cannot open the store ${path}: ${error.message}.`);
  }
}
