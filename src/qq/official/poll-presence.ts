import { createBackOff } from '../back-off.ts';
import type { OfficialConnection } from './connection-deps.ts';
import { parseSelf } from './parse-self.ts';
import { createTroubleNotice, troubleFromAnswer } from './report-trouble.ts';

/** How often the account is checked while the platform answers, in ms. */
const checkInterval = 5 * 60_000;

/**
 * Checks regularly that the platform can be reached, until `signal` aborts: with a webhook there is no
 * connection whose loss would show it.
 */
export async function pollPresence(
  { api, clock, random, presence, onSelf, onTrouble }: OfficialConnection,
  signal: AbortSignal,
): Promise<void> {
  const backOff = createBackOff(random);
  const trouble = createTroubleNotice(onTrouble);
  while (!signal.aborted) {
    const answer = await api.call('GET', '/users/@me', undefined, signal);
    let pause = backOff.next();
    if (answer.kind === 'done') {
      const self = parseSelf(answer.data);
      if (self !== undefined) onSelf(self);
      backOff.reset();
      trouble.clear();
      presence.online();
      pause = checkInterval;
    } else if (!signal.aborted) {
      trouble.report(troubleFromAnswer(answer, 'does not say who the bot is'));
      presence.offline('disconnected');
    }
    await clock.sleep(pause, signal).catch(() => undefined);
  }
}
