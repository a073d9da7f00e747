import { contentTypeOf, type GrammyFetchInit, methodOf, wholeBody } from '../../bot/grammy-fetch-call.ts';
import { parseObject } from '../json.ts';
import { readMultipart, type Upload } from './multipart.ts';

/** A Bot API call. */
export interface BotApiCall {
  method: string;
  params: Readonly<Record<string, unknown>>;
  /** Uploaded files, by the `attach://` names in the parameters. */
  uploads: ReadonlyMap<string, Upload>;
}

/** Fields that are JSON within a form; others are plain text. */
const jsonFields = new Set([
  'reply_markup',
  'entities',
  'caption_entities',
  'media',
  'reply_parameters',
  'link_preview_options',
]);
const numberFields = new Set(['chat_id', 'message_id', 'message_thread_id']);

/** Reads a call in grammY's format: JSON, or a form when something is uploaded. */
export async function readCall(address: string, init: GrammyFetchInit): Promise<BotApiCall> {
  const method = methodOf(address);
  const body = await wholeBody(init.body);
  if (body === undefined || typeof body === 'string')
    return { method, params: parseObject(body ?? '') ?? {}, uploads: new Map() };
  const { fields, uploads } = readMultipart(body, contentTypeOf(init.headers));
  return { method, params: Object.fromEntries([...fields].map(readField)), uploads };
}

function readField([name, value]: [string, string]): [string, unknown] {
  if (numberFields.has(name)) return [name, Number(value)];
  return [name, jsonFields.has(name) ? JSON.parse(value) : value];
}
