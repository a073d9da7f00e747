import type { Store } from '../../src/storage/index.ts';
import type { Actor } from '../support/guanxi.ts';
import type { FanMessage } from './fan-messages.ts';

/** A call of the bot, before it is carried out. */
export interface ChatCall {
  what: string;
  /** The {@link Actor.chat} it is for, if any. */
  chat: number | undefined;
  sends: boolean;
}

/** A chat platform, as the promise tests use it. */
export interface ChatSide {
  /**
   * Listens for the bot's calls except those that fetch updates. Returns the function that removes the
   * listener.
   */
  onCall(listener: (call: ChatCall) => void): () => void;
  /** Listens for messages arriving in a chat. */
  onShown(listener: (chat: number, text: string) => void): () => void;
  /** Leaves a call that has just arrived neither carried out nor answered. */
  strand(what: string): void;
  /** All messages about fans in a chat that were not recalled, oldest first. */
  fanMessagesIn(chat: Actor): FanMessage[];
  /** The program's id of a chat. */
  idOf(chat: Actor, store: Store): Promise<number>;
  login(chat: Actor, mid: number): Promise<void>;
  /** Random faults of the platform; each returns a description. Empty if only the program itself fails. */
  readonly troubles: readonly (() => string)[];
  /** Ends all faults. */
  recover(): void;
  /** How many messages may have been delivered although the program did not learn of it. */
  readonly doubts: number;
  /** Log lines about the platform that are expected. */
  readonly usualLines: RegExp;
}
