import type { Api } from 'grammy';

/** Casts a signal to the polyfill's type that grammY declares. */
export function grammyAbortSignal(signal: AbortSignal): Parameters<Api['getMe']>[0] {
  return signal as unknown as Parameters<Api['getMe']>[0];
}
