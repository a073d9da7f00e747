import type { Bilibili, Credential, Session } from '../api/index.ts';
import type { ChatRecord, Repository } from '../storage/index.ts';
import { type KeptChat, ownerOf, type PrivateChats, readPrivateChats } from './chats-of-one-person.ts';
import { ChatRecordCredentialStore } from './credential-in-chat-record.ts';
import { createIdleCache } from './idle-cache.ts';

/** A Bilibili account that a chat is logged in to, with a session to use it. */
export interface Account {
  /** The private chat whose record holds the login, and whose alerts it serves. */
  chat: number;
  mid: number;
  name: string;
  face: string;
  /** When the login was made, ms since 1970. */
  madeAt: number;
  /** Calls as this account. Its credential is renewed and saved automatically. */
  session: Session;
}

/** The account behind a login, as Bilibili identifies it. */
export interface Identity {
  mid: number;
  name: string;
  face: string;
}

/**
 * The Bilibili logins of all chats. A private chat uses its own logins and those of the chats joined to it; a
 * linked group uses those of its owner's private chat. Logins are added and removed in private chats only.
 * When two joined chats are logged in to the same account, the login of the chat that comes first is used.
 */
export interface Accounts {
  /** The accounts in chat records that the caller has already read. Reads nothing. */
  inRecords(chats: readonly KeptChat[]): { active: Account | undefined; all: Account[] };
  /** The account the chat acts as; `undefined` when it is not logged in. */
  active(chat: number): Promise<Account | undefined>;
  /** All accounts of the chat, in the order they were added, whichever is active. */
  list(chat: number): Promise<Account[]>;
  /**
   * Saves a login and makes it active. Replaces an earlier login of the same mid in the chat that holds it.
   */
  add(chat: number, identity: Identity, credential: Credential): Promise<Account>;
  /** Makes `mid` the active account; `undefined` when the chat is not logged in to it. */
  setActive(chat: number, mid: number): Promise<Account | undefined>;
  /**
   * The session of `mid` in a chat, whether or not it is the active account; `undefined` when it is not
   * logged in.
   */
  sessionOf(chat: number, mid: number): Promise<Session | undefined>;
  /** Drops the cached sessions of a chat, because another process may have changed its logins. */
  dropSessions(chat: number): void;
  /** Deletes every login of `mid`. Returns the account that is active now. */
  remove(chat: number, mid: number): Promise<Account | undefined>;
  /** Deletes the login of `mid` from this chat's record only. */
  removeFrom(chat: number, mid: number): Promise<void>;
}

/** The key of a session in the cache. Joined, because a template would keep its parts in memory beside it. */
const keyOf = (chat: number, mid: number) => [chat, mid].join(':');

type StoredSession = ChatRecord['sessions'][number];

/** Builds the accounts on the chat records, with one session per chat and mid. */
export function createAccounts(deps: {
  bilibili: Pick<Bilibili, 'session'>;
  chats: Repository<ChatRecord>;
  now: () => number;
  /**
   * How long, in ms, a session stays open after its last use; it is reopened from the record later. Must be
   * longer than the time between two polls, or what the session remembers between them is lost.
   */
  idle: number;
}): Accounts {
  const { bilibili, chats, now, idle } = deps;
  const open = createIdleCache<Session>({ idle, now });
  /** Logins that were removed. A record read before the removal must not reopen them. */
  const ended = new Set<string>();

  function account(chat: number, stored: StoredSession): Account {
    const key = keyOf(chat, stored.mid);
    let session = open.get(key);
    if (session === undefined) {
      const { mid, credential, madeAt } = stored;
      session = bilibili.session({
        mid,
        credential,
        store: new ChatRecordCredentialStore(chats, { chat, mid, madeAt }),
      });
      if (!ended.has(key)) open.set(key, session);
    }
    return { chat, mid: stored.mid, name: stored.name, face: stored.face, madeAt: stored.madeAt, session };
  }

  /** The private chats whose logins a chat uses. A private chat has the same id as its user. */
  async function privateChatsFor(chat: number): Promise<PrivateChats> {
    const record = await chats.get(String(chat));
    const owner = ownerOf({ chat, record });
    return readPrivateChats(chats, owner, owner === chat ? record : undefined);
  }

  function inRecords(kept: readonly KeptChat[]): ReturnType<Accounts['inRecords']> {
    const byMid = new Map<number, Account>();
    for (const { chat, record } of kept) {
      for (const stored of record?.sessions ?? [])
        if (!byMid.has(stored.mid)) byMid.set(stored.mid, account(chat, stored));
    }
    const all = [...byMid.values()];
    const actives = kept.flatMap(({ record }) => byMid.get(record?.active ?? 0) ?? []);
    return { all, active: actives[0] ?? all.at(-1) };
  }

  async function removeFrom(chat: number, mid: number): Promise<void> {
    await chats.update(String(chat), (current) => {
      if (current === undefined) return undefined;
      const sessions = current.sessions.filter((one) => one.mid !== mid);
      const { active, lastGroups, ...rest } = current;
      const { [mid]: _, ...others } = lastGroups ?? {};
      const next = active === mid ? sessions.at(-1)?.mid : active;
      return {
        ...rest,
        sessions,
        ...(next !== undefined && { active: next }),
        ...(lastGroups && { lastGroups: others }),
      };
    });
    open.delete(keyOf(chat, mid));
    ended.add(keyOf(chat, mid));
  }

  return {
    inRecords,
    active: async (chat) => inRecords(await privateChatsFor(chat)).active,
    list: async (chat) => inRecords(await privateChatsFor(chat)).all,

    async add(requested, { mid, name, face }, credential) {
      const stored: StoredSession = { mid, name, face, credential, madeAt: now() };
      const kept = await readPrivateChats(chats, requested);
      const { chat } = kept.find(({ record }) => record?.sessions.some((one) => one.mid === mid)) ?? {
        chat: requested,
      };
      await chats.update(String(chat), (record) => ({
        ...record,
        sessions: [...(record?.sessions.filter((one) => one.mid !== mid) ?? []), stored],
        active: mid,
      }));
      open.delete(keyOf(chat, mid));
      ended.delete(keyOf(chat, mid));
      const [home] = kept;
      if (home.chat !== chat)
        await chats.update(String(home.chat), (record) => record && { ...record, active: mid });
      return account(chat, stored);
    },

    async setActive(chat, mid) {
      const kept = await readPrivateChats(chats, chat);
      const wanted = inRecords(kept).all.find((one) => one.mid === mid);
      if (wanted === undefined) return undefined;
      const [home] = kept;
      const record = await chats.update(
        String(home.chat),
        (current) => current && { ...current, active: mid },
      );
      return inRecords([{ chat: home.chat, record }, ...kept.slice(1)]).all.find((one) => one.mid === mid);
    },

    async sessionOf(requested, mid) {
      // Asked at every poll of every account: for an open session no record is read and decrypted.
      const known = open.get(keyOf(requested, mid));
      if (known !== undefined) return known;
      return inRecords(await privateChatsFor(requested)).all.find((one) => one.mid === mid)?.session;
    },

    dropSessions(chat) {
      for (const key of open.keys()) if (key.startsWith(`${chat}:`)) open.delete(key);
    },

    async remove(chat, mid) {
      const kept = await readPrivateChats(chats, chat);
      // The home chat last: as long as it has the login, the login of another chat is not used instead.
      for (const one of kept.toReversed())
        if (one.record?.sessions.some((session) => session.mid === mid)) await removeFrom(one.chat, mid);
      return inRecords(await readPrivateChats(chats, chat)).active;
    },

    removeFrom,
  };
}
