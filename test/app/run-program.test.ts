import { expect, it, onTestFinished, vi } from 'vitest';
import { type Running, runProgram } from '../../src/app/run-program.ts';
import { StoreError } from '../../src/storage/index.ts';

const token = '123456789:AAFq9zRtoJ5xW2kLm8-PdN3_vBcYhUeT0sX';

/** Runs a program that starts so, and gives what it printed for the operator. */
async function run(start: Parameters<typeof runProgram>[1]) {
  const printed = vi.spyOn(process.stderr, 'write').mockReturnValue(true);
  const before = new Map(
    ['SIGTERM', 'SIGINT'].map((signal) => [signal, process.listeners(signal as 'SIGINT')]),
  );
  // The end of a stop that takes too long would be the end of the test's process.
  vi.useFakeTimers({ toFake: ['setTimeout'] });
  onTestFinished(() => {
    vi.useRealTimers();
    printed.mockRestore();
    for (const signal of ['SIGTERM', 'SIGINT'] as const)
      for (const listener of process.listeners(signal))
        if (!before.get(signal)?.includes(listener)) process.off(signal, listener);
  });
  const code = await runProgram({ BOT_TOKEN: token }, start);
  return { code, lines: printed.mock.calls.map(([text]) => String(text)) };
}

const runFailing = (error: unknown) => run(() => Promise.reject(error));

/** A program that runs, and stops in that way when it gets SIGTERM. */
function running(stop: () => Promise<void>): Running {
  setImmediate(() => process.emit('SIGTERM'));
  const nothing = { places: [], claims: [], httpAddress: undefined };
  return { ...nothing, ended: new Promise(() => undefined), stop };
}

it.each([
  ['succeeds ends with 0', () => Promise.resolve(), { code: 0, lines: [] }],
  [
    'fails ends with 2 and says so',
    () => Promise.reject(new Error('the disk is gone')),
    { code: 2, lines: [expect.stringContaining('the disk is gone')] },
  ],
])('a stop that %s', async (_, stop, ending) => {
  const printed = vi.spyOn(process.stdout, 'write').mockReturnValue(true);
  onTestFinished(() => printed.mockRestore());
  expect(await run(async () => running(stop))).toEqual(ending);
});

it('a start that a signal has given up ends with 0', async () => {
  const given = await run(async (_, { signal }) => {
    process.emit('SIGTERM');
    throw signal.reason;
  });
  expect(given).toEqual({ code: 0, lines: [] });
});

it('a defect ends the program with 2 and one line, without a stack and without a secret', async () => {
  const { code, lines } = await runFailing(
    new TypeError(`no answer from https://api.telegram.org/bot${token}/getMe\n    at somewhere`),
  );
  expect(code).toBe(2);
  expect(lines).toHaveLength(1);
  expect(lines[0]).toMatch(/^guanxi cannot go on.*TypeError: no answer from .*\n$/u);
  expect(lines[0]).not.toContain(token.split(':')[1]);
});

it('what cannot go on ends with 2 and its words, also when its start or its stop never comes to an end', async () => {
  const exit = vi.spyOn(process, 'exit').mockImplementation((() => undefined) as () => never);
  onTestFinished(() => exit.mockRestore());
  const words: string[] = [];
  void run((_, { onFailure }) => {
    onFailure(new StoreError('lost', 'The store is lost.'));
    words.push('told');
    return new Promise(() => undefined);
  });
  await vi.waitUntil(() => words.length > 0);
  const printed = vi.mocked(process.stderr.write);
  vi.advanceTimersByTime(8500);
  expect(exit).not.toHaveBeenCalled();
  vi.advanceTimersByTime(500);
  expect(exit).toHaveBeenCalledExactlyOnceWith(2);
  expect(printed).toHaveBeenCalledExactlyOnceWith('The store is lost.\n');
});

it('so does what is thrown without being an error', async () => {
  expect(await runFailing('odd')).toMatchObject({ code: 2, lines: [expect.stringContaining('odd')] });
});
