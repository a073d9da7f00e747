import type { Message } from 'grammy/types';
import { readCommandWord } from '../../bot/command-words.ts';
import type { BotContext } from '../../bot/context.ts';
import { deleteMessageWithCredential } from '../../bot/delete-message-with-credential.ts';
import { downloadSentFile, FileUnavailable } from '../../bot/download-file.ts';
import { mostPeople, mostRequested, TooManyPeople } from '../../jobs/index.ts';
import {
  type ImportText,
  readPeopleFile,
  readPeopleMessage,
  UnreadableFile,
} from '../../people/import/read-people.ts';
import { drawNobodyRead } from './import-notices.ts';

/** Largest file that is read, bytes: an export of 10 000 people is smaller. */
const largestFile = 5 * 1024 * 1024;

/** A message to read people from. */
export type ImportSource = Pick<Message, 'message_id' | 'document' | 'text' | 'entities' | 'caption'>;

/** Whether a message has a document or text to read people from. */
export function isImportSource({ document, text = '' }: ImportSource): boolean {
  return document !== undefined || withoutCommand(text) !== '';
}

/**
 * Reads the people of a message; `undefined` when there are none, which the user was told. A message with a
 * login is deleted.
 * @throws TooManyPeople
 */
export async function readPeopleOrExplain(
  ctx: BotContext,
  source: ImportSource,
  column: string,
): Promise<ImportText | undefined> {
  try {
    const read = await readImportSource(ctx, source, column);
    if (read.kind === 'ambiguous') return read;
    const { length } = read.people;
    // A file may name more people than a typed message.
    const most = source.document ? mostRequested : mostPeople;
    if (length > most) throw new TooManyPeople(length, most);
    if (length > 0) return read;
    await ctx.reply(drawNobodyRead(read, ctx.texts));
  } catch (error) {
    if (!(error instanceof UnreadableFile)) throw error;
    if (error.reason === 'credentials') await deleteMessageWithCredential(ctx, source);
    await ctx.reply(ctx.texts.transfer.import.unreadable[error.reason]);
  }
  return undefined;
}

/**
 * Reads the people of a message from its document or text. A file whose stated size is too large is not
 * downloaded.
 * @param column the candidate of an earlier reading that holds the people; empty when not asked
 * @throws UnreadableFile
 */
async function readImportSource(ctx: BotContext, source: ImportSource, column: string): Promise<ImportText> {
  const { document, caption = '' } = source;
  const choice = column || undefined;
  if (document === undefined)
    return readPeopleMessage(withoutCommand(withLinks(source)), { choice }, ctx.signal);
  const { file_id, file_size = 0, file_name = '' } = document;
  if (file_size > largestFile) throw new UnreadableFile('tooBig');
  try {
    const bytes = await downloadSentFile(ctx, file_id, largestFile);
    // The caption, like the file name, may say what list it is.
    return await readPeopleFile(
      bytes,
      { name: `${file_name} ${withoutCommand(caption)}`, choice },
      ctx.signal,
    );
  } catch (error) {
    if (error instanceof FileUnavailable) throw new UnreadableFile(error.reason);
    throw error;
  }
}

/** The text, with the URLs behind its links as in Markdown. */
function withLinks({ text = '', entities = [] }: ImportSource): string {
  let whole = text;
  for (const entity of entities.toSorted((a, b) => b.offset - a.offset)) {
    if (entity.type !== 'text_link') continue;
    const end = entity.offset + entity.length;
    whole = `${whole.slice(0, entity.offset)}[${whole.slice(entity.offset, end)}](${entity.url})${whole.slice(end)}`;
  }
  return whole;
}

/** The text without the command at its start. */
function withoutCommand(text: string): string {
  const said = text.trimStart().replace(/^[@＠]\w{1,64}\s{1,9}/u, '');
  const [command] = /^[/／]\w{1,64}(?:@\w{1,64})?(?:\s|$)/u.exec(said) ?? [];
  if (command !== undefined) return said.slice(command.length).trim();
  const word = readCommandWord(/^[/／]/u.test(said) ? said.slice(1) : said);
  return word?.name === 'import' ? word.argument : text.trim();
}
