import { jsonText, objectOf } from '../json.ts';
import type { QQSent } from '../port.ts';
import type { OneBotAnswer } from './calls.ts';

/** The code under which NapCat reports that QQ failed; with it, a message may have gone all the same. */
const failedInQQ = 1200;

/** What an answer to `send_msg` means for the message. */
export function oneBotSendResult(answer: OneBotAnswer): QQSent {
  switch (answer.kind) {
    case 'done': {
      const id = jsonText(objectOf(answer.data)?.message_id);
      return id === undefined ? { outcome: 'mayHaveGone', detail: 'no message id' } : { outcome: 'sent', id };
    }
    case 'offline':
      return { outcome: 'offline' };
    case 'noAnswer':
      return { outcome: 'mayHaveGone', detail: 'no answer' };
    case 'refused':
      return refused(answer.retcode, answer.detail);
  }
}

/** NapCat hands on what QQ itself answered as JSON within its sentence: `EventRet: {"result": 120, "errMsg": "…"}`. */
const resultOf = /"result"\s*:\s*(-?\d{1,6})/u;

function refused(retcode: number, detail: string): QQSent {
  const result = resultOf.exec(detail)?.[1];
  if (result === '120' || /禁言|muted?\b/iu.test(detail))
    return { outcome: 'refused', reason: 'muted', detail };
  if (result === '110' || /好友|不是群成员|移出群|not (?:a )?(?:friend|member)/iu.test(detail))
    return { outcome: 'refused', reason: 'forbidden', detail };
  // Without an answer of QQ's in it, the code says only that none came in time.
  if (retcode === failedInQQ && result === undefined)
    return { outcome: 'mayHaveGone', detail: `${retcode} ${detail}` };
  return { outcome: 'refused', reason: 'other', detail: `${retcode} ${detail}`.trim() };
}
