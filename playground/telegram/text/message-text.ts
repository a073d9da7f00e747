import type { User } from 'grammy/types';
import { badRequest } from '../errors.ts';
import type { Params } from '../http/params.ts';
import { checkBounds, detectEntities, type FormattedText, readEntities, trim } from './entities.ts';
import { parseHtml } from './parse-html.ts';
import { parseMarkdown } from './parse-markdown.ts';

/** Documented: a message has at most 4096 characters after parsing entities. */
const MAX_TEXT = 4096;
/** Documented: a caption has at most 1024 characters after parsing entities. */
const MAX_CAPTION = 1024;
/** The server does not parse longer texts; bytes. */
const MAX_SOURCE = 32_768;

/** The parsed and checked text of a message. */
export function messageText(params: Params, users: (id: number) => User | undefined): FormattedText {
  const formatted = formattedText(params, 'text', 'entities', users);
  if (formatted.text === '') throw badRequest('message text is empty');
  if (formatted.text.length > MAX_TEXT) throw badRequest('message is too long');
  return formatted;
}

/** The parsed and checked caption of a photo or document; may be empty. */
export function captionText(params: Params, users: (id: number) => User | undefined): FormattedText {
  const formatted = formattedText(params, 'caption', 'caption_entities', users);
  if (formatted.text.length > MAX_CAPTION) throw badRequest('message caption is too long');
  return formatted;
}

function formattedText(
  params: Params,
  textName: string,
  entitiesName: string,
  users: (id: number) => User | undefined,
): FormattedText {
  const source = params.text(textName) ?? '';
  if (Buffer.byteLength(source) > MAX_SOURCE) throw badRequest('text is too long');
  const parsed = parse(source, params, entitiesName, users);
  checkBounds(parsed);
  return detectEntities(trim(parsed));
}

function parse(
  source: string,
  params: Params,
  entitiesName: string,
  users: (id: number) => User | undefined,
) {
  const mode = params.text('parse_mode')?.toLowerCase();
  switch (mode) {
    case undefined:
    case 'none':
      return { text: source, entities: readEntities(params.json(entitiesName), users) };
    case 'html':
      return parseHtml(source, users);
    case 'markdownv2':
      return parseMarkdown(source, users);
    case 'markdown':
      throw badRequest(
        'parse_mode Markdown (legacy) is not part of this simulator; use MarkdownV2, HTML or entities',
      );
    default:
      throw badRequest('unsupported parse_mode');
  }
}
