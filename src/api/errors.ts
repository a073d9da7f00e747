import type { Reason } from './codes.ts';

/**
 * Bilibili answered "no". Switch on `reason`, never on `code`. Contains no secrets: no query, no headers and
 * no `cause`, because the HTTP client's errors contain both.
 *
 * @example
 * if (error instanceof BilibiliRefused && error.reason === 'login') await askToLogInAgain();
 */
export class BilibiliRefused extends Error {
  override readonly name = 'BilibiliRefused';
  /** The reason, in one word. */
  readonly reason: Reason;
  /** The site's error code, for the log. */
  readonly code: number;
  /** The requested path, without query. */
  readonly endpoint: string;
  /**
   * The site's message, at most 200 characters. Untrusted text; show it to users only when `reason` is
   * `unknown`.
   */
  readonly siteMessage: string;
  /** With reason `risk`: until when (ms since 1970) calls are refused here without a request. */
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
 * There is no usable answer: none in time (`timeout`), no connection (`network`), a failing site (`server`,
 * HTTP 5xx), or an answer of an unexpected form (`answer`). After a write it is unknown whether the write was
 * done: read the relation back.
 */
export class BilibiliUnreachable extends Error {
  override readonly name = 'BilibiliUnreachable';
  readonly why: 'timeout' | 'network' | 'server' | 'answer';
  /** The requested path, without query. */
  readonly endpoint: string;
  /** The HTTP status, if there was one. */
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

/**
 * A parameter is wrong; no request was made. Names the parameter and what is accepted, but not the given
 * value.
 */
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

/**
 * Whether the site refused or did not answer, as opposed to a failing store or a program that is stopping.
 */
export function isSiteFailure(error: unknown): error is BilibiliRefused | BilibiliUnreachable {
  return error instanceof BilibiliRefused || error instanceof BilibiliUnreachable;
}

/** Whether an error may mean that the site has removed an endpoint or changed how it is called. */
export function mayBeRetiredEndpoint(error: unknown): boolean {
  if (error instanceof BilibiliUnreachable) return error.status === 404;
  return (
    error instanceof BilibiliRefused && ['gone', 'input', 'permission', 'unknown'].includes(error.reason)
  );
}

/**
 * The body of an answer has come before, so it was not parsed: what an ETag is for, which the site does not
 * send. Only thrown to callers that pass `isRepeat`.
 */
export class RepeatedAnswer extends Error {
  override readonly name = 'RepeatedAnswer';
}
