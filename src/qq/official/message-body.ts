import type { QQButton, QQMessage } from '../port.ts';
import type { ReplyReference } from './reply-quota.ts';

/** The content of a message. */
export interface OfficialMessageContent {
  text: string;
  /** The answer to an upload, which refers to the file. */
  media?: string | undefined;
  keyboard?: QQMessage['keyboard'] | undefined;
}

/**
 * Makes the request body of a message. Buttons require Markdown; a message without them is sent as plain
 * text, in which names cannot act as markup.
 */
export function messageBody(
  { text, media, keyboard }: OfficialMessageContent,
  reference: ReplyReference | undefined,
): Record<string, unknown> {
  if (media !== undefined)
    return {
      msg_type: 7,
      media: { file_info: media },
      ...(text !== '' && { content: escapeMentions(text) }),
      ...reference,
    };
  if (keyboard === undefined || keyboard.length === 0)
    return { msg_type: 0, content: escapeMentions(text), ...reference };
  return {
    msg_type: 2,
    markdown: { content: escapeMarkdown(text) },
    keyboard: {
      content: {
        rows: keyboard.map((row, y) => ({ buttons: row.map((one, x) => button(one, `${y}-${x}`)) })),
      },
    },
    ...reference,
  };
}

function button(one: QQButton, id: string): Record<string, unknown> {
  const { label, primary } = one;
  return {
    id,
    render_data: { label, visited_label: label, style: primary ? 1 : 0 },
    action: {
      type: 'url' in one ? 0 : 1,
      permission: { type: 2 },
      data: 'url' in one ? one.url : one.data,
      unsupport_tips: '请更新 QQ',
    },
  };
}

/**
 * The beginning of the platform's markup for mentions. One in a name or signature must not notify anybody.
 */
const mention = /<(?=@|qqbot-)/giu;

/** Escapes mentions in plain text. */
export function escapeMentions(text: string): string {
  return text.replace(mention, '<\u200b');
}

/** Escapes a text for Markdown. URLs are unchanged, or they would lead elsewhere. */
export function escapeMarkdown(text: string): string {
  return text
    .split(/(https?:\/\/[^\s<>()]{1,2000})/u)
    .map((part, place) => (place % 2 === 1 ? part : escaped(part)))
    .join('');
}

function escaped(text: string): string {
  return escapeMentions(text).replace(/[\\`*_~[\]#|]/gu, '\\$&');
}

/** The text with URLs that are not recognised as links, for when the platform refuses links. */
export function defuseLinks(text: string): string {
  return text.replace(/https?:\/\/([^\s<>()]{1,2000})/giu, (_, rest: string) => rest.replaceAll('.', '．'));
}
