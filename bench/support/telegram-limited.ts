import { parentPort, workerData } from 'node:worker_threads';
import { startTelegram } from '../../playground/telegram/index.ts';
import { token } from './token.ts';

/** What a Telegram has got. */
export interface Arrived {
  /** When each message arrived, and where; ms. */
  messages: { chat: number; at: number }[];
  /** How many were refused for coming too fast. */
  refused: number;
}

/** A Telegram in a thread, with its limits on, and people of the given ids; asked for anything, it says what it has got. */
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
