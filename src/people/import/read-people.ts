import { credentialsIn } from '../../text/find-and-redact-credentials.ts';
import { finish, finishInSlices, type Interruptible } from '../../text/interruptible-work.ts';
import { UnreadableFile } from '../unreadable-file.ts';
import { decodeText } from './decode-text.ts';
import { listKind } from './list-kind.ts';
import { afterComment } from './parse-json.ts';
import { isHtmlFile, readHtml, textOfHtml } from './read-html.ts';
import { readPeopleJson } from './read-json.ts';
import { type ImportText, readTable } from './read-table.ts';

export { UnreadableFile } from '../unreadable-file.ts';
export type { ListedPerson, PeopleRead } from './people-collector.ts';
export type { Candidate, ImportText } from './read-table.ts';

/** What is known of a file beside what is in it. */
export interface ImportOptions {
  /** The name of the file, which may say that it is a blacklist. */
  name?: string | undefined;
  /** The `choice` of one of the candidates that an earlier reading gave. */
  choice?: string | undefined;
}

/**
 * Reads whom a file names, of whatever size and from whatever program. Takes time in proportion to the file, and lets
 * the rest of the program go on meanwhile.
 *
 * @example
 * const read = await readPeopleFile(bytes, { name: 'following.csv' });
 * if (read.kind === 'ambiguous') ask(read.candidates);
 * @throws UnreadableFile, and the signal's reason when it is given up
 */
export function readPeopleFile(
  bytes: Uint8Array,
  options: ImportOptions = {},
  signal?: AbortSignal,
): Promise<ImportText> {
  return finishInSlices(peopleInFile(bytes, options), signal);
}

/**
 * Reads the people in the text of a message, like `readPeopleFile`.
 * @throws UnreadableFile, and the signal's reason when it is given up
 */
export function readPeopleMessage(
  text: string,
  options: ImportOptions = {},
  signal?: AbortSignal,
): Promise<ImportText> {
  return finishInSlices(peopleIn(text, options), signal);
}

/**
 * The same at once, for a text that is known to be short.
 * @throws UnreadableFile
 */
export function readPeopleText(text: string, options: ImportOptions = {}): ImportText {
  return finish(peopleIn(text, options));
}

/** {@link readPeopleFile} as work that its caller does step by step. */
export function* peopleInFile(bytes: Uint8Array, options: ImportOptions = {}): Interruptible<ImportText> {
  return yield* peopleIn(yield* decodeText(bytes), options);
}

function* peopleIn(written: string, { name = '', choice }: ImportOptions): Interruptible<ImportText> {
  const text = withoutFences(written);
  const credentials = yield* credentialsIn(text);
  if (credentials.some(({ kind }) => kind !== 'key')) throw new UnreadableFile('credentials');
  const start = firstSign(text);
  if (start === text.length) throw new UnreadableFile('empty');
  const kind = listKind(name);
  const sign = text.charAt(start);
  const isJsonInText = sign === '"' && '[{'.includes(text.charAt(start + 1));
  if (
    isJsonInText ||
    (sign === '{' && !isSetOfNumbers(text, start)) ||
    (sign === '[' && !beginsLine(text, start))
  )
    return withKind(yield* readPeopleJson(text, choice), kind);
  if (sign === '<' && isHtmlFile(text)) {
    const linked = yield* readHtml(text, kind);
    if (linked.people.length > 0) return linked;
    return yield* readTable(yield* textOfHtml(text), { choice, kind });
  }
  return yield* readTable(text, { choice, kind });
}

/** A text without the lines that fence code in Markdown; a file that is longer is no message, and has none. */
function withoutFences(text: string): string {
  return text.length <= longestMessage && text.includes('```')
    ? text.replace(/^[ \t]{0,8}```\w{0,20}[ \t\r]{0,8}$/gmu, '')
    : text;
}

const longestMessage = 100_000;

/** Where the text begins, behind spaces and what programs remark on it. */
function firstSign(text: string): number {
  let at = 0;
  for (let after = 0; at < text.length; at = after) {
    after = afterComment(text, at);
    if (after > at) continue;
    if (text.charCodeAt(at) > 0x20 && text.charCodeAt(at) !== 0xfeff) break;
    after = at + 1;
  }
  return Math.min(at, text.length);
}

/** `[名字](https://…)`, `[2026-01-01 10:00] 701003`, `[1] 701003` and `[section]` begin like a list of JSON. */
function beginsLine(text: string, start: number): boolean {
  const [line = ''] = text.slice(start, start + 300).split('\n', 1);
  return /^\[[^[\]{}"',]{1,200}\](?!\s*(?:,|$))/u.test(line) || isSection(line);
}

/** `[users]` or `[[users]]`, above the lines of a settings file. */
function isSection(line: string): boolean {
  return /^\[{1,2}[A-Za-z][^[\]{}"',]{0,200}\]{1,2}\s{0,8}$/u.test(line);
}

/** `{701003, 701004}`, as programs print a set. */
function isSetOfNumbers(text: string, start: number): boolean {
  return /^\{\s{0,8}\d+\s{0,8}[,}]/u.test(text.slice(start, start + 40));
}

/** What a file is called counts where its people do not say what they are. */
function withKind(read: ImportText, kind: ReturnType<typeof listKind>): ImportText {
  return read.kind === 'follows' && kind === 'blacks' && read.blocked.length === 0 ? { ...read, kind } : read;
}
