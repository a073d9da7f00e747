import { GrammyError } from 'grammy';
import type { Access } from '../bot/access.ts';
import type { Base } from './base.ts';
import type { ChatPlatform } from './chat-platform.ts';

/** Reports that QQ has logged the bot's account out (`false`) or accepts it again (`true`). */
export type ReportAccountState = (loggedIn: boolean) => void;

type NoticePlatform = Pick<ChatPlatform, 'hasChat' | 'api'>;

/** Pauses between attempts to notify an admin, ms; the last one repeats. */
const retryPauses = [10_000, 60_000, 600_000];

/**
 * Notifies the admins on other platforms when the state of the QQ account differs from what they were last
 * told. Retries until a message arrives; a state that has changed meanwhile is not reported.
 * @param from the platform whose account it is
 * @param all every configured platform
 * @param stop ends the retries
 */
export function createQQOfflineNotice(
  { clock, log, localeOf }: Pick<Base, 'clock' | 'log' | 'localeOf'>,
  from: NoticePlatform,
  all: readonly NoticePlatform[],
  access: Pick<Access, 'admins'>,
  stop: AbortSignal,
): ReportAccountState {
  let isLoggedIn = true;
  /** The state each admin was last told. */
  const lastNotified = new Map<number, boolean>();
  const notifying = new Set<number>();

  async function notifyUntilCurrent({ api }: NoticePlatform, admin: number): Promise<void> {
    for (let tries = 0; (lastNotified.get(admin) ?? true) !== isLoggedIn && !stop.aborted; ) {
      const state = isLoggedIn;
      try {
        const { qqOffline } = (await localeOf(admin)).texts;
        await api.sendMessage(admin, state ? qqOffline.online : qqOffline.offline);
      } catch (err) {
        if (!stop.aborted) log.warn({ err }, 'an admin could not be told about the account on QQ');
        // An admin who has blocked the bot or never started it will not read it later either.
        if (!(err instanceof GrammyError && (err.error_code === 400 || err.error_code === 403))) {
          const pause = retryPauses[Math.min(tries, retryPauses.length - 1)] ?? 0;
          await clock.sleep(pause, stop).catch(() => undefined);
          tries += 1;
          continue;
        }
      }
      lastNotified.set(admin, state);
      tries = 0;
    }
  }

  return (loggedIn) => {
    isLoggedIn = loggedIn;
    for (const admin of access.admins) {
      const platform = all.find(({ hasChat }) => hasChat(admin));
      if (platform === undefined || platform === from || notifying.has(admin)) continue;
      notifying.add(admin);
      notifyUntilCurrent(platform, admin)
        .catch((err: unknown) => log.error({ err }, 'telling about the account on QQ failed'))
        .finally(() => notifying.delete(admin));
    }
  };
}
