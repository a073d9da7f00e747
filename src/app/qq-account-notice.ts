import type { Access } from '../bot/access.ts';
import type { PlatformClient } from '../bot/platform.ts';
import type { Base } from './base.ts';
import type { Platforms } from './platforms.ts';

/** Tells that QQ has logged the bot's account off (`false`), or takes it again. */
export type TellAccount = (loggedIn: boolean) => void;

/**
 * Tells the admins who can still be told, which are those on other platforms, one message each, in the order of what happened.
 * @param from the platform that it happened on
 */
export function createAccountNotice(
  { log, localeOf }: Pick<Base, 'log' | 'localeOf'>,
  from: PlatformClient,
  { clientOf }: Pick<Platforms, 'clientOf'>,
  access: Pick<Access, 'admins'>,
): TellAccount {
  async function tell(admin: number, loggedIn: boolean): Promise<void> {
    const { common } = (await localeOf(admin)).texts;
    await clientOf(admin).api.sendMessage(admin, loggedIn ? common.qqOnline : common.qqOffline);
  }
  let before: Promise<void> = Promise.resolve();
  return (loggedIn) => {
    before = before.then(async () => {
      for (const admin of access.admins) {
        if (clientOf(admin) === from) continue;
        await tell(admin, loggedIn).catch((err: unknown) =>
          log.warn({ err }, 'an admin could not be told about the account on QQ'),
        );
      }
    });
  };
}
