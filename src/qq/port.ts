/**
 * What the bot needs of QQ, implemented by two adapters: OneBot v11 (an ordinary account behind NapCat or
 * LLBot) and the official platform. Identifiers are strings in the adapter's form: QQ numbers or openids.
 */
export interface QQPort {
  readonly capabilities: QQCapabilities;
  /** The bot's account; `undefined` until QQ has given it. */
  self(): QQPerson | undefined;
  /** Sends one message. Failures of QQ or the network are outcomes, not errors: see {@link QQSent}. */
  send(target: QQTarget, message: QQMessage, signal?: AbortSignal): Promise<QQSent>;
  /** Recalls a message of the bot; `false` when QQ refused or could not be asked. */
  recall(target: QQTarget, id: string): Promise<boolean>;
  /** Acknowledges a button press, which QQ expects within 3 seconds. Does nothing without buttons. */
  acknowledge(press: string): Promise<void>;
  /**
   * Downloads a received file.
   * @param most bytes; more is refused as soon as it is known
   * @throws FileUnavailable
   */
  file(file: QQFile, most: number, signal?: AbortSignal): Promise<Buffer>;
  /** The content of a quoted message; `undefined` when it is not available. */
  quoted(id: string): Promise<QQQuoted | undefined>;
  /** Accepts a friend request. Does nothing where everybody may write. */
  befriend(request: string): Promise<void>;
  /**
   * Keeps the connection until `signal` aborts, then resolves. Passes each event to `listener`, which must
   * not throw.
   * @throws QQSetupError when it cannot start, such as when the port is taken
   */
  run(listener: (event: QQEvent) => void, signal: AbortSignal): Promise<void>;
}

/** What an adapter can do. */
export interface QQCapabilities {
  /**
   * Whether messages can have buttons: at most `rows` × `columns`, labels of at most `label` characters. Becomes
   * `false` when QQ refuses them to the bot.
   */
  readonly buttons: false | { rows: number; columns: number; label: number };
  /** `free`: the bot may write first; `mayBeRefused`: it may try to. */
  push: 'free' | 'mayBeRefused';
  /** How many messages may answer one, and for how long (ms); `undefined` when unlimited. */
  replyQuota: undefined | Readonly<Record<QQTarget['kind'], { messages: number; ms: number }>>;
  /** How long after sending a message can be recalled, in ms. */
  recallWindow: number;
}

/** A person on QQ. */
export interface QQPerson {
  id: string;
  /** Their name: hostile text. Empty when QQ does not give it. */
  name: string;
}

/** The chat of a message. */
export interface QQTarget {
  kind: 'person' | 'group';
  id: string;
}

/** A message to send: text, a picture, both, or a document alone. */
export interface QQMessage {
  /** Plain text. The adapter escapes what QQ would read as markup. */
  text?: string;
  picture?: Uint8Array;
  document?: { name: string; bytes: Uint8Array };
  /** Rows of buttons, if {@link QQCapabilities.buttons} allows them. */
  keyboard?: readonly (readonly QQButton[])[];
  /** The message or press it answers, for adapters that count answers. */
  answers?: string;
  /** Id of the message to quote. */
  quotes?: string;
}

/** A button that opens a URL, or sends `data` to the bot. */
export type QQButton = { label: string; primary?: boolean } & ({ url: string } | { data: string });

/** The outcome of sending a message. */
export type QQSent =
  | { outcome: 'sent'; id: string; quotedAs?: string }
  /** QQ did not confirm: the message may have been sent. Sending it again may show it twice. */
  | { outcome: 'mayHaveGone'; detail: string }
  /** There is no connection; nothing was sent. */
  | { outcome: 'offline' }
  | { outcome: 'refused'; reason: QQRefusal; detail: string; retryAfter?: number };

/**
 * Why QQ refused a message. `forbidden`: not a friend, blocked, or not a member of the group; `muted`: the
 * bot may not speak in the group now; `tooMany`: sent too fast; `noQuota`: no answers are left and pushing is
 * not allowed, so the person must write first; `links`: contains a URL that QQ does not allow; `buttons`: the
 * bot may not send any.
 */
export type QQRefusal = 'forbidden' | 'muted' | 'tooMany' | 'noQuota' | 'links' | 'buttons' | 'other';

/** A received document. `size` is in bytes, as QQ says; it may be wrong. */
export interface QQFile {
  name: string;
  size?: number;
  /** The adapter's reference to it: a URL, or an id of its own. */
  reference: string;
  /** The group it was sent to. */
  group?: string;
}

/** A quoted message, as far as QQ gives it. */
export interface QQQuoted {
  text: string;
  from?: QQPerson;
}

/** An event on QQ. */
export type QQEvent =
  | QQIncoming
  | QQPress
  /** The bot was added to a group or removed from it. */
  | { kind: 'membership'; group: string; member: boolean; by?: QQPerson }
  /** The bot may write to a chat (again): it was added as a friend, allowed to push, or is no longer muted. */
  | { kind: 'reachable'; chat: QQTarget }
  /** A friend request, with the person's words; only friends can write to the account. */
  | { kind: 'friendRequest'; from: QQPerson; words: string; request: string }
  /** The account can be reached (again). */
  | { kind: 'online' }
  /** The account cannot be reached: QQ logged it off, the connection was lost, or no heartbeat came. */
  | { kind: 'offline'; reason: 'loggedOff' | 'disconnected' | 'silent' }
  /** A problem the operator should know; connecting is retried automatically. */
  | { kind: 'trouble'; error: QQTrouble };

/** A message of somebody. */
export interface QQIncoming {
  kind: 'message';
  chat: QQTarget;
  from: QQPerson;
  /** Their role in the group, as far as QQ gives it. */
  role?: 'owner' | 'admin' | 'member';
  id: string;
  /** The id by which later messages quote this one, if it is not `id`. */
  quotedAs?: string;
  /** Seconds since 1970. */
  at: number;
  /** Without the mention of the bot. */
  text: string;
  /** Whether it is meant for the bot: private, or with a mention. */
  addressed: boolean;
  quotes?: { id: string; text?: string };
  files: readonly QQFile[];
  /** Whether it contains anything else: a picture, a face, a voice message. */
  other: boolean;
}

/** A role that QQ gives in words. */
export function roleOf(role: unknown): QQIncoming['role'] {
  return role === 'owner' || role === 'admin' || role === 'member' ? role : undefined;
}

/** A button was pressed. */
export interface QQPress {
  kind: 'press';
  chat: QQTarget;
  from: QQPerson;
  /** Id for the acknowledgement and for answers. */
  id: string;
  data: string;
}

/** QQ cannot be used with these settings; the message is for the operator. */
export class QQSetupError extends Error {
  override name = 'QQSetupError';
  readonly reason: 'portTaken' | 'cannotListen';

  constructor(reason: QQSetupError['reason'], message: string) {
    super(message);
    this.reason = reason;
  }
}

/** A problem with the connection to QQ; the message is for the operator and never contains the token. */
export class QQTrouble extends Error {
  override name = 'QQTrouble';
  readonly reason:
    | 'wrongToken'
    | 'notWebSocket'
    | 'unreachable'
    | 'frameTooBig'
    | 'textFormat'
    | 'badFrame'
    | 'noAnswer'
    | 'noButtons'
    | 'banned';

  constructor(reason: QQTrouble['reason'], message: string) {
    super(message);
    this.reason = reason;
  }
}
