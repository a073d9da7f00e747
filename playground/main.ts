import { once } from 'node:events';
import { createStopSignal } from '../src/app/stop-on-process-signal.ts';
import { startPlaygroundBot } from './bot.ts';
import { type PlaygroundServer, startPlayground } from './server.ts';

const firstPort = 3210;
/** How many ports are tried. */
const portTries = 20;

process.exitCode = await main();

/** Runs the playground until Ctrl-C; returns the exit code. */
async function main(): Promise<number> {
  const portText = process.argv[2] ?? process.env.PORT;
  const port = Number(portText || firstPort);
  if (!Number.isInteger(port) || port < 0 || port > 65_535) {
    print(
      `端口要是 0–65535 的整数，现在是“${portText}”。`,
      `The port must be a whole number from 0 to 65535, and is "${portText}".`,
    );
    return 1;
  }
  const stopped = createStopSignal(process.env);
  await using undo = new AsyncDisposableStack();
  const server = await listen(port);
  if (!server) return 2;
  undo.defer(() => server.close());
  try {
    const bot = await startPlaygroundBot(server, { signal: stopped });
    undo.defer(() => bot.stop());
    printWelcome(server.address);
    if (!stopped.aborted) await Promise.race([bot.ended, once(stopped, 'abort')]);
  } catch (error) {
    // Ctrl-C during the start is not a failure.
    if (!stopped.aborted) throw error;
  }
  print('正在停止……', 'Stopping…');
  await undo.disposeAsync();
  print('已停止，这次试玩的数据已删除。再见！', 'Stopped, and what was stored is deleted. Bye!');
  return 0;
}

/**
 * Starts the server; prints a notice when another port than requested is used. `undefined` when none is free.
 */
async function listen(port: number): Promise<PlaygroundServer | undefined> {
  try {
    const server = await startPlayground({ port, tries: portTries });
    if (port !== 0 && server.port !== port) {
      print(
        `端口 ${port} 已被占用，改用 ${server.port}。`,
        `Port ${port} is taken; using ${server.port} instead.`,
      );
    }
    return server;
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    print(
      `没有可用的端口（${why}）。可以用 npm run playground -- 4000 换一个。`,
      `No port could be used (${why}). Choose another: npm run playground -- 4000`,
    );
    return undefined;
  }
}

function printWelcome(address: string): void {
  process.stdout.write(
    [
      '',
      '  guanxi 试玩 / playground',
      '',
      `  ${address}`,
      '',
      '  在浏览器里打开上面的地址，聊天上方会说接下来做什么。一切都在本机，不联网。按 Ctrl-C 停止。',
      '  Open this address in a browser; above the chat it says what to do next. Everything stays on this machine. Ctrl-C stops.',
      '',
      '',
    ].join('\n'),
  );
}

function print(chinese: string, english: string): void {
  process.stdout.write(`${chinese}\n${english}\n`);
}
