import { createEvents, type Events } from '../events.ts';
import { createFaults, type Faults } from '../faults.ts';

/** The private chat with somebody, or a group; by openid. */
export type OfficialChat = { user: string } | { group: string };

/** A button as it is shown. */
export interface ShownButton {
  label: string;
  /** 0 opens `data` as an address, 1 tells the bot `data`. */
  type: number;
  data: string;
}

/** What the bot sent, as its reader sees it. */
export interface OfficialMessage {
  id: string;
  /** How it is quoted. */
  index: string;
  chat: OfficialChat;
  text: string;
  /** 0 text, 2 Markdown, 7 media. */
  type: number;
  media?: { kind: number; name?: string; bytes: Buffer };
  buttons: ShownButton[][];
  /** Whether it answered something, and was no push. */
  answer: boolean;
  /** Milliseconds since 1970. */
  at: number;
  recalled: boolean;
}

/** What may be answered: a message or a press. */
export interface Answerable {
  chat: OfficialChat;
  until: number;
  left: number;
  used: Set<number>;
}

/** A request of a bot. */
export interface OfficialCall {
  method: string;
  path: string;
  body: Record<string, unknown>;
}

/** What can be heard of: a call of a bot before anything is done; a message of its own as it is shown, and taken back. */
export interface OfficialEvents extends Record<string, unknown> {
  call: OfficialCall;
  message: OfficialMessage;
  recall: OfficialMessage;
}

/** Everything this platform knows. */
export interface State {
  readonly app: { id: string; secret: string };
  readonly bot: { id: string; username: string };
  /** Milliseconds since 1970. */
  now: () => number;
  /** When each token ends. */
  readonly tokens: Map<string, number>;
  readonly messages: OfficialMessage[];
  readonly answerables: Map<string, Answerable>;
  readonly uploads: Map<string, { kind: number; name?: string; bytes: Buffer }>;
  readonly files: Map<string, Buffer>;
  /** Presses the bot acknowledged. */
  readonly acknowledged: string[];
  /** Chats that take pushes. */
  readonly pushable: Set<string>;
  /** The codes the next messages are refused with. */
  readonly refusals: number[];
  /** Calls bots made, as `METHOD /path`. */
  readonly calls: OfficialCall[];
  readonly events: Events<OfficialEvents>;
  readonly faults: Faults;
  /** A number that was never given before. */
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
