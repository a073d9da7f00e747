import { createBackOff } from '../back-off.ts';
import type { OfficialConnection } from './connection-deps.ts';
import { selfIn } from './parse-self.ts';
import { createTroubleNotice, troubleFromAnswer } from './report-trouble.ts';

/** How often the platform is asked whether it knows the bot, while it does; ms. */
const askedEvery = 5 * 60_000;

/**
 * Where the platform calls, nothing shows that it could not be reached: it is asked who the bot is, until `signal` aborts.
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
      const self = selfIn(answer.data);
      if (self !== undefined) onSelf(self);
      backOff.reset();
      trouble.over();
      presence.online();
      pause = askedEvery;
    } else if (!signal.aborted) {
      trouble.say(troubleFromAnswer(answer, 'does not say who the bot is'));
      presence.offline('disconnected');
    }
    await clock.sleep(pause, signal).catch(() => undefined);
  }
}
