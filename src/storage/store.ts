import { type AccessRecord, accessLists } from './admin-records.ts';
import { type DigestRecord, digests } from './alerted-fans-records.ts';
import { type UndoRecord, undos } from './card-undo-records.ts';
import { type ChatRecord, chats } from './chat-and-login-records.ts';
import { type ConversationRecord, conversations } from './conversation-records.ts';
import { type CooldownRecord, cooldowns } from './cooldown-records.ts';
import { type PersonCheckRecord, personChecks } from './dormancy-check-records.ts';
import { type JobRecord, jobs } from './job-records.ts';
import type { Database } from './kv.ts';
import { type LoginCountRecord, loginCounts } from './login-attempt-records.ts';
import { type NoteRecord, notes } from './note-records.ts';
import { openDatabase } from './open-database.ts';
import { type PanelRecord, panels } from './panel-records.ts';
import { type JoinCodeRecord, joinCodes } from './private-chat-join-code-records.ts';
import type { Hold } from './process-hold.ts';
import { type ProposalRecord, proposals } from './proposal-records.ts';
import { type QQMenuRecord, qqMenus } from './qq-menu-records.ts';
import {
  type QQMessageNameRecord,
  type QQMessageRecord,
  type QQUnsentRecord,
  qqMessageNames,
  qqMessages,
  qqUnsent,
} from './qq-message-records.ts';
import { type OpenidNumberRecord, type OpenidRecord, openidNumbers, openids } from './qq-openid-records.ts';
import { type QuotaRecord, quotas } from './quota-records.ts';
import type { RecordKind } from './record-codec.ts';
import { type Audited, createRepository, type Repository, type Upkeep } from './record-repository.ts';
import { type Resealed, reseal } from './reseal.ts';
import { createSealer, type SealKey } from './seal.ts';
import { type GroupChoiceRecord, groupChoices } from './ticked-group-records.ts';
import { type WatchRecord, watches } from './watch-records.ts';

/** All stored records. */
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
  readonly undos: Repository<UndoRecord>;
  /** Under the key 'admins'. */
  readonly access: Repository<AccessRecord>;
  /** By the number of the job in decimal. */
  readonly jobs: Repository<JobRecord>;
  /** By mid in decimal. */
  readonly quotas: Repository<QuotaRecord>;
  /** By the hash of the code. */
  readonly joinCodes: Repository<JoinCodeRecord>;
  /** By the user's id in decimal. */
  readonly loginCounts: Repository<LoginCountRecord>;
  /** By the mid watched, in decimal. */
  readonly watches: Repository<WatchRecord>;
  /** By mid in decimal; `guest`, and `address` for everybody. */
  readonly cooldowns: Repository<CooldownRecord>;
  /** By `chat:mid`. */
  readonly notes: Repository<NoteRecord>;
  /** By `account:mid`. */
  readonly personChecks: Repository<PersonCheckRecord>;
  /** By `chat:message`. */
  readonly qqMessages: Repository<QQMessageRecord>;
  /** By `chat:message`. */
  readonly qqUnsent: Repository<QQUnsentRecord>;
  /** By `chat:name`, the name as QQ has it. */
  readonly qqMessageNames: Repository<QQMessageNameRecord>;
  /** By `chat:user`. */
  readonly qqMenus: Repository<QQMenuRecord>;
  /** By the number in decimal. */
  readonly openids: Repository<OpenidRecord>;
  /** By the openid. */
  readonly openidNumbers: Repository<OpenidNumberRecord>;
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
    return await assemble(database, <T extends object>(kind: RecordKind<T>) =>
      database.collection(kind.name).then((kv) => createRepository(kind, kv, sealer, now)),
    );
  } catch (error) {
    await database.close();
    throw error;
  }
}

async function assemble(
  database: Database,
  open: <T extends object>(kind: RecordKind<T>) => Promise<Repository<T> & Upkeep>,
): Promise<Store> {
  const repositories = {
    chats: await open(chats),
    conversations: await open(conversations),
    panels: await open(panels),
    groupChoices: await open(groupChoices),
    proposals: await open(proposals),
    digests: await open(digests),
    undos: await open(undos),
    access: await open(accessLists),
    jobs: await open(jobs),
    quotas: await open(quotas),
    joinCodes: await open(joinCodes),
    loginCounts: await open(loginCounts),
    watches: await open(watches),
    cooldowns: await open(cooldowns),
    notes: await open(notes),
    personChecks: await open(personChecks),
    qqMessages: await open(qqMessages),
    qqUnsent: await open(qqUnsent),
    qqMessageNames: await open(qqMessageNames),
    qqMenus: await open(qqMenus),
    openids: await open(openids),
    openidNumbers: await open(openidNumbers),
  };
  const all: readonly Upkeep[] = Object.values(repositories);
  return {
    ...repositories,
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
