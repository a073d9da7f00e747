import { GrammyError } from 'grammy';
import type { Access } from '../bot/access.ts';
import type { Base } from './base.ts';
import type { ChatPlatform } from './chat-platform.ts';

/** Reports that QQ has logged the bot's account out (`false`) or accepts it again (`true`). */
export type TellAccount = (loggedIn: boolean) => void;

type NoticePlatform = Pick<ChatPlatform, 'has' | 'api'>;

/** Pauses between attempts to notify an admin, ms; the last one repeats. */
const pauses = [10_000, 60_000, 600_000];

/**
 * Notifies the admins on other platforms when the state of the QQ account differs from what they were last
 * told. Retries until a message arrives; a state that has changed meanwhile is not reported.
 * @param from the platform whose account it is
 * @param all every configured platform
 * @param stop ends the retries
 */
export function createAccountNotice(
  { clock, log, localeOf }: Pick<Base, 'clock' | 'log' | 'localeOf'>,
  from: NoticePlatform,
  all: readonly NoticePlatform[],
  access: Pick<Access, 'admins'>,
  stop: AbortSignal,
): TellAccount {
  let isLoggedIn = true;
  /** The state each admin was last told. */
  const told = new Map<number, boolean>();
  const atWork = new Set<number>();

  async function tell({ api }: NoticePlatform, admin: number, loggedIn: boolean): Promise<'told' | 'notYet'> {
    try {
      const { common } = (await localeOf(admin)).texts;
      await api.sendMessage(admin, loggedIn ? common.qqOnline : common.qqOffline);
      return 'told';
    } catch (err) {
      if (!stop.aborted) log.warn({ err }, 'an admin could not be told about the account on QQ');
      // An admin who has blocked the bot or never started it will not read it later either.
      const isFinal = err instanceof GrammyError && (err.error_code === 400 || err.error_code === 403);
      return isFinal ? 'told' : 'notYet';
    }
  }

  async function keepTold(platform: NoticePlatform, admin: number): Promise<void> {
    for (let tries = 0; (told.get(admin) ?? true) !== isLoggedIn && !stop.aborted; ) {
      const state = isLoggedIn;
      if ((await tell(platform, admin, state)) === 'told') {
        told.set(admin, state);
        tries = 0;
        continue;
      }
      await clock.sleep(pauses[Math.min(tries, pauses.length - 1)] ?? 0, stop).catch(() => undefined);
      tries += 1;
    }
  }

  return (loggedIn) => {
    isLoggedIn = loggedIn;
    for (const admin of access.admins) {
      const platform = all.find(({ has }) => has(admin));
      if (platform === undefined || platform === from || atWork.has(admin)) continue;
      atWork.add(admin);
      keepTold(platform, admin)
        .catch((err: unknown) => log.error({ err }, 'telling about the account on QQ failed'))
        .finally(() => atWork.delete(admin));
    }
  };
}
