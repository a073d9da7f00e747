import { existsSync, statSync, truncateSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { onTestFinished } from 'vitest';
import { expect } from 'vitest';
import { OWNER } from '../../playground/bilibili/index.ts';
import { createHurriedClock } from '../support/clock.ts';
import { type Actor, type Guanxi, startGuanxi } from '../support/guanxi.ts';
import { type Program, startProgram } from '../support/program.ts';
import type { ChatCall, ChatSide } from './chat-side.ts';
import { createProgramClock } from './program-clock.ts';
import type { QQStage } from './qq-sides.ts';
import { createTelegramSide } from './telegram-side.ts';

/** A request of the program, before it is answered. */
export type Request =
  /** `mid`: the account that is logged in. */
  { to: 'site'; what: string; mid: number | undefined } | ({ to: 'chats' } & ChatCall);

/**
 * The program as a process with simulated servers, chats that watch accounts, and what the alerts should
 * contain.
 */
export interface Stage extends Pick<Guanxi, 'telegram' | 'world' | 'config' | 'env'> {
  /** The platform the chats are on. */
  readonly side: ChatSide;
  /** The chats by name. */
  readonly chats: Readonly<Record<string, Actor>>;
  /** Which chat watches which account. */
  readonly watches: { chat: Actor; mid: number }[];
  /** Everybody who followed an account after it was first polled. */
  readonly newcomers: Map<number, Set<number>>;
  /** Old fans that the site did not show at the first poll and that the account has followed back since. */
  readonly mutuals: Set<number>;
  /** How often the program was killed or lost records. */
  crashes: number;
  /**
   * Logs a chat in; the program must be running. New fans of the account have to be reported from its first
   * poll on.
   */
  login(chat: Actor, mid: number): Promise<void>;
  /** Adds new fans to an account. */
  addFans(mid: number, count: number): number[];
  /**
   * Sets how far the program's wall clock is off, in ms, also after restarts. Only with `movable` in the
   * cast.
   */
  setClock(offset: number): void;
  /**
   * Lets `ms` pass for the program and the servers, once it runs and no request is in progress. Resolves when
   * they have passed or the program has ended. Only on QQ.
   */
  pass?(ms: number): Promise<void>;
  /**
   * Truncates the store's log by `frames`, as a disk that lost its last writes; the program must not be
   * running.
   */
  tearLog(frames: number): void;
  /** Records that messages refer to may have been lost. */
  torn: boolean;
  /** The store could not be written for a while, so the program may log errors. */
  mayLogErrors: boolean;
  start(): Program;
  /** Kills the program, synchronously unless `after` (ms) is given; resolves when it has ended. */
  kill(options?: { after?: number | undefined }): Promise<void>;
  /** Sends SIGTERM without waiting. */
  terminate(): void;
  /** Stops the program with SIGTERM and checks that it exits with 0 and logs nothing unexpected. */
  stop(): Promise<void>;
  /** Listens for requests except those that fetch updates. Returns the function that removes the listener. */
  onRequest(listener: (request: Request) => void): () => void;
  /** Leaves a request that has just arrived neither carried out nor answered. */
  strand(request: Request): void;
  /** Resolves at the next request that fits. */
  untilRequest(fits: (request: Request) => boolean): Promise<void>;
  /** Kills the program at the first request that fits, which is not carried out unless `served`. */
  killAt(fits: (request: Request) => boolean, options?: { served?: boolean }): Promise<void>;
  /** Resolves when a chat has got a message about fans. */
  untilAlert(chat?: Actor): Promise<void>;
  /** Resolves when each account was polled `times` more times. */
  untilPolled(times: number): Promise<void>;
}

/** Which accounts the chats log in to, and how many extra old fans the accounts have. */
export interface Cast {
  chats: Readonly<Record<string, readonly number[]>>;
  fans?: Readonly<Record<number, number>>;
  /** The store's folder; a new one when omitted. */
  folder?: string;
  /** Settings of a store other than a SQLite file. */
  store?: Readonly<Record<string, string>>;
  /** Makes the clock settable. */
  movable?: true;
  /** The QQ the chats are on; Telegram when omitted. */
  on?: QQStage;
}

/** An account with sixteen fans, and two without fans. */
export const [alpha, beta, gamma] = [OWNER, OWNER + 1, OWNER + 2];

/** How long the program may take for anything on a busy machine; ms. */
export const patience = 90_000;
/** A page of 4 KiB with its header in SQLite's log; bytes. */
const frameSize = 4120;
const pollPath = '/x/relation/followers';

/** Whether a request sends a message (to that chat). */
export function isMessage(request: Request, chat?: Actor): boolean {
  if (request.to !== 'chats' || !request.sends) return false;
  return chat === undefined || request.chat === chat.chat;
}

/** Whether a request is a poll (of that account). */
export function isPoll(request: Request, mid?: number): boolean {
  if (request.to !== 'site' || request.what !== pollPath) return false;
  return mid === undefined || request.mid === mid;
}

/**
 * Starts the servers, logs everybody in and waits for the first poll of each account; then stops the program.
 */
export async function setStage(cast: Cast, onFinished: typeof onTestFinished): Promise<Stage> {
  const hurried = createHurriedClock();
  const clock = createProgramClock();
  /** True until the program runs as a separate process. */
  let isHurried = true;
  const now = () => (isHurried ? hurried.now() : Date.now() + clock.moves.passed);
  const guanxi = await startGuanxi({
    env: {
      ALERT_INTERVAL: '1',
      ...(cast.folder && { STORE_URL: `sqlite://${join(cast.folder, 'guanxi.sqlite')}` }),
      ...cast.store,
    },
    onFinished,
    ...(cast.on && { openQQ: cast.on.serve, clock: { ...hurried, now } }),
  });
  const { world, config } = guanxi;
  const file = config.storeUrl.slice('sqlite://'.length);
  const env = { ...guanxi.env, LOG_LEVEL: 'info' };
  const isMovable = cast.movable === true || cast.on !== undefined;
  const entry = isMovable ? ['--import', './test/promise/moved-clock.ts', 'src/main.ts'] : [];
  for (const [mid, count] of Object.entries(cast.fans ?? {})) {
    const now = Math.floor(world.now() / 1000);
    for (let hours = count; hours > 0; hours -= 1) world.gainFans(Number(mid), 1, { at: now - hours * 3600 });
  }
  const chats = Object.fromEntries(Object.keys(cast.chats).map((name) => [name, guanxi.person(name)]));
  const side: ChatSide = cast.on ? cast.on.side(world) : createTelegramSide(guanxi);
  let program: Program | undefined;
  let terminated = false;

  const stage: Stage = {
    get telegram() {
      return guanxi.telegram;
    },
    side,
    world,
    config,
    env,
    chats,
    watches: [],
    newcomers: new Map(),
    mutuals: new Set(),
    crashes: 0,
    torn: false,
    mayLogErrors: false,
    setClock: clock.set,
    ...(cast.on && { pass: clock.pass }),
    tearLog(frames) {
      const log = `${file}-wal`;
      if (!existsSync(log)) return;
      truncateSync(log, Math.max(0, statSync(log).size - frames * frameSize));
      stage.torn = true;
      stage.crashes += frames;
    },
    async login(chat, mid) {
      stage.watches.push({ chat, mid });
      stage.newcomers.set(mid, stage.newcomers.get(mid) ?? new Set());
      await side.login(chat, mid);
    },
    addFans(mid, count) {
      const fans = world.gainFans(mid, count);
      for (const fan of fans) stage.newcomers.get(mid)?.add(fan);
      return fans;
    },
    start() {
      terminated = false;
      program = startProgram({ ...env, ...clock.env }, entry, onFinished, isMovable);
      clock.attach(program);
      return program;
    },
    async kill({ after } = {}) {
      if (after !== undefined) await pause(after);
      const ending = program?.kill('SIGKILL');
      stage.crashes += 1;
      const ended = await ending;
      if (!terminated || ended?.code !== 0) expect(ended?.signal, program?.output()).toBe('SIGKILL');
      if (!stage.mayLogErrors) expectNoErrors(program);
    },
    terminate() {
      clock.stopPassing();
      terminated = true;
      program?.child.kill('SIGTERM');
    },
    async stop() {
      // No time passes while it stops, so that the stop has all its time.
      clock.stopPassing();
      expect(await program?.kill('SIGTERM'), program?.output()).toEqual({ code: 0, signal: null });
      const others = program
        ?.output()
        .split('\n')
        .filter((line) => !usualLine.test(line) && !side.usualLines.test(line));
      expect(others, 'nothing is printed on the way out').toEqual(['']);
    },
    onRequest(listener) {
      const offs = [
        world.on('request', ({ path, mid }) => listener({ to: 'site', what: path, mid })),
        side.onCall((call) => listener({ to: 'chats', ...call })),
      ];
      return () => {
        for (const off of offs) off();
      };
    },
    strand({ to, what }) {
      if (to === 'site') world.faults.set(what, { kind: 'hang' }, { times: 1 });
      else side.strand(what);
    },
    untilRequest: (fits) => new Promise((resolve) => once(fits, () => resolve())),
    killAt: (fits, { served = false } = {}) =>
      new Promise((resolve) =>
        once(fits, (request) => {
          if (!served) stage.strand(request);
          resolve(stage.kill());
        }),
      ),
    untilAlert: (chat) =>
      new Promise((resolve) => {
        const off = side.onShown((shownIn, text) => {
          if ((chat !== undefined && shownIn !== chat.chat) || !text.startsWith('🔔')) return;
          off();
          resolve();
        });
      }),
    untilPolled(times) {
      const left = new Map([...stage.newcomers.keys()].map((mid) => [mid, times]));
      return new Promise((resolve) => {
        const off = world.on('answer', ({ path, mid = 0 }) => {
          if (path !== pollPath) return;
          left.set(mid, (left.get(mid) ?? 0) - 1);
          if ([...left.values()].some((count) => count > 0)) return;
          off();
          resolve();
        });
      });
    },
  };

  /** Calls `then` for the first request that fits, synchronously. */
  function once(fits: (request: Request) => boolean, then: (request: Request) => void): void {
    const off = stage.onRequest((request) => {
      if (!fits(request)) return;
      off();
      then(request);
    });
  }

  const logins = Object.entries(cast.chats).flatMap(([name, mids]) =>
    mids.map((mid) => [chats[name], mid] as const),
  );
  for (const [chat, mid] of logins) if (chat) await stage.login(chat, mid);
  if (!cast.on) for (const { chat } of stage.watches) await chat.see('👀', { timeout: patience });
  await guanxi.stop();
  if (cast.on) {
    clock.moves.passed = hurried.now() - Date.now();
    isHurried = false;
  }
  return stage;
}

/** Output that is expected on every platform: two warnings about settings, and the start. */
const usualLine = /"msg":"(?:ALERT_INTERVAL is|Logins are sealed|running")|^guanxi runs/u;

/** Checks that the program never logged an error. */
function expectNoErrors(program: Program | undefined): void {
  expect(program?.output()).not.toContain('"level":"error"');
}
