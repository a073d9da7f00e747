import { currentEditPurpose } from '../../bot/edit-purpose.ts';
import type { Clock } from '../../clock.ts';
import { CallRefused } from './bot-api-responses.ts';
import type { CurrentUpdate } from './current-update.ts';
import type { Menus } from './live-menus.ts';
import type { MessageStore, StoredMessage } from './message-store.ts';
import type { Sender } from './sender.ts';
import { type Draft, storedTextOf } from './split-draft.ts';

export interface EditDeps {
  messages: MessageStore;
  menus: Menus;
  turns: CurrentUpdate;
  sender: Sender;
  clock: Clock;
  /** Whether QQ counts what is said: then progress is shown to who asks for it alone, and the end still has room. */
  isRationed: boolean;
  /** Told when the last state of something could not be shown. */
  onLost: (error: unknown) => void;
}

/** Changes messages, which QQ cannot: what is new is sent, and the old one taken back. */
export interface Edits {
  /** @throws CallRefused */
  edit(message: StoredMessage, draft: Draft, signal?: AbortSignal): Promise<StoredMessage>;
  /** The message is gone; nothing is to be shown of it any more. */
  forget(message: StoredMessage): void;
  /** Nothing that still waits is shown. */
  stop(): void;
}

/**
 * How long the state of something under way stays still before it is shown without being asked for, in ms: longer each
 * time, so that a job with pauses does not fill the chat.
 */
const stillness = [20_000, 600_000, 3_600_000];

/**
 * News is shown at once, and so is whatever answers somebody. Of progress that nobody asked for, only the last state is shown,
 * and of a message that another one takes the place of, nothing.
 */
export function createEdits(deps: EditDeps): Edits {
  const { messages, menus, turns, sender, clock } = deps;
  const waiting = new Map<string, { cancel: AbortController; told: number }>();
  const keyOf = ({ chat, id }: StoredMessage) => `${chat}:${id}`;

  function forget(message: StoredMessage): void {
    waiting.get(keyOf(message))?.cancel.abort();
    waiting.delete(keyOf(message));
  }

  /** Notes what the message should say, and shows it when nothing newer comes for a while. */
  async function postpone(message: StoredMessage, draft: Draft): Promise<StoredMessage> {
    const key = keyOf(message);
    const before = waiting.get(key);
    before?.cancel.abort();
    const cancel = new AbortController();
    const told = before?.told ?? 0;
    waiting.set(key, { cancel, told });
    const noted = { ...message, ...storedTextOf(draft) };
    await messages.put(noted);
    if (deps.isRationed) return noted;
    const pause = stillness[Math.min(told, stillness.length - 1)] ?? 0;
    clock.sleep(pause, cancel.signal).then(
      async () => {
        waiting.set(key, { cancel, told: told + 1 });
        await sender.replace(noted, draft).catch(deps.onLost);
      },
      () => undefined,
    );
    return noted;
  }

  /** Notes that a message has no buttons any more, and what it says; on QQ it stays as it is. */
  async function leave(message: StoredMessage, draft: Draft): Promise<StoredMessage> {
    const bare = { ...message, ...storedTextOf(draft), keyboard: [] };
    await messages.put(bare);
    if (message.answers !== undefined) await menus.end(message.chat, message.answers, message.id);
    return bare;
  }

  return {
    forget,
    stop() {
      for (const { cancel } of waiting.values()) cancel.abort();
      waiting.clear();
    },
    async edit(message, draft, signal) {
      const sameText = message.text === draft.text;
      const sameButtons = JSON.stringify(message.keyboard) === JSON.stringify(draft.keyboard);
      if (sameText && sameButtons) throw new CallRefused(400, 'Bad Request: message is not modified');
      const purpose = currentEditPurpose();
      const answering = turns.current(message.chat) !== undefined;
      if (purpose === 'progress' && !answering) return postpone(message, draft);
      forget(message);
      // Buttons that are gone need no message.
      const isSilent = purpose === 'superseded' || sameText;
      if (isSilent && draft.keyboard.length === 0) return leave(message, draft);
      return sender.replace(message, draft, signal);
    },
  };
}
