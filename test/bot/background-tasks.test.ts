import { HttpError } from 'grammy';
import { expect, it } from 'vitest';
import { createBackgroundTasks, taskKey } from '../../src/bot/background-tasks.ts';

function untilAborted(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) =>
    signal.addEventListener('abort', () => reject(signal.reason), { once: true }),
  );
}

it('new work under a key ends the old', async () => {
  const failures: unknown[] = [];
  const tasks = createBackgroundTasks((_, error) => failures.push(error));
  const signals: AbortSignal[] = [];
  const work = (signal: AbortSignal) => {
    signals.push(signal);
    return untilAborted(signal);
  };
  tasks.start('a', work);
  tasks.start('a', work);
  expect(signals.map(({ aborted }) => aborted)).toEqual([true, false]);
  expect(await tasks.cancel('a')).toBe(true);
  expect(await tasks.cancel('a')).toBe(false);
  await tasks.stop();
  expect(failures).toEqual([]);
});

it('a failure is told, the end that was asked for is not', async () => {
  const failures: unknown[] = [];
  const tasks = createBackgroundTasks((key, error) => failures.push([key, error]));
  const defect = new Error('defect');
  tasks.start('bad', () => Promise.reject(defect));
  tasks.start('stopped', untilAborted);
  await tasks.stop();
  expect(failures).toEqual([['bad', defect]]);
});

it('that nobody can be told of the end is no failure; that somebody cannot be told of anything else is', async () => {
  const failures: unknown[] = [];
  const tasks = createBackgroundTasks((key) => failures.push(key));
  const away = () => Promise.reject(new HttpError('Network request failed', new Error('given up')));
  tasks.start('talking', away);
  await new Promise(setImmediate);
  tasks.start('stopped', (signal) => untilAborted(signal).catch(away));
  await tasks.stop();
  expect(failures).toEqual(['talking']);
});

it('stopping waits for work that is still tidying up, one that was cancelled before included', async () => {
  const tasks = createBackgroundTasks(() => undefined);
  const tidy = Promise.withResolvers<void>();
  tasks.start('slow', (signal) => untilAborted(signal).catch(() => tidy.promise));
  void tasks.cancel('slow');
  let stopped = false;
  const stopping = tasks.stop().then(() => {
    stopped = true;
  });
  await new Promise(setImmediate);
  expect(stopped).toBe(false);
  tidy.resolve();
  await stopping;
});

it('all work of one user in one chat ends together, and nobody else’s', async () => {
  const tasks = createBackgroundTasks(() => undefined);
  const ended: string[] = [];
  const work = (name: string) => (signal: AbortSignal) =>
    untilAborted(signal).catch(() => void ended.push(name));
  const place = { chat: -7, user: 5 };
  tasks.start(taskKey('login', place), work('login'));
  tasks.start(taskKey('export', place), work('export'));
  tasks.start(taskKey('export', { chat: 7, user: 5 }), work('elsewhere'));
  tasks.start(taskKey('export', { chat: -7, user: 55 }), work('of another'));
  expect(await tasks.cancelAll(place)).toBe(true);
  expect(ended).toEqual(['login', 'export']);
  expect(await tasks.cancelAll(place)).toBe(false);
  await tasks.stop();
});
