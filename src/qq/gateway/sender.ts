import type { Clock } from '../../clock.ts';
import type { QQMessage, QQPort, QQTarget } from '../port.ts';
import { CallRefused, isInDoubt, refusalOf } from './bot-api-responses.ts';
import type { ChatIds } from './chat-ids.ts';
import type { CurrentUpdate, UpdateContext } from './current-update.ts';
import { type KeyboardLayout, layOut } from './keyboard-layout.ts';
import type { Menus } from './live-menus.ts';
import type { MessageStore, StoredMessage, StoredPart } from './message-store.ts';
import type { Pacer } from './pacer.ts';
import type { ReplyWords } from './reply-words.ts';
import { type Draft, splitDraft, storedTextOf } from './split-draft.ts';

export interface SenderDeps {
  port: QQPort;
  ids: ChatIds;
  messages: MessageStore;
  /** Gives out message ids. */
  nextId: (chat: number) => number;
  menus: Menus;
  turns: CurrentUpdate;
  pacer: Pacer;
  clock: Clock;
  wordsOf: (chat: number) => Promise<ReplyWords>;
  /** Told of a message to somebody who waits for it that may have been lost. */
  onDoubt: (detail: string) => void;
}

/** Sends messages, and what takes the place of one. */
export interface Sender {
  /** @throws CallRefused */
  send(chat: number, draft: Draft, signal?: AbortSignal): Promise<StoredMessage>;
  /**
   * Shows other text and buttons in place of those of a message, as a new one on QQ; the old one is taken back while that can
   * be. Its picture stays. The bot goes on knowing it by the same id.
   * @throws CallRefused
   */
  replace(message: StoredMessage, draft: Draft, signal?: AbortSignal): Promise<StoredMessage>;
  /** Says something that is no message of its own, such as the word a press is answered with. */
  say(turn: UpdateContext, text: string): Promise<void>;
  /** Takes parts back; `false` when one of them could not be. */
  recall(chat: number, parts: readonly StoredPart[]): Promise<boolean>;
}

export function createSender(deps: SenderDeps): Sender {
  const { port, messages, menus, turns, clock } = deps;

  /** Sends what a draft shows; gives the parts it became. All of it goes, or nothing stays. */
  async function transmit(
    chat: number,
    draft: Draft,
    layout: KeyboardLayout,
    signal: AbortSignal | undefined,
  ): Promise<StoredPart[]> {
    const target = await deps.ids.targetOf(chat);
    if (target === undefined) throw new CallRefused(400, 'Bad Request: chat not found');
    const turn = turns.current(chat);
    const quotes = draft.quotes === undefined ? undefined : await nameOnQQ(chat, draft.quotes);
    const parts: StoredPart[] = [];
    for (const message of splitDraft(draft, layout)) {
      const whole = {
        ...message,
        ...(turn !== undefined && { answers: turn.anchor }),
        ...(parts.length === 0 && quotes !== undefined && { quotes }),
      };
      try {
        const part = await post(target, whole, turn, signal);
        if (part !== undefined) parts.push(part);
      } catch (error) {
        await recall(chat, parts);
        throw error;
      }
    }
    return parts;
  }

  async function post(
    target: QQTarget,
    message: QQMessage,
    turn: UpdateContext | undefined,
    signal: AbortSignal | undefined,
  ): Promise<StoredPart | undefined> {
    const later = turn === undefined ? await deps.pacer.wait(signal) : undefined;
    if (later !== undefined)
      throw new CallRefused(429, 'Too Many Requests: other messages go to QQ first', later);
    const sent = await port.send(target, message, signal);
    // Somebody who waits for an answer sees that it is missing, and asks again; sent anew, they might read it twice.
    if (sent.outcome === 'mayHaveGone' && turn !== undefined) deps.onDoubt(sent.detail);
    else if (sent.outcome !== 'sent') throw refusalOf(sent);
    if (turn !== undefined) turn.sent += 1;
    if (sent.outcome !== 'sent') return undefined;
    const { id, quotedAs } = sent;
    const media = message.picture !== undefined || message.document !== undefined;
    return { id, at: clock.now(), media, ...(quotedAs !== undefined && { quotedAs }) };
  }

  async function recall(chat: number, parts: readonly StoredPart[]): Promise<boolean> {
    const target = await deps.ids.targetOf(chat);
    if (target === undefined) return false;
    const { recallWindow } = port.capabilities;
    const outcomes = await Promise.all(
      parts.map(({ id, at }) => clock.now() - at < recallWindow && port.recall(target, id)),
    );
    return outcomes.every(Boolean);
  }

  async function nameOnQQ(chat: number, id: number): Promise<string | undefined> {
    return (await messages.get(chat, id))?.parts.at(-1)?.id;
  }

  /** The menu that belongs to what was sent in answer to somebody is the one they may answer; any before it has ended. */
  async function offer(message: StoredMessage, { choices }: KeyboardLayout): Promise<void> {
    const turn = turns.current(message.chat);
    const isLeft = choices.length === 0;
    // What is changed without being asked for does not begin anew; its time goes on.
    if (turn === undefined) {
      if (isLeft && message.answers !== undefined) await menus.end(message.chat, message.answers, message.id);
    } else if (isLeft) await menus.end(turn.chat, turn.user);
    else await menus.open(turn.chat, turn.user, message.id);
  }

  async function laidOut(chat: number, id: number, { keyboard }: Draft): Promise<KeyboardLayout> {
    return layOut(keyboard, port.capabilities, await deps.wordsOf(chat), `${id.toString(36)}:`);
  }

  return {
    recall,
    async send(chat, draft, signal) {
      const id = deps.nextId(chat);
      const layout = await laidOut(chat, id, draft);
      const user = turns.current(chat)?.user;
      const shown: Omit<StoredMessage, 'parts'> = {
        chat,
        id,
        date: Math.floor(clock.now() / 1000),
        ...storedTextOf(draft),
        shape: draft.picture ? 'photo' : draft.document ? 'document' : 'text',
        keyboard: draft.keyboard,
        ...(user !== undefined && { answers: user }),
      };
      const parts = await transmit(chat, draft, layout, signal).catch(async (error: unknown) => {
        // Somebody may have it before them, and answer it.
        if (isInDoubt(error)) await messages.put({ ...shown, parts: [] });
        throw error;
      });
      const message = { ...shown, parts };
      await messages.put(message);
      await offer(message, layout);
      return message;
    },
    async replace(message, draft, signal) {
      const { chat, id } = message;
      const layout = await laidOut(chat, id, draft);
      const parts = await transmit(chat, draft, layout, signal);
      const [kept, old] = [
        message.parts.filter(({ media }) => media),
        message.parts.filter(({ media }) => !media),
      ];
      const user = turns.current(chat)?.user ?? message.answers;
      const replaced: StoredMessage = {
        ...message,
        ...storedTextOf(draft),
        keyboard: draft.keyboard,
        ...(user !== undefined && { answers: user }),
        parts: [...kept, ...parts],
      };
      await messages.put(replaced);
      await offer(replaced, layout);
      await recall(chat, old);
      return replaced;
    },
    async say({ chat }, text) {
      const layout: KeyboardLayout = { buttons: [], lines: [], choices: [] };
      await transmit(chat, { text, entities: [], keyboard: [] }, layout, undefined);
    },
  };
}
