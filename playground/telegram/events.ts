import type { ReactionType, User } from 'grammy/types';
import type { CallbackAnswer } from './callbacks.ts';
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

/** Where events go through. A listener hears of an event in the same turn it happens in. */
export interface Events {
  emit(event: TelegramEvent): void;
  /** Returns the function that ends the subscription. */
  on(listener: (event: TelegramEvent) => void): () => void;
}

/** Makes the one place all events of a server go through. */
export function createEvents(): Events {
  const listeners = new Set<(event: TelegramEvent) => void>();
  return {
    emit(event) {
      for (const listener of [...listeners]) listener(event);
    },
    on(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
