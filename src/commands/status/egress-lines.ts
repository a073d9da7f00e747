import { FormattedString } from '@grammyjs/parse-mode';
import type { UsageStats } from '../../accounts/usage-stats.ts';
import type { BotContext } from '../../bot/context.ts';
import { fillText, type Text } from '../../bot/text/fill-text.ts';
import { formatCount } from '../../bot/text/format-numbers.ts';
import { localTimeOfDay } from '../../bot/text/format-times.ts';

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
