import { EventEmitter } from 'node:events';
import type { ReactionType, User } from 'grammy/types';
import type { ApiCall } from './call-log.ts';
import type { CallbackAnswer } from './callback-queries.ts';
import type { ChatMessage } from './chats.ts';

/** Something people in a chat can see happening. `chat` is the chat's id. */
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

/** What can be listened to: something people see happening; a request of the bot, before anything is done. */
export interface EventKinds {
  event: [TelegramEvent];
  call: [ApiCall];
}

/** Where events go through. A listener hears of an event in the same turn it happens in. */
export interface Events {
  emit<K extends keyof EventKinds>(kind: K, ...event: EventKinds[K]): void;
  /** Returns the function that ends the listening. */
  on<K extends keyof EventKinds>(kind: K, listener: (...event: EventKinds[K]) => void): () => void;
}

/** Makes the one place all events of a server go through. */
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
