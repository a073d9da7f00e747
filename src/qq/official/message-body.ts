import type { QQButton } from '../port.ts';
import { escapeMarkdown, escapeMentions } from './escape-text.ts';
import type { Reference } from './reply-quota.ts';

/** What is to be shown. */
export interface Shown {
  text: string;
  /** What an upload was answered with. */
  media?: string;
  keyboard?: readonly (readonly QQButton[])[];
}

/**
 * A message as the platform takes it. Buttons show under Markdown alone; whatever needs none goes as plain text, which
 * nothing in a name can turn into something else.
 */
export function messageBody(
  { text, media, keyboard }: Shown,
  reference: Reference | undefined,
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
