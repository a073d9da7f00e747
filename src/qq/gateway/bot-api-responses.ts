import type { QQSent } from '../port.ts';

/** Error code for a message that may or may not have been sent. Sending it again may show it twice. */
const mayHaveGoneCode = 504;
/** Error code for a missing connection to QQ; nothing was sent. */
const offlineCode = 502;

/**
 * After how long to try again, in seconds: a group where the bot is muted, a chat in which the user must
 * write first.
 */
const mutedRetryAfter = 600;
const noQuotaRetryAfter = 3600;

/** A Bot API call that is answered with an error. */
export class CallRefused extends Error {
  override name = 'CallRefused';
  readonly code: number;
  readonly retryAfter: number | undefined;

  /**
   * @param description in the style of Telegram's
   * @param retryAfter seconds
   */
  constructor(code: number, description: string, retryAfter?: number) {
    super(description);
    this.code = code;
    this.retryAfter = retryAfter;
  }
}

/** QQ refuses messages to this chat until the person writes. */
export class PushRefused extends CallRefused {
  constructor(detail: string) {
    super(429, `Too Many Requests: QQ wants the user to write first (${detail})`, noQuotaRetryAfter);
  }
}

/** QQ does not let the bot send buttons; without them, the message may be sent. */
export class ButtonsRefused extends CallRefused {
  constructor(detail: string) {
    super(400, `Bad Request: QQ takes no buttons (${detail})`);
  }
}

/** Whether a call failed although its message may have been sent. */
export function isInDoubt(error: unknown): boolean {
  return error instanceof CallRefused && error.code === mayHaveGoneCode;
}

/** Whether a call failed because QQ could not be reached; nothing was sent. */
export function isOffline(error: unknown): boolean {
  return error instanceof CallRefused && error.code === offlineCode;
}

/** The response to a successful call. */
export function successResponse(result: unknown): Response {
  return Response.json({ ok: true, result });
}

/** The response to a failed call. */
export function errorResponse({ code, message, retryAfter }: CallRefused): Response {
  const answer = {
    ok: false,
    error_code: code,
    description: message,
    ...(retryAfter !== undefined && { parameters: { retry_after: retryAfter } }),
  };
  return Response.json(answer, { status: code });
}

/** Translates the outcome of a message that was not sent into an error of the Bot API. */
export function toCallRefused(sent: Exclude<QQSent, { outcome: 'sent' }>): CallRefused {
  switch (sent.outcome) {
    case 'offline':
      return new CallRefused(offlineCode, 'Bad Gateway: QQ is offline');
    case 'mayHaveGone':
      return new CallRefused(mayHaveGoneCode, `Gateway Timeout: QQ may have sent it (${sent.detail})`);
    case 'refused': {
      const { reason, detail, retryAfter } = sent;
      switch (reason) {
        case 'forbidden':
          return new CallRefused(403, `Forbidden: QQ does not let the bot write there (${detail})`);
        case 'tooMany':
          return new CallRefused(429, `Too Many Requests: ${detail}`, retryAfter ?? 60);
        case 'muted':
          return new CallRefused(
            429,
            `Too Many Requests: the bot is muted there (${detail})`,
            mutedRetryAfter,
          );
        case 'noQuota':
          return new PushRefused(detail);
        case 'links':
          return new CallRefused(400, `Bad Request: QQ takes no links (${detail})`);
        case 'buttons':
          return new ButtonsRefused(detail);
        case 'other':
          return new CallRefused(400, `Bad Request: QQ ${detail}`);
      }
    }
  }
}
