import { EventEmitter } from 'node:events';
import type { ReactionType, User } from 'grammy/types';
import type { ApiCall } from './call-log.ts';
import type { CallbackAnswer } from './callback-queries.ts';
import type { ChatMessage } from './chats.ts';

/** Something visible to people in a chat. `chat` is the chat id. */
export type TelegramEvent =
  | { kind: 'message'; chat: number; message: ChatMessage }
  | { kind: 'edit'; chat: number; message: ChatMessage }
  | { kind: 'delete'; chat: number; messages: number[] }
  | { kind: 'typing'; chat: number; action: string; thread?: number }
  | { kind: 'answer'; chat: number; message: number; user: User; query: string; answer: CallbackAnswer }
  | { kind: 'reaction'; chat: number; message: number; reaction: ReactionType[] }
  | { kind: 'pin'; chat: number; message: number }
  | { kind: 'chat'; chat: number }
  | { kind: 'commands' };

/** `event`: something visible to people. `call`: a request of the bot, before it is carried out. */
export interface EventKinds {
  event: [TelegramEvent];
  call: [ApiCall];
}

/** The event emitter of a server. Listeners are called synchronously. */
export interface Events {
  emit<K extends keyof EventKinds>(kind: K, ...event: EventKinds[K]): void;
  /** Returns the function that removes the listener. */
  on<K extends keyof EventKinds>(kind: K, listener: (...event: EventKinds[K]) => void): () => void;
}

export function createEvents(): Events {
  const emitter = new EventEmitter().setMaxListeners(0);
  return {
    emit: (kind, ...event) => void emitter.emit(kind, ...event),
    on(kind, listener) {
      emitter.on(kind, listener);
      return () => emitter.off(kind, listener);
    },
  };
}
