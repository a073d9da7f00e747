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

/** A request of the program, heard of as it comes in, before it is answered. */
export type Request =
  /** `mid`: whose login asks. */
  { to: 'site'; what: string; mid: number | undefined } | ({ to: 'chats' } & ChatCall);

/** The program as a process between the two servers, with chats that watch accounts, and what is to come of it. */
export interface Stage extends Pick<Guanxi, 'telegram' | 'world' | 'config' | 'env'> {
  /** The platform the chats are on. */
  readonly side: ChatSide;
  /** By name. */
  readonly chats: Readonly<Record<string, Actor>>;
  /** Who watches whom. */
  readonly watches: { chat: Actor; mid: number }[];
  /** Everybody who has begun to follow an account since it is watched. */
  readonly newcomers: Map<number, Set<number>>;
  /** Old fans whom the site did not show at the first poll, and whom the account has followed back since. */
  readonly mutuals: Set<number>;
  /** How often the program was killed, or an outage took what it was told. */
  crashes: number;
  /** A chat logs in; the program must run. From its first poll on, newcomers of the account have to be told. */
  login(chat: Actor, mid: number): Promise<void>;
  /** Strangers follow an account. */
  come(mid: number, count: number): number[];
  /** The program's wall clock is off by so many ms from now on, and after a restart. Only where the cast says so. */
  setClock(offset: number): void;
  /**
   * So many ms pass for the program, and for all around it, once it runs and nothing is under way between them. Resolves when
   * they have, or the program has ended. Only on QQ.
   */
  pass?(ms: number): Promise<void>;
  /** Takes so many frames off the end of the store's log, as a disk does that lies; the program must not run. */
  tearLog(frames: number): void;
  /** Records may have been lost that a message refers to. */
  torn: boolean;
  /** The store cannot be written for a while, which the program may call an error. */
  strained: boolean;
  /** Starts the program. */
  start(): Program;
  /** Kills it, in this very turn unless `after` (ms) is given; resolves when it is gone. */
  kill(options?: { after?: number | undefined }): Promise<void>;
  /** Sends SIGTERM, and waits for nothing. */
  terminate(): void;
  /** Ends it with SIGTERM, which it must take well and without a word. */
  stop(): Promise<void>;
  /** Hears of requests, those for new updates aside. Returns the function that ends the listening. */
  onRequest(listener: (request: Request) => void): () => void;
  /** This request, which has just come in, gets no answer, and nothing is done about it. */
  strand(request: Request): void;
  /** Resolves when a request comes in that fits. */
  asked(fits: (request: Request) => boolean): Promise<void>;
  /** Kills the program as the first request comes in that fits; nothing is done about that, unless `served`. */
  killAt(fits: (request: Request) => boolean, options?: { served?: boolean }): Promise<void>;
  /** Resolves when a chat got a message about fans. */
  taken(chat?: Actor): Promise<void>;
  /** Resolves when each account was polled so many times more. */
  polled(times: number): Promise<void>;
}

/** Which chats log in to what, and how many old fans an account has besides those it is born with. */
export interface Cast {
  chats: Readonly<Record<string, readonly number[]>>;
  fans?: Readonly<Record<number, number>>;
  /** Where the store lies; a folder of its own when left out. */
  folder?: string;
  /** The settings of another store than a SQLite file. */
  store?: Readonly<Record<string, string>>;
  /** Its clock can be set. */
  movable?: true;
  /** The QQ the chats are on; they are on Telegram when left out. */
  on?: QQStage;
}

/** An account with sixteen fans, and two without any. */
export const [alpha, beta, gamma] = [OWNER, OWNER + 1, OWNER + 2];

/** How long the program may take for anything, on a machine that is busy; ms. */
export const patience = 90_000;
/** A page of 4 KiB and its header, as SQLite's log has them; bytes. */
const frameSize = 4120;
const pollPath = '/x/relation/followers';

/** Whether a request sends a message, to that chat if one is given. */
export function isMessage(request: Request, chat?: Actor): boolean {
  if (request.to !== 'chats' || !request.sends) return false;
  return chat === undefined || request.chat === chat.chat;
}

/** Whether a request is a poll's, at that account if one is given. */
export function isPoll(request: Request, mid?: number): boolean {
  if (request.to !== 'site' || request.what !== pollPath) return false;
  return mid === undefined || request.mid === mid;
}

/** Starts the servers, logs everybody in, and lets each account have its first poll; the program does not run then. */
export async function setStage(cast: Cast, onFinished: typeof onTestFinished): Promise<Stage> {
  const hurried = createHurriedClock();
  const clock = createProgramClock();
  /** Until the program is a process of its own. */
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
    strained: false,
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
    come(mid, count) {
      const fans = world.gainFans(mid, count);
      for (const fan of fans) stage.newcomers.get(mid)?.add(fan);
      return fans;
    },
    start() {
      terminated = false;
      program = startProgram({ ...env, ...clock.env }, entry, onFinished, isMovable);
      clock.runs(program);
      return program;
    },
    async kill({ after } = {}) {
      if (after !== undefined) await pause(after);
      const ending = program?.kill('SIGKILL');
      stage.crashes += 1;
      const ended = await ending;
      if (!terminated || ended?.code !== 0) expect(ended?.signal, program?.output()).toBe('SIGKILL');
      if (!stage.strained) sound(program);
    },
    terminate() {
      clock.stay();
      terminated = true;
      program?.child.kill('SIGTERM');
    },
    async stop() {
      // Time that passes while it stops is what it takes for the stop.
      clock.stay();
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
    asked: (fits) => new Promise((resolve) => once(fits, () => resolve())),
    killAt: (fits, { served = false } = {}) =>
      new Promise((resolve) =>
        once(fits, (request) => {
          if (!served) stage.strand(request);
          resolve(stage.kill());
        }),
      ),
    taken: (chat) =>
      new Promise((resolve) => {
        const off = side.onShown((shownIn, text) => {
          if ((chat !== undefined && shownIn !== chat.chat) || !text.startsWith('🔔')) return;
          off();
          resolve();
        });
      }),
    polled(times) {
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

  /** Hears of the first request that fits, in the turn it comes in. */
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

/** What may be printed on any platform: two warnings about settings, and that it runs. */
const usualLine = /"msg":"(?:ALERT_INTERVAL is|Logins are sealed|running")|^guanxi runs/u;

/** Whatever was done to it, it never called anything an error. */
function sound(program: Program | undefined): void {
  expect(program?.output()).not.toContain('"level":"error"');
}
