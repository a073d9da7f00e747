import type { Message } from 'grammy/types';
import type { BotContext } from '../../bot/context.ts';
import { downloadFile, FileNotHad } from '../../bot/download-file.ts';
import { UnreadableFile } from '../../people/unreadable-file.ts';
import { decode } from './decode-text.ts';
import type { Roll } from './import-collector.ts';
import { readRoll } from './read-table.ts';

/** The largest file that is read, in bytes: an export of 10 000 people is smaller. */
const largestFile = 5 * 1024 * 1024;

/** What a message holds that people can be read from, without the command before it. */
type Holder = Pick<Message, 'document' | 'text'>;

/** Whether there is anything in a message to read people from. */
export function isSource({ document, text = '' }: Holder): boolean {
  return document !== undefined || written(text) !== '';
}

/**
 * Reads whom a message names, in its document or its text. A file that says it is too large is not downloaded.
 * @throws UnreadableFile
 */
export async function readSource(ctx: BotContext, { document, text = '' }: Holder): Promise<Roll> {
  if (document === undefined) return readRoll(decode(Buffer.from(written(text))));
  const { file_id, file_size = 0 } = document;
  if (file_size > largestFile) throw new UnreadableFile('tooBig');
  try {
    const bytes = await downloadFile(ctx.api, file_id, { most: largestFile, signal: ctx.signal });
    return readRoll(decode(bytes));
  } catch (error) {
    if (error instanceof FileNotHad) throw new UnreadableFile(error.reason);
    throw error;
  }
}

function written(text: string): string {
  return text.replace(/^\/\w+(?:@\w+)?(?:\s+|$)/u, '').trim();
}
