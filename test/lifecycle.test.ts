import { expect, it, onTestFinished, vi } from 'vitest';
import { runProgram } from '../src/lifecycle.ts';

const token = '123456789:AAFq9zRtoJ5xW2kLm8-PdN3_vBcYhUeT0sX';

/** Runs a program whose start fails so, and gives what it printed for the operator. */
async function runFailing(error: unknown) {
  const printed = vi.spyOn(process.stderr, 'write').mockReturnValue(true);
  const before = new Map(
    ['SIGTERM', 'SIGINT'].map((signal) => [signal, process.listeners(signal as 'SIGINT')]),
  );
  onTestFinished(() => {
    printed.mockRestore();
    for (const signal of ['SIGTERM', 'SIGINT'] as const)
      for (const listener of process.listeners(signal))
        if (!before.get(signal)?.includes(listener)) process.off(signal, listener);
  });
  const code = await runProgram({ BOT_TOKEN: token }, () => Promise.reject(error));
  return { code, lines: printed.mock.calls.map(([text]) => String(text)) };
}

it('a defect ends the program with 2 and one line, without a stack and without a secret', async () => {
  const { code, lines } = await runFailing(
    new TypeError(`no answer from https://api.telegram.org/bot${token}/getMe\n    at somewhere`),
  );
  expect(code).toBe(2);
  expect(lines).toHaveLength(1);
  expect(lines[0]).toMatch(/^guanxi cannot go on.*TypeError: no answer from .*\n$/u);
  expect(lines[0]).not.toContain(token.split(':')[1]);
});

it('so does what is thrown without being an error', async () => {
  expect(await runFailing('odd')).toMatchObject({ code: 2, lines: [expect.stringContaining('odd')] });
});
