import type { Census } from '../accounts/usage-stats.ts';
import type { Feature } from '../bot/feature.ts';
import { count } from '../bot/text/times.ts';

/** What /status needs. */
export interface StatusDeps {
  /** How the program is doing now. */
  census: () => Promise<Census>;
  /** Of this program. */
  version: string;
}

const minute = 60_000;

/** `/status`: how the program is doing, for admins; for others there is no such command. */
export function status({ census, version }: StatusDeps): Feature {
  return {
    commands: [
      {
        name: 'status',
        theme: 'other',
        inGroups: 'nobody',
        adminsOnly: true,
        async run(ctx) {
          const words = ctx.texts.status;
          const now = await census();
          const { well, expired, resting } = now.sessions;
          const minutes = Math.floor(now.uptime / minute);
          await ctx.reply(
            [
              words.version(version),
              words.uptime(Math.floor(minutes / 1440), Math.floor(minutes / 60) % 24, minutes % 60),
              words.chats(count(now.chats)),
              words.sessions(count(well), count(expired), count(resting)),
              words.watches(count(now.watches)),
              words.lastHour(count(now.looks), count(now.requests)),
              words.waiting(count(now.waiting)),
            ].join('\n'),
          );
        },
      },
    ],
  };
}
