import type { Document } from 'grammy/types';
import type { CallbackKind, CallbackOf } from './callback-data.ts';
import type { BotContext } from './context.ts';
import type commands from './text/zh/commands.ts';

/** The names of all commands; each has its words in the catalogues. */
export type CommandName = keyof typeof commands.summaries;
/** The headings /help puts commands under. */
export type Theme = keyof typeof commands.themes;

/** One command: what is typed after a slash. */
export interface Command {
  name: CommandName;
  theme: Theme;
  /**
   * For whom it is there in a group. `nobody`: it is a matter of the private chat, and the answer points there; `owner`: it
   * changes something or shows what is nobody else's business; `everyone`: it shows what anyone may see.
   */
  inGroups: 'nobody' | 'owner' | 'everyone';
  /** Whether a credential may stand after it; no other command is given a message that holds one. */
  takesCredentials?: true;
  /** For others than admins there is no such command. */
  adminsOnly?: true;
  /** `argument` is the text after the command, trimmed; empty when there is none. */
  run(ctx: BotContext, argument: string): Promise<void>;
}

/** What a button of one kind does. */
export interface CallbackHandler<K extends CallbackKind> {
  /** Whether in a linked group others than its owner may press it, too; as they may use a command that is for `everyone`. */
  forGuests?(callback: CallbackOf<K>): boolean;
  /** A word shown over the chat the moment the button is pressed, before any work; none when it returns nothing. */
  toast?(ctx: BotContext, callback: CallbackOf<K>): string | undefined;
  run(ctx: BotContext, callback: CallbackOf<K>): Promise<void>;
}

/** The handlers of some kinds of buttons, one each. */
export type CallbackHandlers<K extends CallbackKind> = { [Kind in K]: CallbackHandler<Kind> };

/** What becomes of a typed answer: the question is settled, or it is asked again. */
export type Answered = 'done' | 'again';

/** A question the bot asked and waits for a typed answer to. */
export interface Question {
  name: string;
  /** Told to a message that holds nothing this question takes; keeps asking. */
  noText(ctx: BotContext): Promise<void>;
  /** `about` is what {@link ask} was given, after a passage through JSON. */
  answer(ctx: BotContext, text: string, about: unknown): Promise<Answered>;
  /** Whether what it asks for is a credential; no other question is given a message that holds one. */
  takesCredentials?: true;
  /** A document as the answer, for a question that takes one; it is not downloaded yet. */
  document?(ctx: BotContext, document: Document, about: unknown): Promise<Answered>;
}

/** What becomes of a message that holds a credential. */
export type TakePasted = (ctx: BotContext, text: string) => Promise<void>;

interface FeatureParts {
  commands: readonly Command[];
  questions?: readonly Question[];
  /** What a message with a credential in it says, wherever it was written; one feature takes it. */
  pasted?: TakePasted;
  /** Plain text that is neither a command nor an answer; `true` when this feature took it. */
  text?(ctx: BotContext, text: string): Promise<boolean>;
}

/**
 * One feature of the bot: its commands, the questions it asks, and the handlers of the buttons of kinds `K`. A file or
 * folder of `commands/` makes one.
 */
export type Feature<K extends CallbackKind = never> = FeatureParts &
  ([K] extends [never] ? { callbacks?: undefined } : { callbacks: CallbackHandlers<K> });

/** A feature of which it is not known whose buttons it handles. */
export type AnyFeature = FeatureParts & { callbacks?: Partial<CallbackHandlers<CallbackKind>> | undefined };

type KindsOf<F> = F extends { callbacks: infer Handlers } ? keyof Handlers & CallbackKind : never;

type HandledTwice<Features, Seen = never> = Features extends readonly [infer First, ...infer Rest]
  ? (KindsOf<First> & Seen) | HandledTwice<Rest, Seen | KindsOf<First>>
  : never;

type EachKindOnce<F extends readonly AnyFeature[]> = [Exclude<CallbackKind, KindsOf<F[number]>>] extends [
  never,
]
  ? [HandledTwice<F>] extends [never]
    ? unknown
    : { handledTwice: HandledTwice<F> }
  : { handledByNone: Exclude<CallbackKind, KindsOf<F[number]>> };

/**
 * All features of a bot. It does not compile when a kind of button is handled by none of them, or by two; the error names
 * the kind.
 */
export function eachKindOnce<const F extends readonly AnyFeature[]>(features: F & EachKindOnce<F>): F {
  return features;
}
