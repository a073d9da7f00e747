import { expect, it } from 'vitest';
import { heartbeatInterval } from '../../src/qq/websocket-limits.ts';

it.each([
  [30_000, 30_000],
  ['41250', 41_250],
  [0, undefined],
  [-5, undefined],
  ['soon', undefined],
  [null, undefined],
  [1e-9, 1000],
  [1e15, 86_400_000],
])('a heartbeat every %j ms is one every %j', (said, meant) => {
  expect(heartbeatInterval(said)).toBe(meant);
});
