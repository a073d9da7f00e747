import type { z } from 'zod';
import { jsonOrUndefined } from '../text/json-or-undefined.ts';
import { hasTooManyItems } from './answer-item-limit.ts';
import { blockedAddress, riskCheck } from './codes.ts';
import type { Endpoint, FormFields } from './endpoint.ts';
import { BilibiliUnreachable } from './errors.ts';
import type { HttpAnswer } from './transport.ts';

/** An HTTP answer with its body decoded. */
export type DecodedAnswer = Pick<HttpAnswer, 'status' | 'location'> & { text: string };

/** The content of an answer: data, or a refusal. */
export type DataOrRefusal = { data: unknown } | Refusal;

/** A refusal with the site's error code; `message` is untrusted text from the site. */
export interface Refusal {
  code: number;
  message: string;
}

/**
 * Parses the answer of an endpoint. The site answers `{ code, message, data }`, or an HTML page when
 * something in front of it blocks. Throws `BilibiliUnreachable` when the answer is neither data nor a
 * refusal, when it is about somebody who was not asked for, or when a page has more rows than requested, so
 * that it cannot be a page of the list.
 */
export function parseAnswer(endpoint: Endpoint, fields: FormFields, answer: DecodedAnswer): DataOrRefusal {
  const body = envelope(answer.text);
  if (answer.status === 412) return { code: blockedAddress, message: body?.message ?? '' };
  if (answer.status >= 500) throw unusableAnswer(endpoint, answer, 'server');
  if (endpoint.redirect) return { data: parse(endpoint, answer, answer.location) };
  if (endpoint.html && answer.status === 200) return { data: parse(endpoint, answer, answer.text) };
  if (body === undefined)
    throw unusableAnswer(endpoint, answer, 'answer', 'not the JSON this endpoint answers');
  if (body.code !== 0 && !endpoint.acceptedCodes?.includes(body.code)) {
    return { code: body.code, message: body.message };
  }
  if (isVoucher(body.data)) return { code: riskCheck, message: '' };
  const data = parse(endpoint, answer, body.data);
  if (endpoint.isAbout?.(data, fields) === false)
    throw unusableAnswer(endpoint, answer, 'answer', 'about somebody else');
  const rows = endpoint.paged?.list(data)?.length ?? 0;
  if (rows > maxRowsOf(endpoint, fields))
    throw unusableAnswer(endpoint, answer, 'answer', `${rows} rows on a page`);
  return { data };
}

/** The most rows a page may have. */
function maxRowsOf({ paged }: Endpoint, { ps }: FormFields): number {
  return paged === undefined ? Number.POSITIVE_INFINITY : Number(ps ?? paged.size);
}

function envelope(text: string): { code: number; message: string; data: unknown } | undefined {
  const body = jsonOrUndefined(text);
  if (typeof body !== 'object' || body === null || !('code' in body) || typeof body.code !== 'number') {
    return undefined;
  }
  const message = 'message' in body && typeof body.message === 'string' ? body.message : '';
  return { code: body.code, message, data: 'data' in body ? body.data : undefined };
}

/** Code 0, but the data is only a captcha voucher. */
function isVoucher(data: unknown): boolean {
  return typeof data === 'object' && data !== null && 'v_voucher' in data && Object.keys(data).length === 1;
}

function parse(endpoint: Endpoint, answer: DecodedAnswer, data: unknown): unknown {
  const ordinary = endpoint.parseFast?.(data);
  if (ordinary !== undefined) return ordinary;
  if (hasTooManyItems(endpoint, data)) throw unusableAnswer(endpoint, answer, 'answer', 'far too many items');
  const parsed = endpoint.answer.safeParse(data);
  if (parsed.success) return parsed.data;
  throw unusableAnswer(endpoint, answer, 'answer', pathOfMismatch(parsed.error));
}

/** The path of the first part that does not match the schema, without its value. */
function pathOfMismatch(error: z.ZodError): string {
  const issue = error.issues[0];
  return `unexpected ${['data', ...(issue?.path ?? [])].map(String).join('.')}`;
}

function unusableAnswer(
  endpoint: Endpoint,
  answer: DecodedAnswer,
  why: BilibiliUnreachable['why'],
  detail?: string,
): BilibiliUnreachable {
  const failure = { why, endpoint: endpoint.label, status: answer.status };
  return new BilibiliUnreachable(detail === undefined ? failure : { ...failure, detail });
}
