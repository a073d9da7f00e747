import type { ApiClientOptions } from 'grammy';
import type { Gateway } from './gateway.ts';

/** The `fetch` grammY is given: the gateway's, which nobody waits for any more once `stop` aborts. */
export function createStoppableFetch(
  stop: AbortSignal,
  answer: Gateway['fetch'],
): NonNullable<ApiClientOptions['fetch']> {
  const stopped = Promise.withResolvers<never>();
  stopped.promise.catch(() => undefined);
  const giveUp = () => stopped.reject(new Error('The call to QQ was given up'));
  if (stop.aborted) giveUp();
  else stop.addEventListener('abort', giveUp, { once: true });
  const fetch: Gateway['fetch'] = (address, init) => Promise.race([answer(address, init), stopped.promise]);
  // grammY names the types of another fetch; the gateway takes what it hands over.
  return fetch as unknown as NonNullable<ApiClientOptions['fetch']>;
}
