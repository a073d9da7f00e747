import type { QQSent } from '../port.ts';

/** The code under which a call is told that its message may have gone or not. Sending it again may show it twice. */
const mayHaveGone = 504;
/** The code under which a call is told that there is no connection to QQ; nothing was sent. */
const offline = 502;

/** How long until a group that is muted is tried again, and a chat that may not be written to first; seconds. */
const mutedFor = 600;
const closedFor = 3600;

/** A call of the Bot API that is answered with an error. */
export class CallRefused extends Error {
  override name = 'CallRefused';
  readonly code: number;
  readonly retryAfter: number | undefined;

  /** @param description in the manner of Telegram's; @param retryAfter seconds */
  constructor(code: number, description: string, retryAfter?: number) {
    super(description);
    this.code = code;
    this.retryAfter = retryAfter;
  }
}

/** QQ lets nothing through there before the person writes. */
export class PushRefused extends CallRefused {
  constructor(detail: string) {
    super(429, `Too Many Requests: QQ wants the user to write first (${detail})`, closedFor);
  }
}

/** Whether a call failed so that its message may be there all the same. */
export function isInDoubt(error: unknown): boolean {
  return error instanceof CallRefused && error.code === mayHaveGone;
}

/** The answer to a call that worked. */
export function done(result: unknown): Response {
  return Response.json({ ok: true, result });
}

/** The answer to one that did not. */
export function refused({ code, message, retryAfter }: CallRefused): Response {
  const answer = {
    ok: false,
    error_code: code,
    description: message,
    ...(retryAfter !== undefined && { parameters: { retry_after: retryAfter } }),
  };
  return Response.json(answer, { status: code });
}

/** What a message that was not sent means in the words of the Bot API. */
export function refusalOf(sent: Exclude<QQSent, { outcome: 'sent' }>): CallRefused {
  switch (sent.outcome) {
    case 'offline':
      return new CallRefused(offline, 'Bad Gateway: QQ is offline');
    case 'mayHaveGone':
      return new CallRefused(mayHaveGone, `Gateway Timeout: QQ may have sent it (${sent.detail})`);
    case 'refused': {
      const { reason, detail, retryAfter } = sent;
      switch (reason) {
        case 'forbidden':
          return new CallRefused(403, `Forbidden: QQ does not let the bot write there (${detail})`);
        case 'tooMany':
          return new CallRefused(429, `Too Many Requests: ${detail}`, retryAfter ?? 60);
        case 'muted':
          return new CallRefused(429, `Too Many Requests: the bot is muted there (${detail})`, mutedFor);
        case 'noQuota':
          return new PushRefused(detail);
        case 'links':
          return new CallRefused(400, `Bad Request: QQ takes no links (${detail})`);
        case 'other':
          return new CallRefused(400, `Bad Request: QQ ${detail}`);
      }
    }
  }
}
