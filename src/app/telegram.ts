import type { Api, ApiClientOptions } from 'grammy';
import { clientOptions, createApi } from '../telegram/client.ts';
import type { TelegramReport } from '../telegram/fetch.ts';
import { createTelegramPlatform, type TelegramPlatform } from '../telegram/platform.ts';
import type { Base } from './base.ts';

/** Telegram, and the ways calls go to it. */
export interface Telegram {
  platform: TelegramPlatform;
  /** For what answers an update. */
  client: ApiClientOptions;
  /** For what answers none, such as the message of a job. */
  api: Api;
  /** For alerts: what is sent again, and when, is theirs to decide. */
  apiWithoutRetries: Api;
}

/**
 * Makes Telegram reachable.
 * @param stop gives up every call
 * @param onCall told of every call
 */
export function connectTelegram(
  { config }: Base,
  stop: AbortSignal,
  onCall: (call: TelegramReport) => void,
): Telegram {
  const { botToken, telegramApiRoot: apiRoot } = config;
  const options = { apiRoot, stop, onCall };
  return {
    platform: createTelegramPlatform(),
    client: clientOptions(options),
    api: createApi(botToken, options),
    apiWithoutRetries: createApi(botToken, { ...options, retries: 0 }),
  };
}
