import { setTimeout as pause } from 'node:timers/promises';
import { expect, type onTestFinished } from 'vitest';
import { type Program, startProgram } from '../support/program.ts';
import { openTap, type Tapped } from '../support/request-tap.ts';
import { within } from '../support/within.ts';
import type { Stage } from './stage.ts';

/** A slot for a process, which is restarted when it ends, as by a supervisor. */
export interface Place {
  readonly role: 'all' | 'watcher';
  /** The current process. */
  readonly now: Instance;
}

/** A single process, from start to end. */
export interface Instance {
  readonly name: string;
  readonly program: Program;
  /** Whether it has fetched updates from Telegram, so it was the leader. */
  hasLed: boolean;
}

/**
 * Several processes on one store. Everything awaited here fails with a description when it does not happen in
 * time.
 */
export interface Company {
  readonly places: readonly Place[];
  /**
   * The process that fetched updates last.
   * @throws Error when none has
   */
  readonly leader: Instance;
  /** All requests in order, with the process that made them. */
  readonly tapped: readonly Tapped[];
  /** Starts another process. */
  join(role: Place['role']): Promise<void>;
  /** A watcher that is watching, so it holds a place it can lose. */
  watcher(): Promise<Instance>;
  /** Resolves when another process than this one leads. */
  takenOver(from: Instance | undefined): Promise<void>;
  /** Resolves when this process has ended by itself, as a consequence of `why`. */
  ended(instance: Instance, why: string): Promise<void>;
  /** The output of the current processes. */
  outputs(): string;
  /** Stops all processes. */
  leave(): Promise<void>;
}

/**
 * How long a takeover may take on a busy machine, ms: a start of the program and the database's six seconds.
 */
const takeoverPatience = 60_000;
/**
 * How long a process may take to notice that it lost its place, and to stop, on a busy machine, ms: five and
 * ten seconds.
 */
const endPatience = 40_000;
/** The pause before a restart, ms. */
const restartAfter = 300;

/**
 * No processes yet. The end of a process that has led counts as a crash of the stage, unless it was stopped
 * on purpose.
 */
export function createCompany(stage: Stage, onFinished: typeof onTestFinished): Company {
  const tapped: Tapped[] = [];
  const places: { role: Place['role']; now: Instance; supervised: Promise<void> }[] = [];
  const instances = new Map<string, Instance>();
  const { promise: failed, reject: fail } = Promise.withResolvers<never>();
  failed.catch(() => undefined);
  let leader: Instance | undefined;
  let isLeaving = false;
  let started = 0;
  onFinished(() => {
    isLeaving = true;
  });

  function onRequest(one: Tapped): void {
    tapped.push(one);
    const by = instances.get(one.by);
    if (by === undefined || one.what !== 'getUpdates') return;
    leader = by;
    by.hasLed = true;
  }

  async function startOne(role: Place['role']): Promise<Instance> {
    started += 1;
    const name = `${role} ${started}`;
    const { env } = await openTap(name, stage.env, onRequest, onFinished);
    const { BOT_TOKEN: _, ...others } = stage.env;
    const own = role === 'all' ? stage.env : { ...others, ROLE: role };
    const instance = { name, program: startProgram({ ...own, ...env }, [], onFinished), hasLed: false };
    instances.set(name, instance);
    return instance;
  }

  /** Restarts the process whenever it ends, until all are stopped. */
  async function supervise(place: { role: Place['role']; now: Instance }): Promise<void> {
    for (;;) {
      const { code, signal } = await place.now.program.ended;
      if (isLeaving) return;
      expect(signal ?? code, describe(place.now)).toBeOneOf(['SIGKILL', 2]);
      if (place.now.hasLed) stage.crashes += 1;
      await pause(restartAfter);
      if (isLeaving) return;
      place.now = await startOne(place.role);
      if (isLeaving) place.now.program.child.kill('SIGTERM');
    }
  }

  const describe = ({ name, program }: Instance) => `${name} printed:\n${program.output()}`;
  const outputs = () => places.map(({ now }) => describe(now)).join('\n');
  const inTime = <T>(awaited: Promise<T>, ms: number, late: () => string) =>
    within(Promise.race([awaited, failed]), ms, late);

  /** Resolves when the condition is true. */
  async function waitUntil(isSo: () => boolean, late: () => string): Promise<void> {
    const over = new AbortController();
    const asking = async () => {
      while (!isSo() && !over.signal.aborted) await pause(50);
    };
    await inTime(asking(), takeoverPatience, late).finally(() => over.abort());
  }

  return {
    places,
    tapped,
    outputs,
    get leader() {
      if (leader === undefined) throw new Error('nobody leads');
      return leader;
    },
    async join(role) {
      const place = { role, now: await startOne(role), supervised: Promise.resolve() };
      places.push(place);
      place.supervised = supervise(place).catch(fail);
    },
    async watcher() {
      const find = () =>
        places.find(({ role, now }) => role === 'watcher' && now.program.output().includes('guanxi watches'));
      await waitUntil(
        () => find() !== undefined,
        () => `no watcher watches\n${outputs()}`,
      );
      return find()?.now ?? expect.fail('it watches no more');
    },
    takenOver: (from) =>
      waitUntil(
        () => leader !== undefined && leader !== from,
        () => `nobody took over from ${from?.name}\n${outputs()}`,
      ),
    async ended(instance, why) {
      const { program } = instance;
      const ending = await inTime(
        program.ended,
        endPatience,
        () => `${instance.name} has not ended, although ${why}\n${describe(instance)}`,
      );
      expect(ending, `${instance.name}: ${why}\n${describe(instance)}`).toEqual({ code: 2, signal: null });
    },
    async leave() {
      isLeaving = true;
      for (const { now } of places) now.program.child.kill('SIGTERM');
      for (const place of places) {
        const late = () => `${place.now.name} has not stopped\n${describe(place.now)}`;
        await inTime(place.supervised, endPatience, late);
        const { code, signal } = await inTime(place.now.program.ended, endPatience, late);
        // A process that has only just started has no signal handler yet.
        const isEarly = signal === 'SIGTERM' && place.now.program.output() === '';
        const isCrash = signal === 'SIGKILL';
        expect(
          isEarly || isCrash ? 0 : (code ?? -1),
          `${place.now.name} ended by ${signal}\n${describe(place.now)}`,
        ).toBeOneOf([0, 2]);
      }
    },
  };
}

/** Alternating polls closer than this, in ms, cannot come from a shard that was moved and moved back. */
const tooClose = 1500;

/** What two processes did although only one may do it, one sentence each. */
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
