import { createHash, randomInt } from 'node:crypto';
import type { Language } from '../config/languages.ts';
import { type ChatRecord, createKeyedMutex, type JoinCodeRecord, type Repository } from '../storage/index.ts';
import { type PrivateChats, readPrivateChats } from './chats-of-one-person.ts';

/** A private chat that wants to join, or to be joined. */
export interface JoiningChat {
  chat: number;
  /** Its user's name, fit to be shown. */
  userName: string;
  /** What it is spoken to in now. */
  spoken: Language;
}

/** What came of a code. */
export type JoinResult =
  | { kind: 'joined'; chats: PrivateChats }
  /** It is nobody's, or worth nothing any more. */
  | { kind: 'badCode' }
  /** It was made for this chat itself, or for one joined to it. */
  | { kind: 'own' }
  /** The chat has others joined already: its code has to be said elsewhere. */
  | { kind: 'alreadyJoined' }
  /** The other person is on this platform already. */
  | { kind: 'samePlatform' };

/**
 * Joins the private chats of one person on several platforms, so that each uses what was made in any. Nothing is moved by
 * it, so nothing is lost when they are separated again.
 */
export interface ChatJoins {
  /**
   * Makes what must be said in a private chat on another platform to join it to this one: good for an hour, and once. The one
   * made before is worth nothing any more.
   */
  code(joining: JoiningChat): Promise<string>;
  /** Whom a code joins to `chat`, before it is used. */
  check(chat: number, code: string): Promise<JoinResult>;
  /** Uses a code up. */
  redeem(joining: JoiningChat, code: string): Promise<JoinResult>;
  /** Makes a code worthless, which others may have read. */
  revoke(code: string): Promise<void>;
  /** Takes a chat out of those of its person; all others when it is their home. The chats before. */
  separate(chat: number): Promise<PrivateChats>;
}

/** Letters and digits that are not taken for each other; a code has 50 bits. */
const letters = 'ABCDEFGHJKMNPQRSTUVWXYZ23456789';
const codeLength = 10;

/** @param deps.platformOf something that is the same for all chats of a platform */
export function createChatJoins(deps: {
  chats: Repository<ChatRecord>;
  /** A code ends with its record. */
  codes: Repository<JoinCodeRecord>;
  platformOf: (chat: number) => unknown;
}): ChatJoins {
  const { chats, codes, platformOf } = deps;
  // Two that join each other at once must not both be the other's.
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
    // Of two who say it at once, one takes it away.
    if (!(await codes.remove(keyOf(code)))) return { kind: 'badCode' };
    const [home, ...others] = found.chats;
    const joined = [...new Set([...others.map((one) => one.chat), chat])];
    await chats.update(String(home.chat), (record) => ({ sessions: [], ...record, joined }));
    // From this write on they are joined.
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

/** A chat that joins another has no joined ones itself. */
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
