import { randomUUID } from 'node:crypto';
import { errorPage, ok, type Reply } from '../routes/route.ts';
import { messageOf } from '../rules/codes.ts';
import type { Fault } from '../state/faults.ts';

/** An answer with nothing but a captcha voucher. */
export function voucherReply(code = 0): Reply & { kind: 'json' } {
  const message = code === 0 ? '0' : messageOf(code);
  return { kind: 'json', code, message, data: { v_voucher: `voucher_${randomUUID()}` } };
}

/** The answer of a fault that prevents the request from being carried out; `undefined` for other faults. */
export function replyOfFault(fault: Fault): Reply | undefined {
  switch (fault.kind) {
    case 'code':
      return { kind: 'json', code: fault.code, message: fault.message ?? messageOf(fault.code) };
    case 'http':
      return errorPage(fault.status);
    case 'http412':
      return errorPage(412);
    case 'dataNull':
    case 'cut':
      return ok(null);
    case 'voucher':
      return voucherReply();
    default:
      return undefined;
  }
}

/** Applies a fault to the list in an answer. Answers without a list are returned unchanged. */
export function withListFault(reply: Reply, fault: Fault): Reply {
  if (reply.kind !== 'json' || reply.code !== 0) return reply;
  switch (fault.kind) {
    case 'listNull':
      return withList(reply, () => null);
    case 'emptyNull':
      return isRecord(reply.data) && Object.keys(reply.data).length === 0 ? { ...reply, data: null } : reply;
    case 'emptyWithTotal':
      return withList(reply, () => []);
    case 'unsorted':
      return withList(reply, sortedAsText);
    case 'field':
      return withList(reply, (list) => list.map((row, index) => withField(row, index, fault)));
    case 'total':
      return withTotal(reply, fault.value);
    case 'surplus':
      return withList(reply, (list) => [...list, ...inventedRows(list[0], fault.rows)]);
    default:
      return reply;
  }
}

function withList(reply: Reply & { kind: 'json' }, change: (list: unknown[]) => unknown): Reply {
  const { data } = reply;
  if (Array.isArray(data)) return { ...reply, data: change(data) };
  if (!isRecord(data) || !Array.isArray(data.list)) return reply;
  return { ...reply, data: { ...data, list: change(data.list) } };
}

function withTotal(reply: Reply & { kind: 'json' }, value: unknown): Reply {
  const { data } = reply;
  if (!isRecord(data) || !('total' in data)) return reply;
  const { total: _, ...rest } = data;
  return { ...reply, data: value === undefined ? rest : { ...rest, total: value } };
}

/** Sorts the rows by their mids as text; reverses them when that changes nothing. */
function sortedAsText(list: unknown[]): unknown[] {
  const text = (row: unknown) => (isRecord(row) ? String(row.mid) : '');
  const sorted = [...list].sort((a, b) => (text(a) < text(b) ? -1 : 1));
  return sorted.every((row, index) => row === list[index]) ? sorted.reverse() : sorted;
}

function withField(row: unknown, index: number, fault: Fault & { kind: 'field' }): unknown {
  if (!isRecord(row) || (fault.row ?? index) !== index) return row;
  const { [fault.name]: _, ...rest } = row;
  return fault.value === undefined ? rest : { ...rest, [fault.name]: fault.value };
}

function inventedRows(row: unknown, count: number): unknown[] {
  return isRecord(row) ? Array.from({ length: count }, (_, index) => ({ ...row, mid: 8e15 + index })) : [];
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
