import { jsonText, listOf, numberOf, objectOf } from '../json.ts';
import type { QQFile, QQMessage } from '../port.ts';
import { linksOfSegment } from './shared-links.ts';

/**
 * A segment of a message. Messages are always sent as lists of segments, since CQ codes would be read in a
 * string.
 */
export interface Segment {
  type: string;
  data: Readonly<Record<string, string>>;
}

/** The segments of a message to send. */
export function toSegments({ text, picture, document, quotes }: QQMessage): Segment[] {
  const bytes = (content: Uint8Array) => `base64://${Buffer.from(content).toString('base64')}`;
  return [
    ...(quotes === undefined ? [] : [{ type: 'reply', data: { id: quotes } }]),
    ...(picture === undefined ? [] : [{ type: 'image', data: { file: bytes(picture) } }]),
    ...(document === undefined
      ? []
      : [{ type: 'file', data: { file: bytes(document.bytes), name: document.name } }]),
    ...(text === undefined || text === '' ? [] : [{ type: 'text', data: { text } }]),
  ];
}

/** The content of a received message. */
export interface ReceivedContent {
  /** With the links of shared pages. */
  text: string;
  /** The bot is mentioned with an @. */
  mentioned: boolean;
  quotes?: string;
  files: QQFile[];
  /** Contains segments that this program does not use. */
  other: boolean;
}

/** Most segments of a message that are read. */
const mostSegments = 200;

/**
 * Reads the segments of a received message; malformed ones are skipped.
 * @param self the bot's QQ number
 */
export function fromSegments(message: unknown, self: string): ReceivedContent {
  const said: ReceivedContent = { text: '', mentioned: false, files: [], other: false };
  for (const part of listOf(message).slice(0, mostSegments)) {
    const type = objectOf(part)?.type;
    const data = objectOf(objectOf(part)?.data) ?? {};
    if (type === 'text') said.text += typeof data.text === 'string' ? data.text : '';
    else if (type === 'at' && jsonText(data.qq) === self) said.mentioned = true;
    else if (type === 'at') said.text += `@${jsonText(data.name) ?? jsonText(data.qq) ?? ''}`;
    else if (type === 'reply') said.quotes ??= jsonText(data.id) ?? '';
    else if (type === 'file') said.files.push(...fileOf(data));
    else {
      const links = linksOfSegment(type, data);
      if (links.length === 0) said.other = true;
      for (const link of links) said.text += `\n${link}\n`;
    }
  }
  if (said.quotes === '') delete said.quotes;
  said.text = said.text.trim();
  return said;
}

function fileOf(data: Readonly<Record<string, unknown>>): QQFile[] {
  const reference = jsonText(data.file_id) ?? jsonText(data.url) ?? jsonText(data.file);
  if (reference === undefined) return [];
  const size = numberOf(data.file_size);
  return [
    {
      name: jsonText(data.name) ?? jsonText(data.file) ?? '',
      reference,
      ...(size !== undefined && { size }),
    },
  ];
}
