import { parentPort } from 'node:worker_threads';
import { startTelegram } from '../../playground/telegram/index.ts';
import { token } from './token.ts';

/**
 * A simulated Telegram in a thread. On `{ people, text }`, that many people send the text to the bot; answers
 * when the bot has sent each of them a message.
 */
const { telegram, root } = await startTelegram({ token });
parentPort?.on('message', async ({ people, text }: { people: number; text: string }) => {
  const actors = Array.from({ length: people }, (_, index) =>
    telegram.actor({ firstName: `P${index}`, languageCode: 'en' }),
  );
  for (const actor of actors) await actor.send(text);
  await Promise.all(actors.map((actor) => actor.next(undefined, { timeout: 60_000 })));
  parentPort?.postMessage('done');
});
parentPort?.postMessage(root);
