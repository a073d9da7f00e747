import type { Document } from 'grammy/types';
import type { CallbackKind, CallbackOf } from './callback-data.ts';
import type { BotContext } from './context.ts';
import type commands from './text/zh/commands.ts';

/** The names of all commands; their texts are in the catalogues. */
export type CommandName = keyof typeof commands.summaries;
/** The headings in /help. */
export type Theme = keyof typeof commands.themes;

/** A command: what is typed after a slash. */
export interface Command {
  name: CommandName;
  theme: Theme;
  /**
   * Who may use it in a group. `nobody`: it works in private chats only, and the reply links there; `owner`:
   * it changes something or shows private data; `everyone`: it shows public data.
   */
  inGroups: 'nobody' | 'owner' | 'everyone';
  /** Whether its argument may be a credential; other commands never get a message that contains one. */
  takesCredentials?: true;
  /** Whether it exists for admins only. */
  adminsOnly?: true;
  /**
   * What it resolves with is ignored.
   * @param argument the text after the command, trimmed; may be empty
   */
  run(ctx: BotContext, argument: string): Promise<unknown>;
}

/** The handler of one kind of button. What `run` resolves with is ignored. */
export interface CallbackHandler<K extends CallbackKind> {
  /** Whether others than the owner may press it in a linked group; like `everyone` for commands. */
  forGuests?(callback: CallbackOf<K>): boolean;
  /** A short text shown over the chat when the button is pressed, before any work; none by default. */
  toast?(ctx: BotContext, callback: CallbackOf<K>): string | undefined;
  run(ctx: BotContext, callback: CallbackOf<K>): Promise<unknown>;
}

/** The handlers of some kinds of buttons; one that only runs is written as a function. */
export type CallbackHandlers<K extends CallbackKind> = {
  [Kind in K]: CallbackHandler<Kind> | CallbackHandler<Kind>['run'];
};

/** The handlers of any kinds of buttons, for `satisfies`: which kinds they are is told by their names. */
export type AnyCallbackHandlers = Partial<CallbackHandlers<CallbackKind>>;

/** A handler that may be written as a function, as an object. */
export function toCallbackHandler<K extends CallbackKind>(
  handler: CallbackHandlers<K>[K],
): CallbackHandler<K> {
  return typeof handler === 'function' ? { run: handler } : handler;
}

/** The outcome of an answer: the question is settled, or asked again. */
export type AnswerOutcome = 'done' | 'again';

/** A question that waits for a typed answer. */
export interface Question {
  name: string;
  /**
   * The reply to a message without text (or file) that the question could use, after which it stays open;
   * by default that text is wanted.
   */
  noText?(ctx: BotContext): string;
  /** @param about what {@link ask} was given, after being serialized as JSON */
  answer(ctx: BotContext, text: string, about: unknown): Promise<AnswerOutcome>;
  /** Whether it asks for a credential; other questions never get a message that contains one. */
  takesCredentials?: true;
  /** Takes a document as the answer; it is not downloaded yet. */
  document?(ctx: BotContext, document: Document, about: unknown): Promise<AnswerOutcome>;
}

/** Handles a message that contains a credential. */
export type TakePasted = (ctx: BotContext, text: string) => Promise<void>;

/**
 * One feature of the bot: its commands, its questions, and the handlers of its buttons. One file or folder in
 * `commands/`.
 */
export interface Feature {
  commands: readonly Command[];
  callbacks?: AnyCallbackHandlers;
  questions?: readonly Question[];
  /** Handles messages that contain a credential, wherever they are written; only one feature has it. */
  pasted?: TakePasted;
  /** Handles plain text that is neither a command nor an answer; returns whether it did. */
  text?(ctx: BotContext, text: string): Promise<boolean>;
}

type KindsOf<F> = F extends { callbacks: infer Handlers } ? keyof Handlers & CallbackKind : never;

type HandledMoreThanOnce<Features, Seen = never> = Features extends readonly [infer First, ...infer Rest]
  ? (KindsOf<First> & Seen) | HandledMoreThanOnce<Rest, Seen | KindsOf<First>>
  : never;

type EachKindOnce<F extends readonly Feature[]> = [Exclude<CallbackKind, KindsOf<F[number]>>] extends [never]
  ? [HandledMoreThanOnce<F>] extends [never]
    ? unknown
    : { handledTwice: HandledMoreThanOnce<F> }
  : { handledByNone: Exclude<CallbackKind, KindsOf<F[number]>> };

/**
 * Checks at compile time that every kind of button has exactly one handler; the compiler error names the
 * kind.
 */
export function eachKindOnce<const F extends readonly Feature[]>(features: F & EachKindOnce<F>): F {
  return features;
}
