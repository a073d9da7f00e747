import type { InlineKeyboardButton, InlineKeyboardMarkup, ReplyKeyboardMarkup } from 'grammy/types';
import { badRequest } from '../errors.ts';
import type { Params } from '../http/params.ts';
import { isRecord } from '../objects.ts';
import { linkError, normalizeLink } from '../text/links.ts';

/** The parsed `reply_markup`. */
export type Markup =
  | { kind: 'none' }
  | { kind: 'inline'; inline: InlineKeyboardMarkup }
  | { kind: 'reply'; keyboard: ReplyKeyboardMarkup }
  | { kind: 'remove' }
  | { kind: 'force' };

/** The actions of a button, in the order Telegram checks them: the first present is used. */
const actions = [
  'url',
  'callback_data',
  'callback_game',
  'pay',
  'switch_inline_query',
  'switch_inline_query_chosen_chat',
  'switch_inline_query_current_chat',
  'login_url',
  'web_app',
  'copy_text',
  'disabled',
] as const;

/** Documented: callback data is 1 to 64 bytes long. */
const MAX_DATA = 64;
/** Documented: the text to copy is 1 to 256 characters long. */
const MAX_COPY = 256;
/** The server accepts about this many bytes of keyboard. */
const MAX_MARKUP = 10_240;

/** Reads `reply_markup`. `odd` is called with what Telegram would silently accept. */
export function readMarkup(params: Params, odd: (what: string) => void): Markup {
  const value = params.json('reply_markup', 'reply keyboard markup');
  if (value === undefined) return { kind: 'none' };
  if (!isRecord(value)) throw badRequest('object expected as reply markup');
  if (Array.isArray(value.inline_keyboard)) return inlineMarkup(value.inline_keyboard, odd);
  if (Array.isArray(value.keyboard)) return replyMarkup(value, value.keyboard);
  if (value.remove_keyboard === true) return { kind: 'remove' };
  if (value.force_reply === true) return { kind: 'force' };
  return { kind: 'none' };
}

/** Reads `reply_markup` for edits, which accept inline keyboards only. */
export function readInlineMarkup(
  params: Params,
  odd: (what: string) => void,
): InlineKeyboardMarkup | undefined {
  const markup = readMarkup(params, odd);
  if (markup.kind === 'inline') return markup.inline;
  if (markup.kind !== 'none') throw badRequest('inline keyboard expected');
  return undefined;
}

function inlineMarkup(rows: unknown[], odd: (what: string) => void): Markup {
  const keyboard = rows.map((row) => {
    if (!Array.isArray(row)) {
      throw badRequest('field "inline_keyboard" of the InlineKeyboardMarkup must be an Array of Arrays');
    }
    return row.map((button) => inlineButton(button, odd));
  });
  const filled = keyboard.filter((row) => row.length > 0);
  if (filled.length === 0) return { kind: 'none' };
  if (Buffer.byteLength(JSON.stringify(filled)) > MAX_MARKUP) throw badRequest('reply markup is too long');
  return { kind: 'inline', inline: { inline_keyboard: filled } };
}

function inlineButton(button: unknown, odd: (what: string) => void): InlineKeyboardButton {
  const wrong = (words: string) => badRequest(`can't parse inline keyboard button: ${words}`);
  if (!isRecord(button)) throw wrong('InlineKeyboardButton must be an Object');
  const { text, style, icon_custom_emoji_id: icon } = button;
  if (text === undefined) throw wrong('Can\'t find field "text"');
  if (typeof text !== 'string') throw wrong('Field "text" must be of type String');
  if (text.trim() === '') throw badRequest('inline keyboard button text must be non-empty');
  if (style !== undefined && !['danger', 'success', 'primary'].includes(String(style))) {
    throw wrong('invalid button style specified');
  }
  const presentActions = actions.filter((name) => button[name] !== undefined && button[name] !== '');
  // `switch_inline_query: ''` is an action; an empty url or callback_data is not.
  const used = presentActions[0] ?? actions.find((name) => name.startsWith('switch_') && button[name] === '');
  if (used === undefined) throw wrong('Text buttons are unallowed in the inline keyboard');
  if (presentActions.length > 1) odd(`button "${text}" has several actions: ${presentActions.join(', ')}`);
  checkAction(used, button[used]);
  const result = {
    text,
    [used]: used === 'url' ? normalizeLink(String(button.url)) : button[used],
    ...(style ? { style } : {}),
    ...(icon ? { icon_custom_emoji_id: icon } : {}),
  };
  return result as InlineKeyboardButton;
}

function checkAction(action: (typeof actions)[number], value: unknown): void {
  if (action === 'callback_data' && Buffer.byteLength(String(value)) > MAX_DATA)
    throw badRequest('BUTTON_DATA_INVALID');
  if (action === 'url') checkUrl('URL', String(value), false);
  if (action === 'web_app' || action === 'login_url') {
    checkUrl(
      action === 'web_app' ? 'Web App URL' : 'login URL',
      isRecord(value) ? String(value.url) : '',
      true,
    );
  }
  if (action === 'copy_text') {
    const copied = isRecord(value) ? String(value.text ?? '') : '';
    if (copied === '' || copied.length > MAX_COPY) throw badRequest('BUTTON_COPY_TEXT_INVALID');
  }
}

function checkUrl(name: string, url: string, secure: boolean): void {
  const fault =
    linkError(url) ?? (secure && !/^https:/i.test(url) ? 'Only HTTPS links are allowed' : undefined);
  if (fault) throw badRequest(`inline keyboard button ${name} '${url}' is invalid: ${fault}`);
}

function replyMarkup(value: Record<string, unknown>, rows: unknown[]): Markup {
  const keyboard = rows.map((row) => {
    if (!Array.isArray(row)) throw badRequest('field "keyboard" must be an Array of Arrays');
    return row.map((button: unknown) => {
      const text = isRecord(button) ? button.text : button;
      if (typeof text !== 'string')
        throw badRequest("can't parse keyboard button: KeyboardButton must be a String or an Object");
      if (text === '') throw badRequest('keyboard button text must be non-empty');
      return isRecord(button) ? { ...button, text } : { text };
    });
  });
  return { kind: 'reply', keyboard: { ...value, keyboard: keyboard.filter((row) => row.length > 0) } };
}
