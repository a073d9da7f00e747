import type { Accounts } from '../accounts/accounts.ts';
import type { Alerts } from '../alerts/index.ts';
import type { Base } from './base.ts';
import type { BilibiliAccess } from './bilibili-and-accounts.ts';

/** The parts that cache records which other processes may change, and reread them. */
export interface ChangeReaders {
  accounts: Pick<Accounts, 'dropSessions'>;
  alerts: Pick<Alerts, 'recordChanged' | 'loginsChanged'>;
  cooldownChanged: BilibiliAccess['cooldownChanged'];
}

/** Pause before a record that could not be read is tried again, ms. */
const retryPause = 1000;

/**
 * Rereads records that other processes change, until `stop` aborts. A changed watch is retried until it can
 * be read, because it may contain an alert to deliver.
 */
export function rereadChangesByOtherProcesses(
  { clock, hold, log }: Pick<Base, 'clock' | 'hold' | 'log'>,
  { accounts, alerts, cooldownChanged }: ChangeReaders,
  stop: AbortSignal,
): void {
  async function readWatch(mid: number): Promise<void> {
    while (!stop.aborted) {
      try {
        return await alerts.recordChanged(mid);
      } catch (err) {
        if (stop.aborted) return;
        log.warn({ err, mid }, 'what another process has changed could not be read yet');
        await clock.sleep(retryPause, stop).catch(() => undefined);
      }
    }
  }

  hold.onChange(({ collection, key }) => {
    if (collection === 'watches') void readWatch(Number(key));
    if (collection === 'rests')
      cooldownChanged(key).catch((err: unknown) =>
        log.warn({ err }, 'a rest of another process was not read'),
      );
    if (collection !== 'chats') return;
    accounts.dropSessions(Number(key));
    alerts.loginsChanged(Number(key));
  });
}
