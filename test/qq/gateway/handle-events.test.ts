import { expect, it } from 'vitest';
import type { Log } from '../../../src/log.ts';
import { numberIds } from '../../../src/qq/gateway/chat-ids.ts';
import { createEventHandler, type EventHandlerDeps } from '../../../src/qq/gateway/handle-events.ts';

it('what cannot be handled is logged, but for what comes while the program ends', async () => {
  const logged: unknown[] = [];
  const log = { error: (...line: unknown[]) => logged.push(line) } as unknown as Log;
  const failure = new Error('the store is closed');
  const over = new AbortController();
  const hear = createEventHandler(
    { ids: numberIds, now: () => 0, log } as EventHandlerDeps,
    { handle: () => Promise.reject(failure) },
    over.signal,
  );
  const join = async () => {
    hear({ kind: 'membership', group: '20001', member: true, by: { id: '10001', name: '' } });
    await new Promise(setImmediate);
  };
  await join();
  expect(logged).toEqual([[{ err: failure }, 'something said on QQ could not be handled']]);
  over.abort();
  await join();
  expect(logged).toHaveLength(1);
});
