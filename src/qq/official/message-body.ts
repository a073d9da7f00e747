import type { QQButton } from '../port.ts';
import { escapeMarkdown, escapeMentions } from './escape-text.ts';
import type { ReplyReference } from './reply-quota.ts';

/** The content of a message. */
export interface OfficialMessageContent {
  text: string;
  /** The answer to an upload, which refers to the file. */
  media?: string;
  keyboard?: readonly (readonly QQButton[])[];
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
