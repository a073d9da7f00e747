import { Readable } from 'node:stream';
import { parseObject } from '../json.ts';
import { readMultipart, type Upload } from './multipart.ts';

/** A Bot API call. */
export interface BotApiCall {
  method: string;
  params: Readonly<Record<string, unknown>>;
  /** Uploaded files, by the `attach://` names in the parameters. */
  uploads: ReadonlyMap<string, Upload>;
}

/** The options grammY passes to `fetch`, as far as used. */
export interface CallInit {
  headers?: Readonly<Record<string, string>>;
  body?: unknown;
  signal?: CallSignal | null;
}

/** An abort signal of Node or of grammY's polyfill. */
export interface CallSignal {
  readonly aborted: boolean;
  addEventListener(type: 'abort', listener: () => void): void;
  removeEventListener(type: 'abort', listener: () => void): void;
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
export async function readCall(address: string, { headers = {}, body }: CallInit): Promise<BotApiCall> {
  const method = methodOf(address);
  const none = new Map<string, Upload>();
  if (body === undefined || body === null) return { method, params: {}, uploads: none };
  if (typeof body === 'string') return { method, params: parseObject(body) ?? {}, uploads: none };
  if (!(body instanceof Readable)) throw new TypeError('A call with a body of this kind cannot be read');
  const type = Object.entries(headers).find(([name]) => name.toLowerCase() === 'content-type')?.[1] ?? '';
  const whole = Buffer.concat(Array.from(await body.toArray(), (chunk) => Buffer.from(chunk)));
  const { fields, uploads } = readMultipart(whole, type);
  return { method, params: Object.fromEntries([...fields].map(readField)), uploads };
}

function readField([name, value]: [string, string]): [string, unknown] {
  if (numberFields.has(name)) return [name, Number(value)];
  return [name, jsonFields.has(name) ? JSON.parse(value) : value];
}

function methodOf(address: string): string {
  return new URL(address).pathname.split('/').at(-1) ?? '';
}

/** Converts a signal that may be the polyfill's to Node's. */
export function nativeSignal(given: CallSignal | null | undefined): AbortSignal | undefined {
  if (given === null || given === undefined) return undefined;
  const controller = new AbortController();
  if (given.aborted) controller.abort();
  else given.addEventListener('abort', () => controller.abort());
  return controller.signal;
}
