import { type Alerts, usualBigFrom } from '../../alerts/index.ts';
import type { BotContext } from '../../bot/context.ts';
import type { FilterFacts } from '../../people/filter-and-sort-rows.ts';
import type { PersonChecks } from '../../people/kept-person-checks.ts';
import type { ListPanel } from './list-panel.ts';

export interface FilterFactsDeps {
  alerts: Pick<Alerts, 'subscription'>;
  checks: Pick<PersonChecks, 'of'>;
  /** Milliseconds. */
  now: () => number;
}

/**
 * What the filters of a chat go by: how many fans are many is its setting. What checks of single people told is read only
 * for a panel that is filtered by it.
 */
export function createFilterFacts({ alerts, checks, now }: FilterFactsDeps) {
  return async (
    ctx: BotContext,
    { account, filter }: Pick<ListPanel, 'account' | 'filter'>,
  ): Promise<FilterFacts> => {
    const view = await alerts.subscription(ctx.home, account);
    return {
      bigFrom: view?.settings.bigFrom ?? usualBigFrom,
      checks: filter?.only.includes('dormant') ? await checks.of(account) : new Map(),
      now: now(),
    };
  };
}
