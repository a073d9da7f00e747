/**
 * Loaded before the program: moves its clocks as told by the test that started it, over the IPC channel.
 * - `set`: how far the wall clock is off.
 * - `passed`: time that went by at once, as on a machine that slept: the wall clock and the monotonic clock
 * are both ahead by it, and timers due by then fire.
 *
 * Time passes only while the program waits for nothing but time, so that it loses none however slow the
 * machine is. All values in ms.
 */
import { subscribe } from 'node:diagnostics_channel';
import type { Socket } from 'node:net';
import type { ClockMessage, ClockMoves, ClockNews, ClockQuestion } from './program-clock.ts';

/** Shorter timers run in real time; ms. */
const leeway = 20;
/** How long the program runs after time has passed, so that work spread over a second is done; ms. */
const awake = 1000;
/** Pause before checking again for requests in progress; ms. */
const shortly = 5;
const now = Date.now.bind(Date);
const monotonic = performance.now.bind(performance);
const schedule = globalThis.setTimeout;
const { refresh } = Object.getPrototypeOf(schedule(() => undefined, 0)) as NodeJS.Timeout;

let { set, passed }: ClockMoves = JSON.parse(process.env.CLOCK_MOVES ?? '{"set":0,"passed":0}');
const before = passed;

/** Node's internal timer; `refresh` restarts it with its `_idleTimeout`. */
type KeptTimer = NodeJS.Timeout & { _idleTimeout: number; _destroyed: boolean };

const waiting = new Map<KeptTimer, number>();

Date.now = () => now() + set + passed;
performance.now = () => monotonic() + passed - before;
globalThis.setTimeout = Object.assign((...[work, ms = 0, ...rest]: Parameters<typeof schedule>) => {
  const timer = schedule(work, ms, ...rest) as KeptTimer;
  if (ms <= leeway) return timer;
  waiting.set(timer, performance.now() + ms);
  timer.refresh = () => {
    waiting.set(timer, performance.now() + ms);
    timer._idleTimeout = ms;
    return refresh.call(timer) as KeptTimer;
  };
  return timer;
}, schedule) as typeof schedule;

/** HTTP requests without an answer yet. */
const requests = new Set<unknown>();
subscribe('undici:request:create', (event) => void requests.add(requestOf(event)));
for (const end of ['undici:request:trailers', 'undici:request:error'])
  subscribe(end, (event) => void requests.delete(requestOf(event)));

const sockets = new Set<Socket>();
subscribe('net.client.socket', (event) => void sockets.add((event as { socket: Socket }).socket));

function requestOf(event: unknown): unknown {
  return (event as { request: unknown }).request;
}

/** The traffic of all sockets; unchanged only when nothing was transferred. */
function traffic(): string {
  for (const socket of sockets) if (socket.destroyed) sockets.delete(socket);
  return JSON.stringify([...sockets].map(({ bytesRead, bytesWritten }) => [bytesRead, bytesWritten]));
}

function waitsForTimeAlone(): boolean {
  for (const timer of waiting.keys()) if (timer._destroyed) waiting.delete(timer);
  const isDue = [...waiting.values()].some((due) => due <= performance.now());
  const isConnecting = [...sockets].some(({ connecting }) => connecting);
  return requests.size === 0 && !isDue && !isConnecting;
}

/** Resolves when received data has been read and the work it causes has started. */
async function eventLoopTurns(): Promise<void> {
  for (let count = 0; count < 3; count += 1) await new Promise((resolve) => setImmediate(resolve));
}

let answered: ((answer: 'yes' | 'stay') => void) | undefined;

/** Asks the test; its answer implies that it has handled everything sent to its servers before. */
function ask(question: ClockQuestion): Promise<'yes' | 'stay'> {
  return new Promise((resolve) => {
    answered = resolve;
    process.send?.(question);
  });
}

/** Resolves when the program waits only for time; with `false` when no time is to pass. */
async function waitUntilIdle(): Promise<boolean> {
  for (;;) {
    await eventLoopTurns();
    const last = traffic();
    if ((await ask('heard?')) === 'stay') return false;
    await eventLoopTurns();
    if (waitsForTimeAlone() && traffic() === last) return true;
    await new Promise((resolve) => schedule(resolve, shortly));
  }
}

async function move(ms: number): Promise<void> {
  passed += ms;
  await ask({ passed: ms });
  for (const [timer, due] of waiting) {
    if (timer._destroyed) continue;
    timer._idleTimeout = Math.max(1, Math.ceil(due - performance.now()));
    refresh.call(timer);
  }
}

async function pass(ms: number): Promise<void> {
  if (!(await waitUntilIdle())) return;
  await move(ms);
  for (const end = performance.now() + awake; await waitUntilIdle(); ) {
    const next = Math.min(...waiting.values());
    if (next > end) break;
    // The wall clock has whole milliseconds.
    await move(Math.ceil(next - performance.now()));
  }
  process.send?.('passed' satisfies ClockNews);
}

process.on('message', (message: ClockMessage) => {
  if ('answer' in message) answered?.(message.answer);
  else if ('set' in message) set = message.set;
  else void pass(message.pass);
});
// The channel alone must not keep the program alive.
process.channel?.unref();
