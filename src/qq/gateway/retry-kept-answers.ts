import type { Clock } from '../../clock.ts';
import { createBackOff } from '../back-off.ts';
import type { KeptResult } from './keep-refused-messages.ts';

export interface RetryDeps {
  clock: Clock;
  /** Like Math.random. */
  random: () => number;
  /** How long what is said in a chat may be answered, in ms. */
  replyTime: (chat: number) => number;
  /** Sends the kept messages of a chat. */
  sendKept: (chat: number) => Promise<KeptResult>;
  onError: (error: unknown) => void;
}

/** Retries of answers that were kept because QQ could not be reached. */
export interface AnswerRetries {
  /**
   * Sends the kept messages of a chat again, until they are sent, QQ refuses them, or its answers would come
   * too late. What is left goes with the next message of the chat.
   */
  begin(chat: number): void;
  /** Ends all retries. */
  stop(): void;
}

export function createAnswerRetries({
  clock,
  random,
  replyTime,
  sendKept,
  onError,
}: RetryDeps): AnswerRetries {
  const ending = new AbortController();
  const retried = new Set<number>();

  async function retry(chat: number): Promise<void> {
    const end = clock.monotonic() + replyTime(chat);
    const backOff = createBackOff(random);
    let result: KeptResult = 'later';
    while (result === 'later' && clock.monotonic() < end) {
      await clock.sleep(backOff.next(), ending.signal);
      result = await sendKept(chat);
    }
  }

  return {
    begin(chat) {
      if (retried.has(chat)) return;
      retried.add(chat);
      retry(chat)
        .catch((error: unknown) => ending.signal.aborted || onError(error))
        .finally(() => retried.delete(chat));
    },
    stop: () => ending.abort(),
  };
}
