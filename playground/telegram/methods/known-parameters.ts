import type { ApiMethods, Opts } from 'grammy/types';

/**
 * True: simulated, or has no visible effect here. False: a parameter of Telegram that the simulator ignores.
 */
type Known<M extends keyof ApiMethods> = Record<keyof Opts<M>, boolean>;

const target = {
  business_connection_id: false,
  chat_id: true,
  message_thread_id: true,
};

const delivery = {
  ...target,
  direct_messages_topic_id: false,
  disable_notification: true,
  protect_content: true,
  allow_paid_broadcast: false,
  message_effect_id: true,
  reply_parameters: true,
  reply_to_message_id: true,
};

const single = {
  ...delivery,
  ephemeral_message_parameters: true,
  suggested_post_parameters: false,
  reply_markup: true,
};

const caption = { caption: true, parse_mode: true, caption_entities: true };

const edit = {
  business_connection_id: false,
  chat_id: true,
  message_id: true,
  inline_message_id: false,
  reply_markup: true,
};

const menu = { scope: true, language_code: true };

/** The parameters of each method, checked against the types that grammY generates from the documentation. */
export const parameters = {
  getMe: {},
  getUpdates: {
    offset: true,
    limit: true,
    timeout: true,
    allowed_updates: true,
  } satisfies Known<'getUpdates'>,
  setWebhook: {
    url: true,
    certificate: false,
    ip_address: false,
    max_connections: true,
    allowed_updates: true,
    drop_pending_updates: true,
    secret_token: true,
  } satisfies Known<'setWebhook'>,
  deleteWebhook: { drop_pending_updates: true } satisfies Known<'deleteWebhook'>,
  getWebhookInfo: {},
  sendMessage: {
    ...single,
    text: true,
    parse_mode: true,
    entities: true,
    link_preview_options: true,
  } satisfies Known<'sendMessage'>,
  sendChatAction: { ...target, action: true } satisfies Known<'sendChatAction'>,
  sendPhoto: {
    ...single,
    ...caption,
    photo: true,
    show_caption_above_media: true,
    has_spoiler: true,
  } satisfies Known<'sendPhoto'>,
  sendDocument: {
    ...single,
    ...caption,
    document: true,
    thumbnail: false,
    disable_content_type_detection: true,
  } satisfies Known<'sendDocument'>,
  sendMediaGroup: { ...delivery, media: true } satisfies Known<'sendMediaGroup'>,
  editMessageText: {
    ...edit,
    text: true,
    parse_mode: true,
    entities: true,
    link_preview_options: true,
    rich_message: false,
  } satisfies Known<'editMessageText'>,
  editMessageCaption: {
    ...edit,
    ...caption,
    show_caption_above_media: true,
  } satisfies Known<'editMessageCaption'>,
  editMessageMedia: { ...edit, media: true } satisfies Known<'editMessageMedia'>,
  editMessageReplyMarkup: edit satisfies Known<'editMessageReplyMarkup'>,
  deleteMessage: { chat_id: true, message_id: true } satisfies Known<'deleteMessage'>,
  deleteMessages: { chat_id: true, message_ids: true } satisfies Known<'deleteMessages'>,
  setMessageReaction: {
    chat_id: true,
    message_id: true,
    reaction: true,
    is_big: true,
  } satisfies Known<'setMessageReaction'>,
  pinChatMessage: {
    business_connection_id: false,
    chat_id: true,
    message_id: true,
    disable_notification: true,
  } satisfies Known<'pinChatMessage'>,
  answerCallbackQuery: {
    callback_query_id: true,
    text: true,
    show_alert: true,
    url: true,
    cache_time: true,
  } satisfies Known<'answerCallbackQuery'>,
  setMyCommands: { ...menu, commands: true } satisfies Known<'setMyCommands'>,
  getMyCommands: menu satisfies Known<'getMyCommands'>,
  deleteMyCommands: menu satisfies Known<'deleteMyCommands'>,
  setMyName: { name: true, language_code: true } satisfies Known<'setMyName'>,
  getMyName: { language_code: true } satisfies Known<'getMyName'>,
  setMyDescription: { description: true, language_code: true } satisfies Known<'setMyDescription'>,
  getMyDescription: { language_code: true } satisfies Known<'getMyDescription'>,
  setMyShortDescription: {
    short_description: true,
    language_code: true,
  } satisfies Known<'setMyShortDescription'>,
  getMyShortDescription: { language_code: true } satisfies Known<'getMyShortDescription'>,
  setChatMenuButton: { chat_id: true, menu_button: true } satisfies Known<'setChatMenuButton'>,
  getChatMenuButton: { chat_id: true } satisfies Known<'getChatMenuButton'>,
  getChat: { chat_id: true } satisfies Known<'getChat'>,
  getChatMember: { chat_id: true, user_id: true } satisfies Known<'getChatMember'>,
  getChatAdministrators: { chat_id: true, return_bots: false } satisfies Known<'getChatAdministrators'>,
  leaveChat: { chat_id: true } satisfies Known<'leaveChat'>,
  createForumTopic: {
    chat_id: true,
    name: true,
    icon_color: false,
    icon_custom_emoji_id: false,
  } satisfies Known<'createForumTopic'>,
  getFile: { file_id: true } satisfies Known<'getFile'>,
};

/** The methods that are simulated. */
export type MethodName = keyof typeof parameters;
