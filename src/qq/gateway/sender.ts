import type { Clock } from '../../clock.ts';
import type { QQMessage, QQPort, QQTarget } from '../port.ts';
import { ButtonsRefused, CallRefused, isInDoubt, toCallRefused } from './bot-api-responses.ts';
import type { ChatIds } from './chat-ids.ts';
import type { CurrentUpdate, UpdateContext } from './current-update.ts';
import { type KeyboardLayout, layOutKeyboard } from './keyboard-layout.ts';
import type { Menus } from './live-menus.ts';
import type { MessageStore, StoredMessage, StoredPart } from './message-store.ts';
import type { Pacer } from './pacer.ts';
import type { ReplyWords } from './reply-words.ts';
import { type Draft, splitDraft, storedTextOf } from './split-draft.ts';

export interface SenderDeps {
  port: QQPort;
  ids: ChatIds;
  messages: MessageStore;
  /** Generates message ids. */
  nextId: (chat: number) => number;
  menus: Menus;
  currentUpdate: CurrentUpdate;
  pacer: Pacer;
  clock: Clock;
  wordsOf: (chat: number) => Promise<ReplyWords>;
  /** Called when an answer to a waiting user may have been lost. */
  onDoubt: (detail: string) => void;
}

/** Sends, replaces and recalls messages. */
export interface Sender {
  /** @throws CallRefused */
  send(chat: number, draft: Draft, signal?: AbortSignal): Promise<StoredMessage>;
  /**
   * Replaces the text and buttons of a message: sends a new QQ message and recalls the old one while that is
   * possible. A picture stays. The message keeps its id for the bot.
   * @throws CallRefused
   */
  replace(message: StoredMessage, draft: Draft, signal?: AbortSignal): Promise<StoredMessage>;
  /** Sends a short text that is not stored, such as the answer to a button press. */
  say(context: UpdateContext, text: string): Promise<void>;
  /** Recalls parts; `false` when any of them could not be recalled. */
  recall(chat: number, parts: readonly StoredPart[]): Promise<boolean>;
}

export function createSender(deps: SenderDeps): Sender {
  const { port, messages, menus, currentUpdate, clock } = deps;

  /** Sends a draft and returns its QQ messages: all of them, or none remains. */
  async function sendDraft(
    chat: number,
    draft: Draft,
    layout: KeyboardLayout,
    signal: AbortSignal | undefined,
  ): Promise<StoredPart[]> {
    const target = await deps.ids.targetOf(chat);
    if (target === undefined) throw new CallRefused(400, 'Bad Request: chat not found');
    const context = currentUpdate.inChat(chat);
    const quoted = draft.quotes === undefined ? undefined : await messages.get(chat, draft.quotes);
    const quotes = quoted?.parts.at(-1)?.id;
    const parts: StoredPart[] = [];
    for (const message of splitDraft(context === undefined ? fitForPush(draft, layout) : draft, layout)) {
      const whole = {
        ...message,
        ...(context !== undefined && { answers: context.anchor }),
        ...(parts.length === 0 && quotes !== undefined && { quotes }),
      };
      try {
        const part = await sendPart(target, whole, context, signal);
        if (part !== undefined) parts.push(part);
      } catch (error) {
        await recall(chat, parts);
        throw error;
      }
    }
    return parts;
  }

  /**
   * Of an unprompted message the picture is left out if it would be a message of its own where QQ rations
   * messages: it might take the place of the text.
   */
  function fitForPush(draft: Draft, { buttons }: KeyboardLayout): Draft {
    if (port.capabilities.replyQuota === undefined || buttons.length === 0 || draft.text === '') return draft;
    const { picture: _, ...rest } = draft;
    return rest;
  }

  async function sendPart(
    target: QQTarget,
    message: QQMessage,
    context: UpdateContext | undefined,
    signal: AbortSignal | undefined,
  ): Promise<StoredPart | undefined> {
    const later = context === undefined ? await deps.pacer(signal) : undefined;
    if (later !== undefined)
      throw new CallRefused(429, 'Too Many Requests: other messages go to QQ first', later);
    const sent = await port.send(target, message, signal);
    // A user who waits for an answer notices that it is missing and asks again; sending it again might show
    // it twice.
    if (sent.outcome === 'mayHaveGone' && context !== undefined) deps.onDoubt(sent.detail);
    else if (sent.outcome !== 'sent') throw toCallRefused(sent);
    if (context !== undefined) context.sent += 1;
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

  /** Makes a message sent in answer to a user their live menu; an earlier menu ends. */
  async function updateMenu(message: StoredMessage, { choices }: KeyboardLayout): Promise<void> {
    const context = currentUpdate.inChat(message.chat);
    const isLeft = choices.length === 0;
    // An unprompted edit does not extend the menu's lifetime.
    if (context === undefined) {
      if (isLeft && message.answers !== undefined) await menus.end(message.chat, message.answers, message.id);
    } else if (isLeft) await menus.end(context.chat, context.user);
    else await menus.open(context.chat, context.user, message.id);
  }

  /** Sends a draft with its buttons, or with lines in their place once QQ refuses buttons to the bot. */
  async function sendLaidOut(
    chat: number,
    id: number,
    draft: Draft,
    signal: AbortSignal | undefined,
  ): Promise<{ parts: StoredPart[]; layout: KeyboardLayout }> {
    const layout = await layoutOf(chat, id, draft);
    try {
      return { parts: await sendDraft(chat, draft, layout, signal), layout };
    } catch (error) {
      if (!(error instanceof ButtonsRefused)) throw error;
      const plain = await layoutOf(chat, id, draft);
      return { parts: await sendDraft(chat, draft, plain, signal), layout: plain };
    }
  }

  async function layoutOf(chat: number, id: number, { keyboard }: Draft): Promise<KeyboardLayout> {
    return layOutKeyboard(keyboard, port.capabilities, await deps.wordsOf(chat), `${id.toString(36)}:`);
  }

  return {
    recall,
    async send(chat, draft, signal) {
      const id = deps.nextId(chat);
      const user = currentUpdate.inChat(chat)?.user;
      const shown: Omit<StoredMessage, 'parts'> = {
        chat,
        id,
        date: Math.floor(clock.now() / 1000),
        ...storedTextOf(draft),
        shape: draft.picture ? 'photo' : draft.document ? 'document' : 'text',
        keyboard: draft.keyboard,
        ...(user !== undefined && { answers: user }),
      };
      const { parts, layout } = await sendLaidOut(chat, id, draft, signal).catch(async (error: unknown) => {
        // The message may have arrived all the same, and be answered.
        if (isInDoubt(error)) await messages.put({ ...shown, parts: [] });
        throw error;
      });
      const message = { ...shown, parts };
      await messages.put(message);
      await updateMenu(message, layout);
      return message;
    },
    async replace(message, draft, signal) {
      const { chat, id } = message;
      const { parts, layout } = await sendLaidOut(chat, id, draft, signal);
      const [kept, old] = [
        message.parts.filter(({ media }) => media),
        message.parts.filter(({ media }) => !media),
      ];
      const user = currentUpdate.inChat(chat)?.user ?? message.answers;
      const replaced: StoredMessage = {
        ...message,
        ...storedTextOf(draft),
        keyboard: draft.keyboard,
        ...(user !== undefined && { answers: user }),
        parts: [...kept, ...parts],
      };
      await messages.put(replaced);
      await updateMenu(replaced, layout);
      await recall(chat, old);
      return replaced;
    },
    async say({ chat }, text) {
      const layout: KeyboardLayout = { buttons: [], lines: [], choices: [] };
      await sendDraft(chat, { text, entities: [], keyboard: [] }, layout, undefined);
    },
  };
}
