import { jsonText, objectOf } from '../json.ts';
import type { QQSent } from '../port.ts';
import type { OneBotAnswer } from './calls.ts';

/** NapCat's code for a failure in QQ; the message may have been sent all the same. */
const failedInQQ = 1200;

/** The outcome of a message by the answer to `send_msg`. */
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

/** NapCat includes QQ's own answer as JSON in its text: `EventRet: {"result": 120, "errMsg": "…"}`. */
const resultOf = /"result"\s*:\s*(-?\d{1,6})/u;

function refused(retcode: number, detail: string): QQSent {
  const result = resultOf.exec(detail)?.[1];
  if (result === '120' || /禁言|muted?\b/iu.test(detail))
    return { outcome: 'refused', reason: 'muted', detail };
  if (result === '110' || /好友|不是群成员|移出群|not (?:a )?(?:friend|member)/iu.test(detail))
    return { outcome: 'refused', reason: 'forbidden', detail };
  // Without QQ's own answer, the code only means that none came in time.
  if (retcode === failedInQQ && result === undefined)
    return { outcome: 'mayHaveGone', detail: `${retcode} ${detail}` };
  return { outcome: 'refused', reason: 'other', detail: `${retcode} ${detail}`.trim() };
}
