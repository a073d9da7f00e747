import { CallRefused, isOffline, PushRefused } from './bot-api-responses.ts';
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
  /** Whether a user of the chat waits for an answer. */
  isAnswering: (chat: number) => boolean;
  /** Called when an answer is kept because QQ cannot be reached. */
  onKeptAnswer: (chat: number) => void;
  /** Called for a kept message that could not be sent later either. */
  onLost: (error: unknown) => void;
}

/** What became of the kept messages of a chat: all sent, refused until the person writes, or to be tried again. */
export type KeptResult = 'sent' | 'refused' | 'later';

/** A sender that keeps messages QQ refuses until the person writes, and answers while it cannot be reached. */
export interface KeepingSender extends Sender {
  /** Sends the kept messages of a chat, as far as possible; to be called when somebody has written there. */
  sendKept(chat: number): Promise<KeptResult>;
}

/**
 * A sender for callers without an outbox. A message that QQ refuses to push counts as sent for the bot; it is
 * sent when somebody writes in its chat. So is an answer while QQ cannot be reached, which is tried again before.
 * A picture is then left out; a document, which is not kept, is refused.
 */
export function createKeepingSender(deps: KeepingDeps): KeepingSender {
  const { sender, messages, unsent } = deps;
  const queue = createQueuePerPerson();

  async function keep(message: StoredMessage, draft: Draft, error: unknown): Promise<StoredMessage> {
    const { chat, id } = message;
    const isDelayed = isOffline(error) && deps.isAnswering(chat);
    const isKept = isDelayed || error instanceof PushRefused;
    if (!isKept || draft.document !== undefined || draft.text === '') throw error;
    const { picture: _, ...kept } = draft;
    await unsent.put({ chat, id, draft: kept });
    const noted = { ...message, ...storedTextOf(draft), keyboard: draft.keyboard };
    await messages.put(noted);
    if (isDelayed) deps.onKeptAnswer(chat);
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

  async function sendKeptMessages(chat: number): Promise<KeptResult> {
    for (const { id, draft } of await unsent.inChat(chat)) {
      try {
        await replace((await messages.get(chat, id)) ?? blank(chat, id, draft), draft);
      } catch (error) {
        if (error instanceof PushRefused) return 'refused';
        if (error instanceof CallRefused && retryLaterCodes.has(error.code)) return 'later';
        await unsent.remove({ chat, id });
        deps.onLost(error);
      }
    }
    return 'sent';
  }

  return {
    ...sender,
    send: (chat, draft, signal) =>
      sender
        .send(chat, draft, signal)
        .catch((error: unknown) => keep(blank(chat, deps.nextId(chat), draft), draft, error)),
    replace: (message, draft, signal) =>
      replace(message, draft, signal).catch((error: unknown) => keep(message, draft, error)),
    async say(context, text) {
      const { chat } = context;
      const draft: Draft = { text, entities: [], keyboard: [] };
      await sender
        .say(context, text)
        .catch(
          async (error: unknown) => void (await keep(blank(chat, deps.nextId(chat), draft), draft, error)),
        );
    },
    async sendKept(chat) {
      let result: KeptResult = 'later';
      await queue.enqueue(String(chat), async () => {
        result = await sendKeptMessages(chat);
      });
      return result;
    },
  };
}

/** Error codes after which the message was not sent, but may be later. */
const retryLaterCodes = new Set([429, 502]);
