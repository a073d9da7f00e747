import { CallRefused, PushRefused } from './bot-api-responses.ts';
import type { MessageStore, StoredMessage } from './message-store.ts';
import { createQueuePerPerson } from './queue-per-person.ts';
import type { Sender } from './sender.ts';
import { type Draft, storedTextOf } from './split-draft.ts';
import type { UnsentMessages } from './unsent-message-store.ts';

export interface KeepingDeps {
  sender: Sender;
  messages: MessageStore;
  unsent: UnsentMessages;
  /** Generates message ids. */
  nextId: (chat: number) => number;
  /** ms since 1970 */
  now: () => number;
  /** Called for a kept message that could not be sent later either. */
  onLost: (error: unknown) => void;
}

/** A sender that keeps messages QQ refuses until the person writes. */
export interface KeepingSender extends Sender {
  /** Sends the kept messages of a chat, as far as possible; to be called when somebody has written there. */
  sendKept(chat: number): Promise<void>;
}

/**
 * A sender for callers without an outbox. A message that QQ refuses to push counts as sent for the bot; it is
 * sent when somebody writes in its chat. A picture is then left out; a document, which is not kept, is
 * refused.
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

  async function sendKeptMessages(chat: number): Promise<void> {
    for (const { id, draft } of await unsent.inChat(chat)) {
      try {
        await replace((await messages.get(chat, id)) ?? blank(chat, id, draft), draft);
      } catch (error) {
        if (error instanceof CallRefused && retryLaterCodes.has(error.code)) return;
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
    sendKept: (chat) => queue.enqueue(String(chat), () => sendKeptMessages(chat)),
  };
}

/** Error codes after which the message was not sent, but may be later. */
const retryLaterCodes = new Set([429, 502]);
