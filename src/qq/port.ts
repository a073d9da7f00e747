/**
 * What the bot needs of QQ, whichever door it goes through: OneBot v11 (an ordinary account behind NapCat or LLBot) or the
 * official platform. Identifiers are strings as the door has them: QQ numbers there, openids here.
 */
export interface QQPort {
  readonly capabilities: QQCapabilities;
  /** The account the bot speaks as; `undefined` until QQ has said it. */
  self(): QQPerson | undefined;
  /** Sends one message. Never throws for what QQ or the network does: see {@link QQSent}. */
  send(target: QQTarget, message: QQMessage, signal?: AbortSignal): Promise<QQSent>;
  /** Takes a message of the bot back; `false` when QQ would not, or could not be asked. */
  recall(target: QQTarget, id: string): Promise<boolean>;
  /** Tells QQ that a press has arrived; it wants to know within 3 seconds. Without buttons there is nothing to do. */
  acknowledge(press: string): Promise<void>;
  /**
   * Downloads what somebody sent.
   * @param most bytes; more is refused as soon as that shows.
   * @throws QQFileError
   */
  file(file: QQFile, most: number, signal?: AbortSignal): Promise<Buffer>;
  /** What a message says that somebody quoted; `undefined` when nobody remembers it. */
  quoted(id: string): Promise<QQQuoted | undefined>;
  /** Takes somebody as a friend who asked for it. Where everybody may write, there is nothing to do. */
  befriend(request: string): Promise<void>;
  /**
   * Keeps the connection until `signal` aborts, and then resolves. Each event goes to `listener`, which must not throw.
   * @throws QQSetupError when it cannot even begin: the port is taken.
   */
  run(listener: (event: QQEvent) => void, signal: AbortSignal): Promise<void>;
}

/** What this door can do. */
export interface QQCapabilities {
  /** Whether a message may have buttons. At most `rows` × `columns`, labels of at most `label` characters. */
  buttons: false | { rows: number; columns: number; label: number };
  /** Whether a sent message can be changed. No door can today. */
  edit: boolean;
  /** `free`: the bot may write first; `mayBeRefused`: it may try. */
  push: 'free' | 'mayBeRefused';
  /** How many messages may answer one of a person, and for how long (ms); `undefined`: any number. */
  replyQuota: undefined | Readonly<Record<QQTarget['kind'], { messages: number; ms: number }>>;
  /** How long after sending a message can be recalled; ms. */
  recallWindow: number;
}

/** Somebody on QQ. */
export interface QQPerson {
  id: string;
  /** What they call themselves: somebody else's text. Empty where QQ does not tell. */
  name: string;
}

/** Where a message goes to or comes from. */
export interface QQTarget {
  kind: 'person' | 'group';
  id: string;
}

/** A message to be sent: text, a picture, both, or a document alone. */
export interface QQMessage {
  /** Plain text. Whatever QQ would read as markup is sent so that it shows as it stands. */
  text?: string;
  picture?: Uint8Array;
  document?: { name: string; bytes: Uint8Array };
  /** Rows of buttons; only where {@link QQCapabilities.buttons} allows them. */
  keyboard?: readonly (readonly QQButton[])[];
  /** The message or press this answers, for doors that count answers. */
  answers?: string;
  /** A message to quote. */
  quotes?: string;
}

/** One button: it opens an address, or tells the bot `data`. */
export type QQButton = { label: string; primary?: boolean } & ({ url: string } | { data: string });

/** What became of a message. */
export type QQSent =
  | { outcome: 'sent'; id: string; quotedAs?: string }
  /** QQ said neither yes nor no: the message may have gone. Sending it again may show it twice. */
  | { outcome: 'mayHaveGone'; detail: string }
  /** There is no connection; nothing was sent. */
  | { outcome: 'offline' }
  | { outcome: 'refused'; reason: QQRefusal; detail: string; retryAfter?: number };

/**
 * Why QQ would not take a message. `forbidden`: no friend, blocked, or no member of the group; `muted`: a group where the bot
 * may not speak now; `tooMany`: sent too fast; `noQuota`: the answers to a message are used up and pushing is not allowed,
 * so it must wait until the person writes; `links`: it holds an address QQ does not allow; `other`: anything else.
 */
export type QQRefusal = 'forbidden' | 'muted' | 'tooMany' | 'noQuota' | 'links' | 'other';

/** A document somebody sent. `size` is in bytes, as QQ says; it need not be true. */
export interface QQFile {
  name: string;
  size?: number;
  /** How the door finds it again: an address, or an identifier of its own. */
  reference: string;
  /** The group it was sent to. */
  group?: string;
}

/** A message that was quoted, as far as QQ tells. */
export interface QQQuoted {
  text: string;
  from?: QQPerson;
}

/** What happens on QQ. */
export type QQEvent =
  | QQIncoming
  | QQPress
  /** The bot was put into a group or out of it. */
  | { kind: 'membership'; group: string; member: boolean; by?: QQPerson }
  /** Somebody asks to be a friend, without which they cannot write; with words of theirs. */
  | { kind: 'friendRequest'; from: QQPerson; words: string; request: string }
  /** The account can be reached (again). */
  | { kind: 'online' }
  /** It cannot: QQ logged the account off, the connection broke, or it fell silent. */
  | { kind: 'offline'; reason: 'loggedOff' | 'disconnected' | 'silent' }
  /** Something for the operator to read; the connection is tried again by itself. */
  | { kind: 'trouble'; error: QQTrouble };

/** Somebody's message. */
export interface QQIncoming {
  kind: 'message';
  chat: QQTarget;
  from: QQPerson;
  /** What they are in the group, as far as QQ tells. */
  role?: 'owner' | 'admin' | 'member';
  id: string;
  /** Under which name a later message quotes this one, where that is not its `id`. */
  quotedAs?: string;
  /** Seconds since 1970. */
  at: number;
  /** Without the @ of the bot. */
  text: string;
  /** Whether it is for the bot: in private, or with an @. */
  addressed: boolean;
  quotes?: { id: string; text?: string };
  files: readonly QQFile[];
  /** Whether there is something besides text and files: a picture, a face, a voice. */
  other: boolean;
}

/** A button was pressed. */
export interface QQPress {
  kind: 'press';
  chat: QQTarget;
  from: QQPerson;
  /** To be acknowledged, and what an answer refers to. */
  id: string;
  data: string;
  /** Seconds since 1970. */
  at: number;
}

/** QQ cannot be used as it is set up; the message is a sentence for the operator. */
export class QQSetupError extends Error {
  override name = 'QQSetupError';
  readonly reason: 'badUrl' | 'noToken' | 'portTaken' | 'cannotListen';

  constructor(reason: QQSetupError['reason'], message: string) {
    super(message);
    this.reason = reason;
  }
}

/** Something is wrong with the connection to QQ; the message is a sentence for the operator, without the token. */
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
    | 'banned';

  constructor(reason: QQTrouble['reason'], message: string) {
    super(message);
    this.reason = reason;
  }
}

/** A document could not be had: larger than wanted, or QQ did not give it. */
export class QQFileError extends Error {
  override name = 'QQFileError';
  readonly reason: 'tooBig' | 'notFetched';

  constructor(reason: QQFileError['reason'], detail: string) {
    super(`The file could not be downloaded: ${detail}`);
    this.reason = reason;
  }
}
