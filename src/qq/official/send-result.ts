import { jsonText, objectOf } from '../json.ts';
import type { QQRefusal, QQSent } from '../port.ts';
import type { ApiAnswer } from './api.ts';

/**
 * The platform's error codes by what they mean (its pages on sending to users and groups, 2026). `noQuota` is
 * also the reason when the message or event that is answered has expired, is unknown, or allows no answer:
 * another one, or a push, may do.
 */
const codesByReason: Readonly<Partial<Record<QQRefusal, readonly number[]>>> = {
  noQuota: [
    22_009, 304_026, 304_027, 304_103, 40_034_005, 40_034_024, 40_034_025, 40_034_026, 40_034_027, 40_034_031,
    40_034_102, 40_034_105, 40_034_128, 40_054_013,
  ],
  tooMany: [40_034_100],
  muted: [850_018, 40_054_002],
  forbidden: [40_034_101, 40_054_003, 40_054_004],
  links: [304_003, 40_054_010],
  // The bot has no right to Markdown, which buttons require and nothing else uses.
  buttons: [304_036, 40_034_127],
};
const reasonByCode = new Map(
  Object.entries(codesByReason).flatMap(([reason, codes]) =>
    codes.map((code): [number, QQRefusal] => [code, reason as QQRefusal]),
  ),
);
/** The platform could not send the message, and asks to try again. */
const tryAgainCodes = new Set([850_027, 40_054_006, 40_054_016, 50_055_001, 50_055_002]);
/** An answer with this `msg_seq` was accepted before. */
const numberUsed = 40_054_005;

/** Whether the platform refused an answer because its `msg_seq` was used before. */
export function isNumberUsed(answer: ApiAnswer): boolean {
  return answer.kind === 'refused' && answer.code === numberUsed;
}

/** The outcome of a message by the platform's answer. */
export function officialSendResult(answer: ApiAnswer): QQSent {
  switch (answer.kind) {
    case 'done': {
      const id = jsonText(answer.data.id);
      const quotedAs = jsonText(objectOf(answer.data.ext_info)?.ref_idx);
      if (id === undefined) return { outcome: 'mayHaveGone', detail: 'no message id' };
      return { outcome: 'sent', id, ...(quotedAs !== undefined && { quotedAs }) };
    }
    case 'offline':
      return { outcome: 'offline' };
    case 'noAnswer':
      return { outcome: 'mayHaveGone', detail: answer.detail };
    case 'refused': {
      const detail = `${answer.code} ${answer.message}`.trim();
      if (tryAgainCodes.has(answer.code)) return { outcome: 'offline' };
      if (isNumberUsed(answer)) return { outcome: 'mayHaveGone', detail };
      return { outcome: 'refused', reason: reasonOf(answer.status, answer.code), detail };
    }
  }
}

function reasonOf(status: number, code: number): QQRefusal {
  const known = reasonByCode.get(code);
  if (known !== undefined) return known;
  if (status === 429) return 'tooMany';
  return status === 403 ? 'forbidden' : 'other';
}
