import { jsonText, objectOf } from '../json.ts';
import type { QQRefusal, QQSent } from '../port.ts';
import type { ApiAnswer } from './api.ts';

/** The platform's error codes with a known reason. */
const reasonByCode: Readonly<Record<number, QQRefusal>> = {
  22009: 'noQuota',
  40034102: 'noQuota',
  40034105: 'noQuota',
  40034128: 'noQuota',
  304003: 'links',
  40054010: 'links',
};
/** The same answer, with this `msg_seq`, was accepted before. */
const alreadySent = 40_054_005;

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
      if (answer.code === alreadySent) return { outcome: 'mayHaveGone', detail };
      return { outcome: 'refused', reason: reasonOf(answer.status, answer.code), detail };
    }
  }
}

function reasonOf(status: number, code: number): QQRefusal {
  const known = reasonByCode[code];
  if (known !== undefined) return known;
  if (status === 429) return 'tooMany';
  return status === 403 ? 'forbidden' : 'other';
}
