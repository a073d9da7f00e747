import type { Clock } from '../../clock.ts';
import { type Json, jsonText, numberOf } from '../json.ts';

/** The outcome of an action. */
export type OneBotAnswer =
  | { kind: 'done'; data: unknown }
  | { kind: 'refused'; retcode: number; detail: string }
  /** It was sent, but no answer came in time, or before the connection was lost or the wait given up. */
  | { kind: 'noAnswer' }
  /** There was no connection; it was not sent. */
  | { kind: 'offline' };

/** Sends actions over the current connection and matches answers by `echo`. */
export interface OneBotCalls {
  /**
   * @param patience timeout for the answer, in ms
   * @param signal gives up waiting for the answer
   */
  call(action: string, params: Json, patience?: number, signal?: AbortSignal): Promise<OneBotAnswer>;
  /** Handles an answer frame; answers that nobody waits for are ignored. */
  settle(frame: Json): void;
  /** The connection was lost: pending actions get no answer. */
  drop(): void;
}

const usualPatience = 30_000;
/** Longest error detail that is kept, in characters; it may quote what it was sent. */
const longestDetail = 300;

/**
 * @param send writes a frame to the connection; `false` when there is none
 * @param fence called right before each action; when it rejects, nothing is sent
 */
export function createCalls(
  send: (frame: string) => boolean,
  clock: Clock,
  fence: () => Promise<void> = async () => undefined,
): OneBotCalls {
  const waiting = new Map<string, (answer: OneBotAnswer) => void>();
  let count = 0;

  return {
    async call(action, params, patience = usualPatience, signal) {
      count += 1;
      const echo = `guanxi-${count}`;
      const answered = Promise.withResolvers<OneBotAnswer>();
      const over = new AbortController();
      waiting.set(echo, answered.resolve);
      try {
        const mayGo = await fence().then(
          () => true,
          () => false,
        );
        if (!mayGo || !send(JSON.stringify({ action, params, echo }))) return { kind: 'offline' };
        const waitEnds = AbortSignal.any([over.signal, ...(signal ? [signal] : [])]);
        const giveUp = () => answered.resolve({ kind: 'noAnswer' });
        clock.sleep(patience, waitEnds).then(giveUp, giveUp);
        return await answered.promise;
      } finally {
        waiting.delete(echo);
        over.abort();
      }
    },
    settle(frame) {
      const echo = jsonText(frame.echo);
      const resolve = echo === undefined ? undefined : waiting.get(echo);
      resolve?.(answerOf(frame));
    },
    drop() {
      for (const resolve of waiting.values()) resolve({ kind: 'noAnswer' });
    },
  };
}

function answerOf(frame: Json): OneBotAnswer {
  const retcode = numberOf(frame.retcode) ?? -1;
  if (frame.status === 'ok' || frame.status === 'async') return { kind: 'done', data: frame.data };
  const detail = jsonText(frame.message) ?? jsonText(frame.wording) ?? jsonText(frame.msg) ?? '';
  return { kind: 'refused', retcode, detail: detail.slice(0, longestDetail) };
}
