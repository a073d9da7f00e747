import type { Bilibili, Credential, Session } from '../api/index.ts';
import type { ChatRecord, Repository } from '../storage/index.ts';
import { type KeptChat, ownerOf, type PrivateChats, readPrivateChats } from './chats-of-one-person.ts';
import { LoginInChatRecord } from './login-in-chat-record.ts';
import { createSessionCache } from './session-cache.ts';

/** A Bilibili login as one chat holds it, ready to be used. */
export interface Account {
  /** The private chat that it is kept with, and its alerts too. */
  chat: number;
  mid: number;
  name: string;
  face: string;
  /** When the login was made here; milliseconds since 1970. */
  madeAt: number;
  /** Calls as this account; its credential renews itself and is kept. */
  session: Session;
}

/** Who an account is, as the site said when it logged in. */
export interface Identity {
  mid: number;
  name: string;
  face: string;
}

/**
 * The Bilibili logins of all chats. A chat sees its own and those of chats joined to it, a group that is linked to a user
 * those of the user's private chat. Logins are made and ended in private chats. Where two joined chats are logged in to one
 * account, the login of the first counts.
 */
export interface Accounts {
  /** The accounts in records that are at hand: nothing is read. */
  inRecords(chats: readonly KeptChat[]): { active: Account | undefined; all: Account[] };
  /** The account the chat acts as; `undefined` when it is not logged in. */
  active(chat: number): Promise<Account | undefined>;
  /** All accounts of the chat in the order they were added; the active one is first in no way. */
  list(chat: number): Promise<Account[]>;
  /** Keeps a login and makes it the active one; an earlier login of the same mid is replaced where it is kept. */
  add(chat: number, identity: Identity, credential: Credential): Promise<Account>;
  /** Makes `mid` the active account; `undefined` when the chat has no such account. */
  use(chat: number, mid: number): Promise<Account | undefined>;
  /** The session of `mid` in a chat, whichever account acts there; `undefined` when it is not logged in. */
  sessionOf(chat: number, mid: number): Promise<Session | undefined>;
  /** Another process may have changed a chat's logins: they are read again when they are needed next. */
  reread(chat: number): void;
  /** Deletes every login of `mid`; the newest one left becomes active and is returned. */
  remove(chat: number, mid: number): Promise<Account | undefined>;
  /** Deletes the login of `mid` in this chat's own record alone. */
  removeFrom(chat: number, mid: number): Promise<void>;
}

type StoredSession = ChatRecord['sessions'][number];

/** Builds the accounts on the chats' records; one session a chat and mid, for as long as it is asked for or held. */
export function createAccounts(deps: {
  bilibili: Pick<Bilibili, 'session'>;
  chats: Repository<ChatRecord>;
  now: () => number;
  /**
   * For how long nobody must have asked for a session before it may be given up, to be opened again from the record, ms.
   * Longer than between two polls, or what they have learned of it is forgotten.
   */
  idle: number;
}): Accounts {
  const { bilibili, chats, now, idle } = deps;
  const open = createSessionCache<Session>({ idle, now });
  /** Logins that have ended: a record read before the end must not open them for those who ask after it. */
  const ended = new Set<string>();

  function account(chat: number, stored: StoredSession): Account {
    const key = `${chat}:${stored.mid}`;
    let session = open.get(key);
    if (session === undefined) {
      const { mid, credential, madeAt } = stored;
      session = bilibili.session({
        mid,
        credential,
        store: new LoginInChatRecord(chats, { chat, mid, madeAt }),
      });
      if (!ended.has(key)) open.set(key, session);
    }
    return { chat, mid: stored.mid, name: stored.name, face: stored.face, madeAt: stored.madeAt, session };
  }

  /** The private chats whose logins count in a chat. The private chat with a user has the user's id. */
  async function holders(chat: number): Promise<PrivateChats> {
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
    open.delete(`${chat}:${mid}`);
    ended.add(`${chat}:${mid}`);
  }

  return {
    inRecords,
    active: async (chat) => inRecords(await holders(chat)).active,
    list: async (chat) => inRecords(await holders(chat)).all,

    async add(given, { mid, name, face }, credential) {
      const stored: StoredSession = { mid, name, face, credential, madeAt: now() };
      const kept = await readPrivateChats(chats, given);
      const { chat } = kept.find(({ record }) => record?.sessions.some((one) => one.mid === mid)) ?? {
        chat: given,
      };
      await chats.update(String(chat), (record) => ({
        ...record,
        sessions: [...(record?.sessions.filter((one) => one.mid !== mid) ?? []), stored],
        active: mid,
      }));
      open.delete(`${chat}:${mid}`);
      ended.delete(`${chat}:${mid}`);
      const [home] = kept;
      if (home.chat !== chat)
        await chats.update(String(home.chat), (record) => record && { ...record, active: mid });
      return account(chat, stored);
    },

    async use(chat, mid) {
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

    async sessionOf(given, mid) {
      // Asked for at every look at every watched account: no record is read and unsealed for one that is open.
      const known = open.get(`${given}:${mid}`);
      if (known !== undefined) return known;
      return inRecords(await holders(given)).all.find((one) => one.mid === mid)?.session;
    },

    reread(chat) {
      for (const key of open.keys()) if (key.startsWith(`${chat}:`)) open.delete(key);
    },

    async remove(chat, mid) {
      const kept = await readPrivateChats(chats, chat);
      // The home's last: as long as it has the login, nothing is shown that another one kept.
      for (const one of kept.toReversed())
        if (one.record?.sessions.some((session) => session.mid === mid)) await removeFrom(one.chat, mid);
      return inRecords(await readPrivateChats(chats, chat)).active;
    },

    removeFrom,
  };
}
