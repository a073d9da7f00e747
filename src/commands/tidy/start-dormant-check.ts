import { type BotContext, chatUserOf } from '../../bot/context.ts';
import { actingViewerOf } from '../../bot/viewer.ts';
import { type ForecastOf, isOngoing, type Jobs, plannedCheck } from '../../jobs/index.ts';
import { isDormant } from '../../people/check-if-dormant.ts';
import type { DormancyChecks } from '../../people/dormancy-check-store.ts';
import type { JobView } from '../bulk/draw-and-send-job.ts';
import type { PanelMessage } from '../lists/editable-panel-message.ts';
import type { FoundRows, WholeListFilter } from '../lists/filter-whole-lists.ts';
import { newListPanel } from '../lists/list-panel-state.ts';
import type { BackgroundReader } from '../lists/read-in-background.ts';
import { drawDormant } from './tidy-screen.ts';

/** Checks all followed people one by one for dormant accounts, as a job. */
export type DormantCheck = ReturnType<typeof createDormantCheck>;

export interface DormantCheckDeps {
  wholeListFilter: WholeListFilter;
  reader: BackgroundReader;
  checks: Pick<DormancyChecks, 'of'>;
  jobs: Pick<Jobs, 'start' | 'list'>;
  jobView: JobView;
  forecastOf: ForecastOf;
  /** ms since 1970. */
  now: () => number;
}

export function createDormantCheck({
  wholeListFilter,
  reader,
  checks,
  jobs,
  jobView,
  forecastOf,
  now,
}: DormantCheckDeps) {
  /** Reads the list of followed people, unless it is cached, then continues. */
  async function withFollowing(
    ctx: BotContext,
    message: PanelMessage,
    work: (found: FoundRows) => Promise<void>,
  ): Promise<void> {
    const { mid } = await ctx.account();
    const panel = newListPanel(mid, { list: 'following', of: mid });
    const { user, as } = actingViewerOf(ctx);
    await reader.read(ctx, await wholeListFilter.prepareFiltered(ctx, panel), {
      message,
      stop: { kind: 'tidy', user, what: 'stop', as },
      work,
      giveUp: () => message.show({ text: ctx.texts.lists.reading.stopped }),
    });
  }

  return {
    /** Shows what the check costs; calls `openList` instead when everybody was checked within the week. */
    show: (ctx: BotContext, message: PanelMessage, openList: () => Promise<void>) =>
      withFollowing(ctx, message, async ({ rows }) => {
        const { mid } = await ctx.account();
        const known = await checks.of(mid);
        const checked = rows.filter((row) => known.has(row.mid));
        const left = rows.length - checked.length;
        if (left === 0) return openList();
        await message.show(
          drawDormant(
            {
              following: rows.length,
              checked: checked.length,
              dormant: checked.filter((row) => isDormant(known.get(row.mid), now())).length,
              forecast: await forecastOf({ mid, action: 'check', count: left }),
            },
            actingViewerOf(ctx),
          ),
        );
      }),
    /** Starts the job, or shows the one that is running. */
    begin: (ctx: BotContext, message: PanelMessage, openList: () => Promise<void>) =>
      withFollowing(ctx, message, async ({ rows }) => {
        const { mid } = await ctx.account();
        const { chat, user } = chatUserOf(ctx);
        const underWay = (await jobs.list(chat)).find(
          (job) => job.action === 'check' && job.mid === mid && isOngoing(job.state),
        );
        if (underWay) return jobView.show(ctx, underWay);
        const known = await checks.of(mid);
        const mids = rows.map((row) => row.mid).filter((one) => !known.has(one));
        if (mids.length === 0) return openList();
        const job = await jobs.start(plannedCheck(mids), { chat, user, mid });
        await jobView.show(ctx, job);
      }),
  };
}
