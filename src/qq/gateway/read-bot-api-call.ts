import type { InlineKeyboardButton, MessageEntity } from 'grammy/types';
import {
  contentTypeOf,
  type GrammyFetchInit,
  methodOf,
  wholeBody,
} from '../../bot/grammy-fetch-arguments.ts';
import { listOf, numberOf, objectOf, parseObject } from '../json.ts';
import { CallRefused } from './bot-api-responses.ts';
import { readMultipart, type Upload } from './multipart.ts';
import type { Draft } from './split-draft.ts';

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

/**
 * The chat of a call.
 * @throws CallRefused
 */
export function chatIn({ params }: BotApiCall): number {
  const chat = numberOf(params.chat_id);
  if (chat === undefined) throw new CallRefused(400, 'Bad Request: chat not found');
  return chat;
}

/**
 * The message of a call.
 * @throws CallRefused
 */
export function messageIn({ params }: BotApiCall): number {
  const id = numberOf(params.message_id);
  if (id === undefined) throw new CallRefused(400, 'Bad Request: message identifier is not specified');
  return id;
}

/** Text (or caption), entities, buttons and quote of a call. */
export function draftIn({ params }: BotApiCall, name: 'text' | 'caption' = 'text'): Draft {
  const quotes = numberOf(objectOf(params.reply_parameters)?.message_id);
  const text = params[name];
  return {
    text: typeof text === 'string' ? text : '',
    entities: listOf(params[name === 'text' ? 'entities' : 'caption_entities']) as MessageEntity[],
    keyboard: keyboardIn(params.reply_markup),
    ...(quotes !== undefined && { quotes }),
  };
}

/** The inline keyboard; QQ has no other keyboards. */
export function keyboardIn(markup: unknown): InlineKeyboardButton[][] {
  const rows = listOf(objectOf(markup)?.inline_keyboard) as InlineKeyboardButton[][];
  return rows.filter((row) => row.length > 0);
}

/** The file uploaded under an `attach://` name. */
export function findAttachedUpload({ uploads }: BotApiCall, value: unknown): Upload | undefined {
  return typeof value === 'string' && value.startsWith('attach://')
    ? uploads.get(value.slice('attach://'.length))
    : undefined;
}
