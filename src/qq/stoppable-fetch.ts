import type { ApiClientOptions } from 'grammy';
import type { Gateway } from './gateway.ts';

/** Makes the `fetch` for grammY: the gateway's, but rejecting once `stop` aborts. */
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
  // grammY's type of `fetch` is that of node-fetch; the gateway accepts the same arguments.
  return fetch as unknown as NonNullable<ApiClientOptions['fetch']>;
}
