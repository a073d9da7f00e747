import { type Alerts, defaultBigFanThreshold } from '../../alerts/index.ts';
import type { BotContext } from '../../bot/context.ts';
import type { FilterFacts } from '../../people/filter-and-sort-rows.ts';
import type { PersonChecks } from '../../people/kept-person-checks.ts';
import type { ListPanel } from './list-panel.ts';

export interface FilterFactsDeps {
  alerts: Pick<Alerts, 'subscription'>;
  checks: Pick<PersonChecks, 'of'>;
  /** ms since 1970. */
  now: () => number;
}

/**
 * What filters need to know: from how many fans somebody is big, a setting of the chat, and stored checks of
 * people, which are read only for panels that filter by them.
 */
export function createFilterFacts({ alerts, checks, now }: FilterFactsDeps) {
  return async (
    ctx: BotContext,
    { account, filter }: Pick<ListPanel, 'account' | 'filter'>,
  ): Promise<FilterFacts> => {
    const view = await alerts.subscription(ctx.home, account);
    return {
      bigFrom: view?.settings.bigFrom ?? defaultBigFanThreshold,
      checks: filter?.only.includes('dormant') ? await checks.of(account) : new Map(),
      now: now(),
    };
  };
}
