import { createEvents, type Events } from '../events.ts';
import { createFaults, type Faults } from '../faults.ts';

/** A private chat or a group, by openid. */
export type OfficialChat = { user: string } | { group: string };

/** A button as displayed. */
export interface ShownButton {
  label: string;
  /** 0 opens `data` as an address, 1 sends `data` to the bot. */
  type: number;
  data: string;
}

/** A message of the bot as displayed. */
export interface OfficialMessage {
  id: string;
  /** The index by which it is quoted. */
  index: string;
  chat: OfficialChat;
  text: string;
  /** 0 text, 2 Markdown, 7 media. */
  type: number;
  media?: { kind: number; name?: string; bytes: Buffer };
  buttons: ShownButton[][];
  /** Whether it was a reply, not a push. */
  answer: boolean;
  /** Milliseconds since 1970. */
  at: number;
  recalled: boolean;
}

/** A message or a press that can be replied to, and how many replies are left. */
export interface Answerable {
  chat: OfficialChat;
  until: number;
  left: number;
  used: Set<number>;
}

/** A request of the bot. */
export interface OfficialCall {
  method: string;
  path: string;
  body: Record<string, unknown>;
}

/**
 * Events of the platform: a call of the bot, before it is carried out; a message of the bot; a recalled
 * message.
 */
export interface OfficialEvents extends Record<string, unknown> {
  call: OfficialCall;
  message: OfficialMessage;
  recall: OfficialMessage;
}

/** The state of the platform. */
export interface State {
  readonly app: { id: string; secret: string };
  readonly bot: { id: string; username: string };
  /** Milliseconds since 1970. */
  now: () => number;
  /** When each token expires, ms since 1970. */
  readonly tokens: Map<string, number>;
  readonly messages: OfficialMessage[];
  readonly answerables: Map<string, Answerable>;
  readonly uploads: Map<string, { kind: number; name?: string; bytes: Buffer }>;
  readonly files: Map<string, Buffer>;
  /** The ids of the presses the bot acknowledged. */
  readonly acknowledged: string[];
  /** Chats that accept pushes. */
  readonly pushable: Set<string>;
  /** Whether no tokens are given. */
  tokensRefused: boolean;
  /** The code with which all messages in Markdown are refused. */
  markdownRefusal: number | undefined;
  /** The codes with which the next messages are refused. */
  readonly refusals: number[];
  /** The bot's calls, oldest first. */
  readonly calls: OfficialCall[];
  readonly events: Events<OfficialEvents>;
  readonly faults: Faults;
  /** A new number at each call. */
  next(): number;
}

export function keyOf(chat: OfficialChat): string {
  return 'user' in chat ? `user:${chat.user}` : `group:${chat.group}`;
}

export function createState(app: State['app'], bot: State['bot'], now: () => number): State {
  let count = 0;
  return {
    app,
    bot,
    now,
    tokens: new Map(),
    messages: [],
    answerables: new Map(),
    uploads: new Map(),
    files: new Map(),
    acknowledged: [],
    pushable: new Set(),
    tokensRefused: false,
    markdownRefusal: undefined,
    refusals: [],
    calls: [],
    events: createEvents(),
    faults: createFaults(),
    next() {
      count += 1;
      return count;
    },
  };
}
