import type { MessageEntity } from 'grammy/types';
import { jsonText, listOf, objectOf } from '../json.ts';
import { CallRefused } from './bot-api-responses.ts';
import type { CurrentUpdate } from './current-update.ts';
import type { Edits } from './edit-messages.ts';
import type { Roles } from './group-roles.ts';
import type { Menus } from './live-menus.ts';
import type { MessageStore, StoredMessage } from './message-store.ts';
import {
  type BotApiCall,
  chatIn,
  draftIn,
  findAttachedUpload,
  keyboardIn,
  messageIn,
} from './read-bot-api-call.ts';
import type { Files } from './received-documents.ts';
import type { Sender } from './sender.ts';
import type { Draft } from './split-draft.ts';
import { botInfo, linkEntities, messageOf } from './telegram-shapes.ts';
import type { UnsentMessages } from './unsent-message-store.ts';

/** What the methods need. */
export interface MethodDeps {
  messages: MessageStore;
  sender: Sender;
  edits: Edits;
  menus: Menus;
  currentUpdate: CurrentUpdate;
  files: Files;
  unsent: Pick<UnsentMessages, 'remove'>;
  roles: Roles;
  /**
   * Downloads a picture for a chat; `undefined` when it cannot be had, and the message is sent without it.
   */
  picture: (address: string, chat: number, signal?: AbortSignal) => Promise<Uint8Array | undefined>;
}

/**
 * Handles a call and returns its result.
 * @throws CallRefused
 */
export type BotApiMethod = (call: BotApiCall, signal?: AbortSignal) => Promise<unknown>;

/** The Bot API methods that QQ supports, by name. */
export function createMethods(deps: MethodDeps): Readonly<Record<string, BotApiMethod>> {
  const { sender, edits, currentUpdate } = deps;
  const nothing: BotApiMethod = async () => true;

  async function editMessage(
    call: BotApiCall,
    change: (message: StoredMessage) => Draft,
    signal?: AbortSignal,
  ) {
    return messageOf(await edits.edit(chatIn(call), messageIn(call), change, signal));
  }

  async function pictureIn(call: BotApiCall, photo: unknown, signal?: AbortSignal): Promise<Uint8Array> {
    const bytes =
      findAttachedUpload(call, photo)?.bytes ??
      (await deps.picture(jsonText(photo) ?? '', chatIn(call), signal));
    if (bytes === undefined) throw new CallRefused(400, 'Bad Request: failed to get HTTP URL content');
    return bytes;
  }

  return {
    getMe: async () => botInfo,
    sendMessage: async (call, signal) => messageOf(await sender.send(chatIn(call), draftIn(call), signal)),
    sendPhoto: async (call, signal) => {
      const picture = await pictureIn(call, call.params.photo, signal);
      return messageOf(await sender.send(chatIn(call), { ...draftIn(call, 'caption'), picture }, signal));
    },
    sendDocument: async (call, signal) => {
      const document = documentIn(call, call.params.document);
      return messageOf(await sender.send(chatIn(call), { ...draftIn(call, 'caption'), document }, signal));
    },
    async sendMediaGroup(call, signal) {
      const chat = chatIn(call);
      const drafts = listOf(call.params.media).map((one): Draft => {
        const { type, media, caption } = objectOf(one) ?? {};
        const common = { text: jsonText(caption) ?? '', entities: [], keyboard: [] };
        const { bytes } = documentIn(call, media);
        return type === 'photo'
          ? { ...common, picture: bytes }
          : { ...common, document: documentIn(call, media) };
      });
      const sent: StoredMessage[] = [];
      try {
        for (const draft of drafts) sent.push(await sender.send(chat, draft, signal));
      } catch (error) {
        await sender.recall(
          chat,
          sent.flatMap(({ parts }) => parts),
        );
        throw error;
      }
      return sent.map(messageOf);
    },
    editMessageText: (call, signal) => editMessage(call, () => draftIn(call), signal),
    editMessageCaption: (call, signal) => editMessage(call, () => draftIn(call, 'caption'), signal),
    async editMessageMedia(call, signal) {
      const { media, caption, caption_entities: entities } = objectOf(call.params.media) ?? {};
      const picture = await pictureIn(call, media, signal);
      const draft: Draft = {
        text: jsonText(caption) ?? '',
        entities: listOf(entities) as MessageEntity[],
        keyboard: keyboardIn(call.params.reply_markup),
        picture,
      };
      return editMessage(call, () => draft, signal);
    },
    editMessageReplyMarkup: (call, signal) =>
      editMessage(
        call,
        (message) => ({
          text: message.text,
          entities: linkEntities(message),
          keyboard: keyboardIn(call.params.reply_markup),
        }),
        signal,
      ),
    async deleteMessage(call) {
      const [chat, id] = [chatIn(call), messageIn(call)];
      const isRecalled = await edits.remove(chat, id);
      await deps.unsent.remove({ chat, id });
      if (!isRecalled) throw new CallRefused(400, "Bad Request: message can't be deleted");
      return true;
    },
    async answerCallbackQuery({ params }) {
      const text = jsonText(params.text);
      const context = currentUpdate.current();
      if (text === undefined || context === undefined) return true;
      if (params.show_alert === true) await sender.say(context, text);
      else context.toast = text;
      return true;
    },
    getChatMember: async (call) => {
      const [chat, user] = [chatIn(call), Number(call.params.user_id)];
      const status = deps.roles.statusOf(chat, user);
      if (status === undefined) throw new CallRefused(400, 'Bad Request: member not found');
      return { status, user: { id: user, is_bot: false, first_name: '' } };
    },
    async getFile({ params }) {
      const id = jsonText(params.file_id) ?? '';
      const { size } = await deps.files.find(id);
      return {
        file_id: id,
        file_unique_id: id,
        file_path: id,
        ...(size !== undefined && { file_size: size }),
      };
    },
    // QQ has no such feature, or does it by itself.
    sendChatAction: nothing,
    setMyCommands: nothing,
    deleteMyCommands: nothing,
    getMyDescription: nothing,
    setMyDescription: nothing,
    getMyShortDescription: nothing,
    setMyShortDescription: nothing,
  };
}

function documentIn(call: BotApiCall, value: unknown): { name: string; bytes: Uint8Array } {
  const upload = findAttachedUpload(call, value);
  if (upload === undefined)
    throw new CallRefused(400, 'Bad Request: wrong file identifier/HTTP URL specified');
  return upload;
}
