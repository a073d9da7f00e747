import type { Api } from 'grammy';

/** Casts a signal to the polyfill's type that grammY declares. */
export function grammyAbortSignal(signal: AbortSignal): Parameters<Api['getMe']>[0] {
  return signal as unknown as Parameters<Api['getMe']>[0];
}

/** An abort signal of Node or of grammY's polyfill. */
export interface GrammySignal {
  readonly aborted: boolean;
  addEventListener(type: 'abort', listener: () => void): void;
  removeEventListener(type: 'abort', listener: () => void): void;
}

/**
 * A signal that aborts with either of these. Node's `fetch` rejects the polyfill's class.
 * @returns also a function that stops listening to them
 */
export function nativeSignal(
  given: GrammySignal | null | undefined,
  stop?: AbortSignal,
): { signal: AbortSignal; release: () => void } {
  const controller = new AbortController();
  const abort = () => controller.abort();
  const both = [given, stop];
  if (both.some((one) => one?.aborted)) abort();
  for (const one of both) one?.addEventListener('abort', abort);
  return {
    signal: controller.signal,
    release() {
      for (const one of both) one?.removeEventListener('abort', abort);
    },
  };
}
