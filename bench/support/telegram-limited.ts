import { parentPort, workerData } from 'node:worker_threads';
import { startTelegram } from '../../playground/telegram/index.ts';
import { token } from './token.ts';

/** What Telegram has received. */
export interface Arrived {
  /** The chat and arrival time of each message; ms. */
  messages: { chat: number; at: number }[];
  /** How many were refused by the flood limits. */
  refused: number;
}

/**
 * A simulated Telegram in a thread, with flood limits and users of the given ids; answers any message with
 * what it has received.
 */
const ids = workerData as number[];
const { telegram, root } = await startTelegram({ token, limits: true });
for (const id of ids) telegram.privateChat(telegram.user({ id, firstName: `P${id}`, languageCode: 'zh' }));
parentPort?.on('message', () => {
  const calls = telegram.calls('sendMessage');
  const arrived: Arrived = {
    messages: calls.filter(({ ok }) => ok).map(({ params, at }) => ({ chat: Number(params.chat_id), at })),
    refused: calls.filter(({ error }) => error?.code === 429).length,
  };
  parentPort?.postMessage(arrived);
});
parentPort?.postMessage(root);
