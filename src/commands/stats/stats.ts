import { FormattedString } from '@grammyjs/parse-mode';
import { fanChanges, type SubscriptionStatus, wantsPolls } from '../../alerts/index.ts';
import type { BotContext } from '../../bot/context.ts';
import type { Feature } from '../../bot/feature.ts';
import { callbackButton, type Keyboard } from '../../bot/keyboards.ts';
import { type Content, openPanel, replaceMessage } from '../../bot/messages.ts';
import { fillText } from '../../bot/text/fill-text.ts';
import { formatChange, formatCount } from '../../bot/text/format-numbers.ts';
import { localMoment } from '../../bot/text/format-times.ts';
import { type ActingViewer, actingViewerOf } from '../../bot/viewer.ts';
import { fanChangesText } from '../home/home-screen.ts';
import { displayName } from '../names-and-profile-links.ts';
import {
  type FanStats,
  fanStats,
  formatCalendarDay,
  netChange,
  type StatsSpan,
} from './compute-fan-stats.ts';
import { toFanChart } from './fan-chart-data.ts';
import type { FillHistory } from './fill-history.ts';
import { createReportSwitches, type ReportDeps, reportButtons, reportTimesLine } from './report-switches.ts';
import type { DrawFanPicture } from './run-fan-chart-worker.ts';

export interface StatsDeps {
  alerts: ReportDeps['alerts'];
  draw: DrawFanPicture;
  fill: FillHistory;
  /** ms */
  now: () => number;
}

const spans: readonly StatsSpan[] = ['week', 'month', 'quarter', 'year'];
const usual: StatsSpan = 'month';

/**
 * `/stats`: the development of the number of fans, as a chart and as text. Costs no request, except once for
 * the days before the first poll.
 */
export function statsFeature({ alerts, draw, fill, now }: StatsDeps) {
  async function panel(ctx: BotContext, span: StatsSpan): Promise<Content> {
    const account = await ctx.account();
    const view = await alerts.subscription(account.chat, account.mid);
    const history = await fill(account, view?.history, ctx.signal);
    const viewer = actingViewerOf(ctx);
    const title = viewer.texts.stats.title(displayName(account.name, viewer.texts));
    const { fans: total, polledAt = now() } = view ?? {};
    if (view === undefined || total === undefined || history === undefined)
      return { text: [title, viewer.texts.stats.none, ...offLine(view, viewer)].join('\n') };
    const { timezone } = viewer;
    const numbers = fanStats(history, { span, now: now(), timezone, total });
    const picture = await draw(toFanChart(numbers, total, span, viewer.texts));
    const { stats } = viewer.texts;
    const lines = [
      title,
      fillText(stats.fans, formatCount(total), localMoment(polledAt, timezone)),
      fanChangesText(fanChanges(history, { now: now(), timezone, total }), viewer.texts),
      ...numberLines(numbers, span, viewer),
      ...reportTimesLine(view, viewer),
      ...offLine(view, viewer),
      ...(picture === undefined ? [stats.noPicture] : []),
    ];
    return {
      text: FormattedString.join(lines, '\n'),
      keyboard: [...keyboard(span, viewer), ...reportButtons(view, viewer)],
      ...(picture && { picture }),
    };
  }

  const reports = createReportSwitches({
    alerts,
    now,
    redraw: async (ctx) => replaceMessage(ctx, await panel(ctx, usual)),
  });

  return {
    commands: [
      {
        name: 'stats',
        theme: 'account',
        inGroups: 'owner',
        run: async (ctx) => openPanel(ctx, await panel(ctx, usual)),
      },
    ],
    callbacks: {
      ...reports.callbacks,
      stats: async (ctx, { span }) => replaceMessage(ctx, await panel(ctx, span)),
    },
    questions: reports.questions,
  } satisfies Feature;
}

function numberLines(numbers: FanStats, span: StatsSpan, { texts: { stats } }: ActingViewer): string[] {
  const { gained, lost, best, big, followedBack, since } = numbers;
  return [
    stats.moved(stats.last[span], formatCount(gained), formatCount(lost)),
    ...(best ? [stats.best(formatCalendarDay(best.day), formatChange(netChange(best)))] : []),
    ...(gained > 0 ? [stats.newcomers(formatCount(big), formatCount(followedBack))] : []),
    stats.since(formatCalendarDay(since)),
  ];
}

/** Says when polling is off, so there are no new numbers. */
function offLine(view: SubscriptionStatus | undefined, { texts }: ActingViewer): string[] {
  return view && wantsPolls(view.settings) ? [] : [texts.stats.off];
}

function keyboard(span: StatsSpan, { texts: { stats }, user, as }: ActingViewer): Keyboard {
  return [
    spans.map((one) =>
      callbackButton(
        stats.spans[one],
        { kind: 'stats', user, span: one, as },
        one === span ? 'primary' : undefined,
      ),
    ),
  ];
}
