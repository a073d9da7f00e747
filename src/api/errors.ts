import type { Reason } from './codes.ts';

/**
 * Bilibili answered, and the answer was "no". Switch on `reason`, never on `code`.
 *
 * @example
 * if (error instanceof BilibiliRefused && error.reason === 'login') await askToLogInAgain();
 *
 * Nothing secret is in it: no address with a query, no header, and no `cause`, because the errors of the HTTP
 * client carry both.
 */
export class BilibiliRefused extends Error {
  override readonly name = 'BilibiliRefused';
  /** Why, in a word. */
  readonly reason: Reason;
  /** The site's own number, for the log. */
  readonly code: number;
  /** The path that was asked, without its query. */
  readonly endpoint: string;
  /** What the site wrote, at most 200 characters; hostile text, for people only when `reason` is `unknown`. */
  readonly siteMessage: string;
  /** With reason `risk`: until when (ms since 1970) calls are refused here without asking the site. */
  readonly restUntil?: number;

  constructor(refusal: {
    reason: Reason;
    code: number;
    endpoint: string;
    siteMessage?: string;
    restUntil?: number;
  }) {
    const message = refusal.siteMessage ? ` (${refusal.siteMessage})` : '';
    super(`Bilibili refused ${refusal.endpoint}: ${refusal.reason}, code ${refusal.code}${message}`);
    this.reason = refusal.reason;
    this.code = refusal.code;
    this.endpoint = refusal.endpoint;
    this.siteMessage = refusal.siteMessage ?? '';
    if (refusal.restUntil !== undefined) this.restUntil = refusal.restUntil;
  }
}

/**
 * There is no usable answer: none in time (`timeout`), no connection (`network`), the site in trouble (`server`,
 * HTTP 5xx), or something that is not what this endpoint answers (`answer`).
 *
 * After a write this says nothing about whether it was done: read the relation back.
 */
export class BilibiliUnreachable extends Error {
  override readonly name = 'BilibiliUnreachable';
  readonly why: 'timeout' | 'network' | 'server' | 'answer';
  /** The path that was asked, without its query. */
  readonly endpoint: string;
  /** HTTP status, when there was one. */
  readonly status?: number;

  constructor(failure: {
    why: BilibiliUnreachable['why'];
    endpoint: string;
    status?: number;
    detail?: string;
  }) {
    const status = failure.status === undefined ? '' : `, HTTP ${failure.status}`;
    const detail = failure.detail ? `: ${failure.detail}` : '';
    super(`No usable answer from ${failure.endpoint} (${failure.why}${status})${detail}`);
    this.why = failure.why;
    this.endpoint = failure.endpoint;
    if (failure.status !== undefined) this.status = failure.status;
  }
}

/** A parameter is wrong; no request was made. It names the parameter and what is accepted, never what was given. */
export class ParameterError extends RangeError {
  override readonly name = 'ParameterError';
  readonly parameter: string;
  readonly accepted: string;
  readonly endpoint: string;

  constructor(mistake: { parameter: string; accepted: string; endpoint: string }) {
    super(`Parameter ${mistake.parameter} of ${mistake.endpoint}: ${mistake.accepted}`);
    this.parameter = mistake.parameter;
    this.accepted = mistake.accepted;
    this.endpoint = mistake.endpoint;
  }
}
