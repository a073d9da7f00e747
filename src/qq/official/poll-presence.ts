import { troubleFromAnswer } from './api.ts';
import type { OfficialConnection } from './connection-deps.ts';

/** How often the account is checked while the platform answers, in ms. */
const checkInterval = 5 * 60_000;

/**
 * Checks regularly that the platform can be reached, until `signal` aborts: with a webhook there is no
 * connection whose loss would show it.
 */
export async function pollPresence(
  { api, clock, backOff, presence, trouble, onReady }: OfficialConnection,
  signal: AbortSignal,
): Promise<void> {
  while (!signal.aborted) {
    const answer = await api.call('GET', '/users/@me', undefined, signal);
    let pause = backOff.next();
    if (answer.kind === 'done') {
      onReady(answer.data);
      pause = checkInterval;
    } else if (!signal.aborted) {
      trouble.report(troubleFromAnswer(answer, 'does not say who the bot is'));
      presence.offline('disconnected');
    }
    await clock.sleep(pause, signal).catch(() => undefined);
  }
}
