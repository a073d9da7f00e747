import { type Alerts, usualBigFrom } from '../../alerts/index.ts';
import type { BotContext } from '../../bot/context.ts';
import type { FilterFacts } from '../../people/list-filter.ts';
import type { ListPanel } from './list-panel.ts';

/** What the filters of a chat go by: how many fans are many is its setting. `now` in milliseconds. */
export function createFilterFacts({
  alerts,
  now,
}: {
  alerts: Pick<Alerts, 'subscription'>;
  now: () => number;
}) {
  return async (ctx: BotContext, panel: ListPanel): Promise<FilterFacts> => {
    const view = await alerts.subscription(ctx.home, panel.account);
    return { bigFrom: view?.settings.bigFrom ?? usualBigFrom, checks: new Map(), now: now() };
  };
}
