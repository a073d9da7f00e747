import type { ChatMessage, ChatRecord } from '../state/chats.ts';
import { labels } from './buttons.ts';

/** The chat as text, for error messages of failing tests. */
export function transcript({ messages }: ChatRecord): string {
  const lines = [...messages.values()].map(line);
  return lines.length > 0 ? lines.join('\n') : '(nothing yet)';
}

function line(message: ChatMessage): string {
  const { message_id: id, from, edit_date: edited, photo, document, text, caption } = message;
  const said = [
    photo ? '[photo]' : '',
    document ? `[${document.file_name}]` : '',
    text ?? caption ?? '',
    edited === undefined ? '' : '(edited)',
  ].filter(Boolean);
  const buttons = labels(message);
  return `#${id} ${from.first_name}: ${said.join(' ')}${buttons ? `\n    [${buttons}]` : ''}`;
}
