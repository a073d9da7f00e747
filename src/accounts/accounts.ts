import type { Bilibili, Credential, Session } from '../api/index.ts';
import type { ChatRecord, Repository } from '../storage/index.ts';
import { createSessionCache } from './session-cache.ts';

/** A Bilibili login as one chat holds it, ready to be used. */
export interface Account {
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
 * The Bilibili logins of all chats; a chat sees only its own, and a group that is linked to a user those of the user's
 * private chat. Logins are made and ended in private chats.
 */
export interface Accounts {
  /** The accounts in a chat's own record, which is at hand: nothing is read. */
  inRecord(chat: number, record: ChatRecord | undefined): { active: Account | undefined; all: Account[] };
  /** The account the chat acts as; `undefined` when it is not logged in. */
  active(chat: number): Promise<Account | undefined>;
  /** All accounts of the chat in the order they were added; the active one is first in no way. */
  list(chat: number): Promise<Account[]>;
  /** Keeps a login and makes it the active one; an earlier login of the same mid is replaced. */
  add(chat: number, identity: Identity, credential: Credential): Promise<Account>;
  /** Makes `mid` the active account; `undefined` when the chat has no such account. */
  use(chat: number, mid: number): Promise<Account | undefined>;
  /** The session of `mid` in a chat, whichever account acts there; `undefined` when it is not logged in. */
  sessionOf(chat: number, mid: number): Promise<Session | undefined>;
  /** Deletes the login of `mid`; the newest one left becomes active and is returned. */
  remove(chat: number, mid: number): Promise<Account | undefined>;
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
      session = bilibili.session({ mid, credential, save: saverOf(chat, mid, madeAt) });
      if (!ended.has(key)) open.set(key, session);
    }
    return { mid: stored.mid, name: stored.name, face: stored.face, madeAt: stored.madeAt, session };
  }

  /** The chat whose logins count in a chat, and its record. The private chat with a user has the user's id. */
  async function holder(chat: number): Promise<{ chat: number; record: ChatRecord | undefined }> {
    const record = await chats.get(String(chat));
    if (record?.owner === undefined) return { chat, record };
    return { chat: record.owner.id, record: await chats.get(String(record.owner.id)) };
  }

  /**
   * Keeps a renewed login. One that ends after a logout, or after a newer login of the same mid, must bring nothing back.
   * Made apart, so that a session holds nothing else of the record.
   */
  function saverOf(chat: number, mid: number, madeAt: number) {
    return async (credential: Credential): Promise<void> => {
      const isThis = (one: StoredSession) => one.mid === mid && one.madeAt === madeAt;
      await chats.update(String(chat), (record) => {
        if (!record?.sessions.some(isThis)) return undefined;
        const sessions = record.sessions.map((one) => (isThis(one) ? { ...one, credential } : one));
        return { ...record, sessions };
      });
    };
  }

  function inRecord(chat: number, record: ChatRecord | undefined): ReturnType<Accounts['inRecord']> {
    const all = record?.sessions.map((stored) => account(chat, stored)) ?? [];
    return { all, active: all.find(({ mid }) => mid === record?.active) ?? all.at(-1) };
  }

  return {
    inRecord,

    async active(given) {
      const { chat, record } = await holder(given);
      return inRecord(chat, record).active;
    },

    async list(given) {
      const { chat, record } = await holder(given);
      return inRecord(chat, record).all;
    },

    async add(chat, { mid, name, face }, credential) {
      const stored: StoredSession = { mid, name, face, credential, madeAt: now() };
      await chats.update(String(chat), (record) => ({
        ...record,
        sessions: [...(record?.sessions.filter((one) => one.mid !== mid) ?? []), stored],
        active: mid,
      }));
      open.delete(`${chat}:${mid}`);
      ended.delete(`${chat}:${mid}`);
      return account(chat, stored);
    },

    async use(chat, mid) {
      const record = await chats.update(String(chat), (current) =>
        current?.sessions.some((one) => one.mid === mid) ? { ...current, active: mid } : undefined,
      );
      const stored = record?.sessions.find((one) => one.mid === mid);
      return stored && account(chat, stored);
    },

    async sessionOf(given, mid) {
      // Asked for at every look at every watched account: no record is read and unsealed for one that is open.
      const known = open.get(`${given}:${mid}`);
      if (known !== undefined) return known;
      const { chat, record } = await holder(given);
      const stored = record?.sessions.find((one) => one.mid === mid);
      return stored && account(chat, stored).session;
    },

    async remove(chat, mid) {
      const record = await chats.update(String(chat), (current) => {
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
      const stored = record?.sessions.find((one) => one.mid === record.active);
      return stored && account(chat, stored);
    },
  };
}
