import { CallRefused, PushRefused } from './bot-api-responses.ts';
import type { MessageStore, StoredMessage } from './message-store.ts';
import { createQueuePerPerson } from './queue-per-person.ts';
import type { Sender } from './sender.ts';
import { type Draft, storedTextOf } from './split-draft.ts';
import type { UnsentMessages } from './unsent-messages.ts';

export interface KeepingDeps {
  sender: Sender;
  messages: MessageStore;
  unsent: UnsentMessages;
  /** Gives out message ids. */
  nextId: (chat: number) => number;
  /** Milliseconds since 1970. */
  now: () => number;
  /** Told of what was kept and could not be sent even then. */
  onLost: (error: unknown) => void;
}

/** Sends messages, and keeps what QQ does not take before the person writes. */
export interface KeepingSender extends Sender {
  /** Sends what was kept for a chat, as far as it goes; for when somebody has written there. */
  sendKept(chat: number): Promise<void>;
}

/**
 * A sender for whatever has no outbox of its own: for the bot, a message that QQ refuses to push is sent, and it goes when
 * somebody writes in its chat. A picture it has is left out then; a document, which is not kept, is refused.
 */
export function createKeepingSender(deps: KeepingDeps): KeepingSender {
  const { sender, messages, unsent } = deps;
  const queue = createQueuePerPerson();

  async function keep(message: StoredMessage, draft: Draft, error: unknown): Promise<StoredMessage> {
    if (!(error instanceof PushRefused) || draft.document !== undefined || draft.text === '') throw error;
    const { picture: _, ...kept } = draft;
    const { chat, id } = message;
    await unsent.put({ chat, id, draft: kept });
    const noted = { ...message, ...storedTextOf(draft), keyboard: draft.keyboard };
    await messages.put(noted);
    return noted;
  }

  const blank = (chat: number, id: number, draft: Draft): StoredMessage => ({
    chat,
    id,
    date: Math.floor(deps.now() / 1000),
    ...storedTextOf(draft),
    shape: 'text',
    keyboard: draft.keyboard,
    parts: [],
  });

  async function replace(message: StoredMessage, draft: Draft, signal?: AbortSignal): Promise<StoredMessage> {
    const replaced = await sender.replace(message, draft, signal);
    await unsent.remove(message);
    return replaced;
  }

  async function sendAll(chat: number): Promise<void> {
    for (const { id, draft } of await unsent.inChat(chat)) {
      try {
        await replace((await messages.get(chat, id)) ?? blank(chat, id, draft), draft);
      } catch (error) {
        if (error instanceof CallRefused && comesAgain.has(error.code)) return;
        await unsent.remove({ chat, id });
        deps.onLost(error);
      }
    }
  }

  return {
    ...sender,
    send: (chat, draft, signal) =>
      sender
        .send(chat, draft, signal)
        .catch((error: unknown) => keep(blank(chat, deps.nextId(chat), draft), draft, error)),
    replace: (message, draft, signal) =>
      replace(message, draft, signal).catch((error: unknown) => keep(message, draft, error)),
    sendKept: (chat) => queue.after(String(chat), () => sendAll(chat)),
  };
}

/** Refusals after which nothing was sent, and it may be later. */
const comesAgain = new Set([429, 502]);
