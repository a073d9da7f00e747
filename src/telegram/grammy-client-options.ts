import { Api, type ApiClientOptions } from 'grammy';
import type { GrammyFetchInit } from '../bot/grammy-fetch-arguments.ts';
import { type TelegramFetchOptions, telegramFetch } from './fetch.ts';

/** How Telegram is reached. */
export interface TelegramClient extends TelegramFetchOptions {
  /** URL of the Bot API server, without a trailing slash. */
  apiRoot: string;
}

/** An API client for calls outside of updates, with the same `fetch` as the bot. */
export function createApi(token: string, telegram: TelegramClient): Api {
  return new Api(token, clientOptions(telegram));
}

/** Options of grammY's client. Its type of `fetch` is that of node-fetch; ours accepts the same arguments. */
export function clientOptions({ apiRoot, ...options }: TelegramClient): ApiClientOptions {
  const fetchAny = (input: unknown, init?: GrammyFetchInit & RequestInit) =>
    isFile(input) ? fetch(String(input), init) : telegramFetch(input, init, options);
  return { apiRoot, timeoutSeconds: 60, fetch: fetchAny as unknown as ApiClientOptions['fetch'] & object };
}

/** Whether an address is that of a file download, whose answer is no API result. */
function isFile(address: unknown): boolean {
  return new URL(String(address)).pathname.includes('/file/bot');
}
