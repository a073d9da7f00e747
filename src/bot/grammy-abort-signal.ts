import type { Api } from 'grammy';

/** A signal as grammY takes it to give a call up: its types name a polyfill's. */
export function grammyAbortSignal(signal: AbortSignal): Parameters<Api['getMe']>[0] {
  return signal as unknown as Parameters<Api['getMe']>[0];
}
