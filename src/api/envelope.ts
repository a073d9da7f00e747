import type { z } from 'zod';
import { blockedAddress, riskCheck } from './codes.ts';
import type { Endpoint } from './endpoint.ts';
import { BilibiliUnreachable } from './errors.ts';
import type { HttpAnswer } from './transport.ts';

/** What an answer says: data, or a refusal by number. */
export type Verdict = { data: unknown } | Refusal;

/** A refusal by number; `message` is the site's, and may be anything. */
export interface Refusal {
  code: number;
  message: string;
}

/**
 * Reads an answer of a row. Every answer of the site is `{ code, message, data }`, or a page of HTML when something
 * before the site blocks. Throws `BilibiliUnreachable` when it is neither data nor a refusal.
 */
export function judge(row: Endpoint, answer: HttpAnswer): Verdict {
  const body = envelope(answer.text);
  if (answer.status === 412) return { code: blockedAddress, message: body?.message ?? '' };
  if (answer.status >= 500) throw unusable(row, answer, 'server');
  if (row.redirect) return { data: parse(row, answer, answer.location) };
  if (row.html && answer.status === 200) return { data: parse(row, answer, answer.text) };
  if (body === undefined) throw unusable(row, answer, 'answer', 'not the JSON this endpoint answers');
  if (body.code !== 0 && !row.accepts?.includes(body.code)) {
    return { code: body.code, message: body.message };
  }
  if (isVoucher(body.data)) return { code: riskCheck, message: '' };
  return { data: parse(row, answer, body.data) };
}

function envelope(text: string): { code: number; message: string; data: unknown } | undefined {
  let body: unknown;
  try {
    body = JSON.parse(text);
  } catch {
    return undefined;
  }
  if (typeof body !== 'object' || body === null || !('code' in body) || typeof body.code !== 'number') {
    return undefined;
  }
  const message = 'message' in body && typeof body.message === 'string' ? body.message : '';
  return { code: body.code, message, data: 'data' in body ? body.data : undefined };
}

/** Success by number, but nothing in it except a ticket to a captcha. */
function isVoucher(data: unknown): boolean {
  return typeof data === 'object' && data !== null && 'v_voucher' in data && Object.keys(data).length === 1;
}

function parse(row: Endpoint, answer: HttpAnswer, data: unknown): unknown {
  const parsed = row.answer.safeParse(data);
  if (parsed.success) return parsed.data;
  throw unusable(row, answer, 'answer', where(parsed.error));
}

/** Which part of an answer is not as expected, without the part itself. */
function where(error: z.ZodError): string {
  const issue = error.issues[0];
  return `unexpected ${['data', ...(issue?.path ?? [])].map(String).join('.')}`;
}

function unusable(
  row: Endpoint,
  answer: HttpAnswer,
  why: BilibiliUnreachable['why'],
  detail?: string,
): BilibiliUnreachable {
  const failure = { why, endpoint: row.endpoint, status: answer.status };
  return new BilibiliUnreachable(detail === undefined ? failure : { ...failure, detail });
}
