import { GrammyError } from 'grammy';
import type { Access } from '../bot/access.ts';
import type { Base } from './base.ts';
import type { ChatPlatform } from './chat-platform.ts';

/** Tells that QQ has logged the bot's account off (`false`), or takes it again. */
export type TellAccount = (loggedIn: boolean) => void;

type NoticePlatform = Pick<ChatPlatform, 'has' | 'api'>;

/** How long until it is tried again to tell somebody, ms; the last holds on. */
const pauses = [10_000, 60_000, 600_000];

/**
 * Tells the admins who can still be told, which are those on other platforms that the settings name: how the account is, whenever that is something
 * else than they were told last. Tried until it arrives; a state that is over by then is not told any more.
 * @param from the platform that it happened on
 * @param all every platform
 * @param stop ends the trying
 */
export function createAccountNotice(
  { clock, log, localeOf }: Pick<Base, 'clock' | 'log' | 'localeOf'>,
  from: NoticePlatform,
  all: readonly NoticePlatform[],
  access: Pick<Access, 'admins'>,
  stop: AbortSignal,
): TellAccount {
  let isLoggedIn = true;
  /** What each admin was told last. */
  const told = new Map<number, boolean>();
  const atWork = new Set<number>();

  async function tell({ api }: NoticePlatform, admin: number, loggedIn: boolean): Promise<'told' | 'notYet'> {
    try {
      const { common } = (await localeOf(admin)).texts;
      await api.sendMessage(admin, loggedIn ? common.qqOnline : common.qqOffline);
      return 'told';
    } catch (err) {
      if (!stop.aborted) log.warn({ err }, 'an admin could not be told about the account on QQ');
      // Who has blocked the bot, or was never there, will not read it later either.
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
