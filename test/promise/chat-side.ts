import type { Store } from '../../src/storage/index.ts';
import type { Actor } from '../support/guanxi.ts';
import type { Told } from './told.ts';

/** A call of the bot, heard of as it comes in, before anything is done about it. */
export interface ChatCall {
  /** The method. */
  what: string;
  /** {@link Actor.chat}, when it is for one. */
  chat: number | undefined;
  /** Whether it sends a message. */
  sends: boolean;
}

/** A chat platform, as the promise is tried on it. */
export interface ChatSide {
  /** Hears of the bot's calls, those for new updates aside. Returns the function that ends the listening. */
  onCall(listener: (call: ChatCall) => void): () => void;
  /** Hears of messages as they come into a chat. */
  onShown(listener: (chat: number, text: string) => void): () => void;
  /** This call, which has just come in, gets no answer, and nothing is done about it. */
  strand(what: string): void;
  /** All messages about fans that a chat has ever got, and were not taken back, oldest first. */
  toldIn(chat: Actor): Told[];
  /** What the program calls a chat. */
  idOf(chat: Actor, store: Store): Promise<number>;
  login(chat: Actor, mid: number): Promise<void>;
  /** What goes wrong there, by chance; says what. Empty where nothing but the program does. */
  readonly troubles: readonly (() => string)[];
  /** Ends what goes wrong. */
  recover(): void;
  /** How many messages may have gone, of which the program was not told so. */
  readonly doubts: number;
  /** What the program may say of it in its log. */
  readonly usualLines: RegExp;
}
