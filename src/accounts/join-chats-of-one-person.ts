import { createHash, randomInt } from 'node:crypto';
import type { Language } from '../config/languages.ts';
import { type ChatRecord, createKeyedMutex, type JoinCodeRecord, type Repository } from '../storage/index.ts';
import { type PrivateChats, readPrivateChats } from './chats-of-one-person.ts';

/** A private chat that makes or redeems a join code. */
export interface JoiningChat {
  chat: number;
  /** Its user's name, safe to display. */
  userName: string;
  /** The language currently used in the chat. */
  spoken: Language;
}

/** The result of checking or redeeming a join code. */
export type JoinResult =
  | { kind: 'joined'; chats: PrivateChats }
  /** The code is unknown, used or expired. */
  | { kind: 'badCode' }
  /** The code was made in this chat, or in one joined to it. */
  | { kind: 'own' }
  /** The chat already has joined chats: the code has to be redeemed in the other chat. */
  | { kind: 'alreadyJoined' }
  /** The person already has a joined chat on this platform. */
  | { kind: 'samePlatform' };

/**
 * Joins the private chats that one person has on several platforms, so that each uses the logins and data of
 * all. No data is moved, so nothing is lost when they are separated again.
 */
export interface ChatJoins {
  /**
   * Makes a code that joins another private chat to this one: valid once, for an hour. Invalidates the
   * previous code.
   */
  code(joining: JoiningChat): Promise<string>;
  /** What redeeming the code in `chat` would do. Does not use the code up. */
  check(chat: number, code: string): Promise<JoinResult>;
  /** Joins the chats; a code works once. */
  redeem(joining: JoiningChat, code: string): Promise<JoinResult>;
  /** Invalidates a code that others may have seen. */
  revoke(code: string): Promise<void>;
  /**
   * Separates a chat from the others; a home chat is separated from all of them. Returns the chats as they
   * were before.
   */
  separate(chat: number): Promise<PrivateChats>;
}

/** Letters and digits that are not easily confused; ten of them are almost 50 bits. */
const letters = 'ABCDEFGHJKMNPQRSTUVWXYZ23456789';
const codeLength = 10;

/** @param deps.platformOf any value that is the same for all chats of a platform */
export function createChatJoins(deps: {
  chats: Repository<ChatRecord>;
  /** A code is valid as long as its record exists. */
  codes: Repository<JoinCodeRecord>;
  platformOf: (chat: number) => unknown;
}): ChatJoins {
  const { chats, codes, platformOf } = deps;
  // Two chats that redeem each other's code at the same time must not become each other's home.
  const mutex = createKeyedMutex();

  async function check(chat: number, code: string): Promise<JoinResult> {
    const made = await codes.get(keyOf(code));
    if (made === undefined) return { kind: 'badCode' };
    const [theirs, own] = [await readPrivateChats(chats, made.chat), await readPrivateChats(chats, chat)];
    if (theirs.some((one) => one.chat === chat)) return { kind: 'own' };
    if (own.length > 1) return { kind: 'alreadyJoined' };
    if (theirs.some((one) => platformOf(one.chat) === platformOf(chat))) return { kind: 'samePlatform' };
    return { kind: 'joined', chats: theirs };
  }

  async function redeem({ chat, ...user }: JoiningChat, code: string): Promise<JoinResult> {
    const found = await check(chat, code);
    if (found.kind !== 'joined') return found;
    // When two chats redeem the code at the same time, only one of them removes it.
    if (!(await codes.remove(keyOf(code)))) return { kind: 'badCode' };
    const [home, ...others] = found.chats;
    const joined = [...new Set([...others.map((one) => one.chat), chat])];
    await chats.update(String(home.chat), (record) => ({ sessions: [], ...record, joined }));
    // The join takes effect with this write.
    await chats.update(String(chat), (record) => ({
      ...withoutJoins(record),
      home: home.chat,
      ...user,
    }));
    return { kind: 'joined', chats: await readPrivateChats(chats, chat) };
  }

  async function separate(chat: number): Promise<PrivateChats> {
    const before = await readPrivateChats(chats, chat);
    const [home, ...joined] = before;
    const leaving = new Set(home.chat === chat ? joined.map((one) => one.chat) : [chat]);
    for (const one of leaving) {
      await chats.update(String(one), (record) => {
        if (record === undefined) return undefined;
        const { timezone } = home.record ?? {};
        return { ...(timezone !== undefined && { timezone }), ...withoutJoins(record) };
      });
    }
    await chats.update(String(home.chat), (record) => {
      if (record === undefined) return undefined;
      const { joined: all = [], ...rest } = record;
      const left = all.filter((one) => !leaving.has(one));
      return { ...rest, ...(left.length > 0 && { joined: left }) };
    });
    return before;
  }

  return {
    async code({ chat, ...user }) {
      const code = newCode();
      const before = (await chats.get(String(chat)))?.joinCode;
      if (before !== undefined) await codes.remove(before);
      await codes.update(keyOf(code), () => ({ chat }));
      await chats.update(String(chat), (record) => ({
        sessions: [],
        ...record,
        ...user,
        joinCode: keyOf(code),
      }));
      return code;
    },
    check,
    redeem: (joining, code) => mutex.run('', () => redeem(joining, code)),
    revoke: async (code) => void (await codes.remove(keyOf(code))),
    separate: (chat) => mutex.run('', () => separate(chat)),
  };
}

/** A record without any join; a chat that joins another has no joined chats itself. */
function withoutJoins(record: ChatRecord | undefined): ChatRecord {
  const { home: _, joined: __, ...rest } = record ?? { sessions: [] };
  return rest;
}

function keyOf(code: string): string {
  return createHash('sha256').update(code).digest('hex');
}

function newCode(): string {
  return Array.from({ length: codeLength }, () => letters[randomInt(letters.length)]).join('');
}
