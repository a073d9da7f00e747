import type { Clock } from '../../clock.ts';
import { type Json, jsonText, numberOf } from '../json.ts';

/** What an action was answered with. */
export type OneBotAnswer =
  | { kind: 'done'; data: unknown }
  | { kind: 'refused'; retcode: number; detail: string }
  /** It went out, and nothing came back: in time, or before the connection broke. */
  | { kind: 'noAnswer' }
  /** There was no connection to send it on. */
  | { kind: 'offline' };

/** Sends actions over whatever connection there is, and finds the answer to each by its echo. */
export interface OneBotCalls {
  /** @param patience how long to wait for the answer, in milliseconds */
  call(action: string, params: Json, patience?: number): Promise<OneBotAnswer>;
  /** Takes a frame that is an answer. Those that nobody waits for any more are passed over. */
  settle(frame: Json): void;
  /** The connection broke: what still waits gets no answer any more. */
  drop(): void;
}

const usualPatience = 30_000;
/** Of what an implementation says about a failure; it may quote what it was sent. */
const longestDetail = 300;

/**
 * @param send writes a frame to the connection; `false` when there is none.
 * @param fence asked right before each; when it rejects, nothing is sent
 */
export function createCalls(
  send: (frame: string) => boolean,
  clock: Clock,
  fence?: () => Promise<void>,
): OneBotCalls {
  const waiting = new Map<string, (answer: OneBotAnswer) => void>();
  let count = 0;

  return {
    async call(action, params, patience = usualPatience) {
      count += 1;
      const echo = `guanxi-${count}`;
      const answered = Promise.withResolvers<OneBotAnswer>();
      const over = new AbortController();
      waiting.set(echo, answered.resolve);
      try {
        if (fence !== undefined && !(await passes(fence))) return { kind: 'offline' };
        if (!send(JSON.stringify({ action, params, echo }))) return { kind: 'offline' };
        clock.sleep(patience, over.signal).then(
          () => answered.resolve({ kind: 'noAnswer' }),
          () => undefined,
        );
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

const passes = (fence: () => Promise<void>) =>
  fence().then(
    () => true,
    () => false,
  );

function answerOf(frame: Json): OneBotAnswer {
  const retcode = numberOf(frame.retcode) ?? -1;
  if (frame.status === 'ok' || frame.status === 'async') return { kind: 'done', data: frame.data };
  const detail = jsonText(frame.message) ?? jsonText(frame.wording) ?? jsonText(frame.msg) ?? '';
  return { kind: 'refused', retcode, detail: detail.slice(0, longestDetail) };
}
