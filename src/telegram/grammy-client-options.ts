import { Api, type ApiClientOptions } from 'grammy';
import { type TelegramFetchOptions, type TelegramInit, telegramFetch } from './fetch.ts';

/** How Telegram is reached. */
export interface TelegramClient extends TelegramFetchOptions {
  /** Address of the Bot API server, without a slash at the end. */
  apiRoot: string;
}

/** Calls to Telegram that answer no update, with the same care as those of the bot. */
export function createApi(token: string, telegram: TelegramClient): Api {
  return new Api(token, clientOptions(telegram));
}

/** How grammY sends its calls to Telegram. It names the types of another fetch; ours takes what it hands over. */
export function clientOptions({ apiRoot, ...options }: TelegramClient): ApiClientOptions {
  const fetchAny = (input: unknown, init?: TelegramInit & RequestInit) =>
    isFile(input) ? fetch(String(input), init) : telegramFetch(input, init, options);
  return { apiRoot, timeoutSeconds: 60, fetch: fetchAny as unknown as ApiClientOptions['fetch'] & object };
}

/** Files are downloaded past grammY, and are no answers to calls. */
function isFile(address: unknown): boolean {
  return new URL(String(address)).pathname.includes('/file/bot');
}
