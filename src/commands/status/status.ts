import { FormattedString } from '@grammyjs/parse-mode';
import type { UsageStats } from '../../accounts/usage-stats.ts';
import type { Feature } from '../../bot/feature.ts';
import { send } from '../../bot/messages.ts';
import { formatCount } from '../../bot/text/format-numbers.ts';
import { minute } from '../../time-units.ts';
import { egressLines } from './egress-lines.ts';

export interface StatusDeps {
  /** Current figures of the program. */
  usageStats: () => Promise<UsageStats>;
  /** Version of the program. */
  version: string;
}

/** `/status`: figures of the whole program, for admins only; for others the command does not exist. */
export function statusFeature({ usageStats, version }: StatusDeps): Feature {
  return {
    commands: [
      {
        name: 'status',
        theme: 'other',
        inGroups: 'nobody',
        adminsOnly: true,
        async run(ctx) {
          const words = ctx.texts.status;
          const now = await usageStats();
          const { well, expired, resting } = now.sessions;
          const { bots, watchers } = now.processes;
          const minutes = Math.floor(now.uptime / minute);
          const lines = [
            words.version(version),
            words.uptime(Math.floor(minutes / 1440), Math.floor(minutes / 60) % 24, minutes % 60),
            words.chats(formatCount(now.chats)),
            words.sessions(formatCount(well), formatCount(expired), formatCount(resting)),
            words.watches(formatCount(now.watches)),
            ...(watchers > 0
              ? [words.lastHourHere(formatCount(now.requests))]
              : [words.lastHour(formatCount(now.polls), formatCount(now.requests))]),
            ...egressLines(now.egress, ctx),
            ...(now.probe === 'distrusted' ? [words.distrusted] : []),
            words.waiting(formatCount(now.waiting)),
            ...(bots + watchers > 1 ? [words.processes(bots - 1, watchers)] : []),
          ];
          await send(ctx, { text: FormattedString.join(lines, '\n') });
        },
      },
    ],
  };
}
