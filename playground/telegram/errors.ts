import type { ResponseParameters } from 'grammy/types';

/** A request that the Bot API answers with `ok: false`. The code is also the HTTP status. */
export class TelegramRefused extends Error {
  readonly code: number;
  readonly parameters: ResponseParameters;

  constructor(code: number, description: string, parameters: ResponseParameters = {}) {
    super(description);
    this.name = 'TelegramRefused';
    this.code = code;
    this.parameters = parameters;
  }
}

/** 400: the request is invalid. `text` is what follows "Bad Request: ". */
export function badRequest(text: string): TelegramRefused {
  return new TelegramRefused(400, `Bad Request: ${text}`);
}

/** 403: the bot may not do this here. */
export function forbidden(text: string): TelegramRefused {
  return new TelegramRefused(403, `Forbidden: ${text}`);
}

/** 409: two readers of updates at the same time. */
export function conflict(text: string): TelegramRefused {
  return new TelegramRefused(409, `Conflict: ${text}`);
}

/** 429: the bot has to wait for `seconds`. */
export function tooManyRequests(seconds: number): TelegramRefused {
  return new TelegramRefused(429, `Too Many Requests: retry after ${seconds}`, { retry_after: seconds });
}

/** 400, with the id of the supergroup that replaced the group. */
export function migratedTo(id: number): TelegramRefused {
  return new TelegramRefused(400, 'Bad Request: group chat was upgraded to a supergroup chat', {
    migrate_to_chat_id: id,
  });
}
