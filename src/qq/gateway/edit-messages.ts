import { currentEditPurpose } from '../../bot/edit-purpose.ts';
import type { Clock } from '../../clock.ts';
import { createKeyedMutex } from '../../storage/index.ts';
import { CallRefused } from './bot-api-responses.ts';
import type { CurrentUpdate } from './current-update.ts';
import type { Menus } from './live-menus.ts';
import type { MessageStore, StoredMessage } from './message-store.ts';
import type { Sender } from './sender.ts';
import { type Draft, storedTextOf } from './split-draft.ts';

export interface EditDeps {
  messages: MessageStore;
  menus: Menus;
  currentUpdate: CurrentUpdate;
  sender: Sender;
  clock: Clock;
  /**
   * Whether QQ limits the number of answers. Then progress is shown only to users who ask for it, so that the
   * result can still be sent.
   */
  isRationed: boolean;
  /** Called when the latest state of a message could not be shown. */
  onLost: (error: unknown) => void;
}

/** Edits messages. QQ cannot edit, so the new version is sent and the old one recalled. */
export interface Edits {
  /**
   * Edits a message of the bot. Edits of one message wait for each other, so that the same version is not sent
   * twice.
   * @param change makes the new version from the current one
   * @throws CallRefused
   */
  edit(
    chat: number,
    id: number,
    change: (message: StoredMessage) => Draft,
    signal?: AbortSignal,
  ): Promise<StoredMessage>;
  /**
   * Recalls a message of the bot, after the edits under way; `false` when QQ did not recall it.
   * @throws CallRefused
   */
  remove(chat: number, id: number): Promise<boolean>;
  /** Cancels all postponed edits. */
  stop(): void;
}

/**
 * How long (ms) a progress message must stay unchanged before it is shown without being asked for. Grows with
 * each time, so that a job with pauses does not fill the chat.
 */
const quietPeriods = [20_000, 600_000, 3_600_000];

/**
 * News and edits in answer to a user are shown at once. Of unprompted progress only the latest state is
 * shown, and of a message that another one replaces, nothing.
 */
export function createEdits(deps: EditDeps): Edits {
  const { messages, menus, currentUpdate, sender, clock } = deps;
  const postponed = new Map<string, { cancel: AbortController; timesShown: number }>();
  const oneAtATime = createKeyedMutex();
  const keyOf = ({ chat, id }: StoredMessage) => `${chat}:${id}`;

  function forget(message: StoredMessage): void {
    postponed.get(keyOf(message))?.cancel.abort();
    postponed.delete(keyOf(message));
  }

  /** Stores the new text, and shows it when no newer one comes for a while. */
  async function postpone(message: StoredMessage, draft: Draft): Promise<StoredMessage> {
    const key = keyOf(message);
    const before = postponed.get(key);
    before?.cancel.abort();
    const cancel = new AbortController();
    const timesShown = before?.timesShown ?? 0;
    postponed.set(key, { cancel, timesShown });
    const noted = { ...message, ...storedTextOf(draft) };
    await messages.put(noted);
    if (deps.isRationed) return noted;
    const pause = quietPeriods[Math.min(timesShown, quietPeriods.length - 1)] ?? 0;
    clock.sleep(pause, cancel.signal).then(
      async () => {
        postponed.set(key, { cancel, timesShown: timesShown + 1 });
        await oneAtATime
          .run(key, async () => {
            if (!cancel.signal.aborted) await sender.replace(noted, draft);
          })
          .catch(deps.onLost);
      },
      () => undefined,
    );
    return noted;
  }

  /** Stores the new text without buttons; the message on QQ is unchanged. */
  async function storeWithoutButtons(message: StoredMessage, draft: Draft): Promise<StoredMessage> {
    const bare = { ...message, ...storedTextOf(draft), keyboard: [] };
    await messages.put(bare);
    if (message.answers !== undefined) await menus.end(message.chat, message.answers, message.id);
    return bare;
  }

  async function ownMessage(chat: number, id: number, otherwise: string): Promise<StoredMessage> {
    const message = await messages.get(chat, id);
    if (message === undefined || message.theirs) throw new CallRefused(400, `Bad Request: ${otherwise}`);
    return message;
  }

  async function editNow(
    chat: number,
    id: number,
    change: (message: StoredMessage) => Draft,
    signal: AbortSignal | undefined,
  ): Promise<StoredMessage> {
    const message = await ownMessage(chat, id, 'message to edit not found');
    const draft = change(message);
    const sameText = message.text === draft.text;
    const sameButtons = JSON.stringify(message.keyboard) === JSON.stringify(draft.keyboard);
    if (sameText && sameButtons) throw new CallRefused(400, 'Bad Request: message is not modified');
    const purpose = currentEditPurpose();
    const answering = currentUpdate.inChat(message.chat) !== undefined;
    if (purpose === 'progress' && !answering) return postpone(message, draft);
    forget(message);
    // Removing only the buttons needs no new message.
    const isSilent = purpose === 'superseded' || sameText;
    if (isSilent && draft.keyboard.length === 0) return storeWithoutButtons(message, draft);
    return sender.replace(message, draft, signal);
  }

  async function removeNow(chat: number, id: number): Promise<boolean> {
    const message = await ownMessage(chat, id, "message can't be deleted");
    forget(message);
    if (message.answers !== undefined) await menus.end(chat, message.answers, id);
    const isRecalled = await sender.recall(chat, message.parts);
    await messages.remove(message);
    return isRecalled;
  }

  return {
    stop() {
      for (const { cancel } of postponed.values()) cancel.abort();
      postponed.clear();
    },
    edit: (chat, id, change, signal) =>
      oneAtATime.run(`${chat}:${id}`, () => editNow(chat, id, change, signal), signal),
    remove: (chat, id) => oneAtATime.run(`${chat}:${id}`, () => removeNow(chat, id)),
  };
}
