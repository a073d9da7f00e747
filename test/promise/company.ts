import { setTimeout as pause } from 'node:timers/promises';
import { expect, type onTestFinished } from 'vitest';
import { type Program, startProgram } from '../support/program.ts';
import { openTap, type Tapped } from '../support/tap.ts';
import type { Stage } from './stage.ts';

/** A place among the processes; whatever ends in it is started again, as a supervisor does. */
export interface Place {
  readonly role: 'all' | 'watcher';
  /** The process in it now. */
  readonly now: Instance;
}

/** One process, from its start to its end. */
export interface Instance {
  name: string;
  program: Program;
  /** It talked with Telegram: it has led. */
  hasLed: boolean;
}

/** Several processes on one store. */
export interface Company {
  readonly places: readonly Place[];
  /** Who fetched updates from Telegram last. */
  readonly leader: Instance | undefined;
  /** Everything that was asked, in order, and by whom. */
  readonly tapped: readonly Tapped[];
  /** Starts one more. */
  join(role: Place['role']): Promise<void>;
  /** Resolves when a process leads that is not this one. @throws when that takes too long */
  takenOver(from: Instance | undefined): Promise<void>;
  /** Ends all, in order. */
  leave(): Promise<void>;
}

/** How long it may take until another leads, ms, on a busy machine: a start of the program and the six seconds of the server. */
const takeoverPatience = 30_000;
/** A supervisor that waits for nothing. */
const restartAfter = 300;

/** Nobody yet. Every end of a process that has led counts as a crash of the stage, unless it was asked to end. */
export function createCompany(stage: Stage, onFinished: typeof onTestFinished): Company {
  const tapped: Tapped[] = [];
  const places: { role: Place['role']; now: Instance }[] = [];
  const instances = new Map<string, Instance>();
  let leader: Instance | undefined;
  let isLeaving = false;
  let started = 0;
  onFinished(() => {
    isLeaving = true;
  });

  function hear(one: Tapped): void {
    tapped.push(one);
    const by = instances.get(one.by);
    if (by === undefined || one.what !== 'getUpdates') return;
    leader = by;
    by.hasLed = true;
  }

  async function startOne(role: Place['role']): Promise<Instance> {
    started += 1;
    const name = `${role} ${started}`;
    const { env } = await openTap(name, stage.env, hear, onFinished);
    const { BOT_TOKEN: _, ...others } = stage.env;
    const own = role === 'all' ? stage.env : { ...others, ROLE: role };
    const instance = { name, program: startProgram({ ...own, ...env }, [], onFinished), hasLed: false };
    instances.set(name, instance);
    return instance;
  }

  /** Starts it again and again, until all are to leave. */
  async function supervise(place: { role: Place['role']; now: Instance }): Promise<void> {
    while (!isLeaving) {
      const { code, signal } = await place.now.program.ended;
      if (isLeaving) return;
      expect(signal ?? code, place.now.program.output()).toBeOneOf(['SIGKILL', 2]);
      if (place.now.hasLed) stage.crashes += 1;
      await pause(restartAfter);
      if (!isLeaving) place.now = await startOne(place.role);
    }
  }

  return {
    places,
    tapped,
    get leader() {
      return leader;
    },
    async join(role) {
      const place = { role, now: await startOne(role) };
      places.push(place);
      void supervise(place);
    },
    async takenOver(from) {
      const end = performance.now() + takeoverPatience;
      while (leader === undefined || leader === from) {
        if (performance.now() > end) {
          const outputs = places.map(({ now }) => `${now.name}\n${now.program.output()}`);
          throw new Error(`nobody took over from ${from?.name}\n${outputs.join('\n')}`);
        }
        await pause(50);
      }
    },
    async leave() {
      isLeaving = true;
      for (const { now } of places) {
        const { code, signal } = await now.program.kill('SIGTERM');
        // One that is only just started has no handler yet.
        const isEarly = signal === 'SIGTERM' && now.program.output() === '';
        expect(isEarly ? 0 : (code ?? -1), `${now.name} ${signal}\n${now.program.output()}`).toBeOneOf([
          0, 2,
        ]);
      }
    },
  };
}

/** Polls closer to each other than this cannot be those of shards that were given away and came back, ms. */
const tooClose = 1500;

/** What two processes did that only one may do, a sentence each. */
export function collisionsIn(tapped: readonly Tapped[]): string[] {
  const found: string[] = [];
  const polls = Map.groupBy(
    tapped.filter(({ what }) => what.endsWith('x/relation/followers')),
    ({ mid }) => mid,
  );
  for (const [mid, all] of polls) {
    for (const [index, one] of all.entries()) {
      const [next, again] = [all[index + 1], all[index + 2]];
      if (next && again && next.by !== one.by && again.by === one.by && again.at - one.at < tooClose)
        found.push(`${mid} was polled by ${one.by}, ${next.by} and ${one.by} within ${again.at - one.at} ms`);
    }
  }
  const leaders: string[] = [];
  for (const { by } of tapped.filter(({ what }) => what === 'getUpdates')) {
    if (leaders.at(-1) === by) continue;
    if (leaders.includes(by)) found.push(`${by} fetched updates again after ${leaders.at(-1)} had`);
    leaders.push(by);
  }
  return found;
}
