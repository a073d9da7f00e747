import { FormattedString } from '@grammyjs/parse-mode';
import type { UsageStats } from '../accounts/usage-stats.ts';
import type { BotContext } from '../bot/context.ts';
import type { Feature } from '../bot/feature.ts';
import { send } from '../bot/messages.ts';
import { fillText, type Text } from '../bot/text/fill-text.ts';
import { formatCount } from '../bot/text/format-numbers.ts';
import { localTimeOfDay } from '../bot/text/format-times.ts';
import { minute } from '../time-units.ts';

export interface StatusDeps {
  /** Current figures of the program. */
  usageStats: () => Promise<UsageStats>;
  /** Version of the program. */
  version: string;
}

/** `/status`: figures of the whole program, for admins only; for others the command does not exist. */
export function statusFeature({ usageStats, version }: StatusDeps) {
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
  } satisfies Feature;
}

/** Most egress addresses listed. */
const mostNamed = 10;

type Egress = UsageStats['egress'][number];

/**
 * Egress addresses as lines of `/status`: their number, then those with trouble, then others as far as there
 * is room. Empty when there is only one and it works.
 */
export function egressLines(
  egress: readonly Egress[],
  { texts, timezone }: Pick<BotContext, 'texts' | 'timezone'>,
): Text[] {
  const words = texts.status.egress;
  const ill = egress.filter(hasTrouble);
  if (egress.length === 1 && ill.length === 0) return [];
  const lineOf = ({ name, requests, budgetLeft, restUntil, trouble }: Egress) => {
    const left = budgetLeft === undefined ? [] : [words.budget(Math.floor(100 * budgetLeft))];
    const rest =
      restUntil === undefined ? [] : [fillText(words.resting, localTimeOfDay(restUntil, timezone))];
    const away = trouble
      ? [fillText(words.trouble[trouble.why], localTimeOfDay(trouble.since, timezone))]
      : [];
    const facts = [words.requests(formatCount(requests)), ...left, ...rest, ...away];
    return fillText(
      words.one,
      name === 'default' ? words.own : name,
      FormattedString.join(facts, words.comma),
    );
  };
  const named = [...ill, ...egress.filter((one) => !hasTrouble(one))].slice(0, mostNamed);
  const rest = egress.length - named.length;
  return [
    words.all(
      formatCount(egress.length),
      formatCount(egress.filter(({ restUntil }) => restUntil !== undefined).length),
      formatCount(egress.filter(({ trouble }) => trouble !== undefined).length),
    ),
    ...named.map(lineOf),
    ...(rest > 0 ? [words.more(formatCount(rest))] : []),
  ];
}

function hasTrouble({ restUntil, trouble }: Egress): boolean {
  return restUntil !== undefined || trouble !== undefined;
}
