import type { Account } from '../../accounts/accounts.ts';
import {
  type Alerts,
  type ReportSettings,
  type SubscriptionStatus,
  wantsReports,
} from '../../alerts/index.ts';
import type { BotContext } from '../../bot/context.ts';
import type { CallbackHandlers, Question } from '../../bot/feature.ts';
import { callbackButton, type Keyboard } from '../../bot/keyboards.ts';
import { editOrSendNew } from '../../bot/messages.ts';
import { ask, askAgain } from '../../bot/questions.ts';
import { type ActingViewer, actingViewerOf } from '../../bot/viewer.ts';
import { formatMinuteOfDay, readTimeOfDay } from '../time-of-day.ts';

export interface ReportDeps {
  alerts: Pick<Alerts, 'subscription' | 'changeSubscription' | 'subscribe'>;
  /** ms */
  now: () => number;
  /** Draws the panel with the buttons again. */
  redraw: (ctx: BotContext) => Promise<unknown>;
}

const question = 'reportHour';
const silent = { fans: false, lost: false, milestones: false };
/** 21:00, in minutes after midnight. */
const usualHour = 21 * 60;

/** The account, and the chat that keeps its alerts. */
type ReportsOf = Pick<Account, 'chat' | 'mid'>;

/** Switches of the daily and weekly reports, and the questions they ask. */
export function createReportSwitches({ alerts, now, redraw }: ReportDeps): {
  callbacks: CallbackHandlers<'report' | 'reportDay'>;
  questions: readonly Question[];
} {
  async function change({ chat, mid }: ReportsOf, wish: Partial<ReportSettings>): Promise<void> {
    const before = (await alerts.subscription(chat, mid))?.settings.reports;
    const { weekly, ...rest } = { at: usualHour, daily: false, ...before, ...wish, since: now() };
    const reports = { ...rest, ...(weekly !== undefined && { weekly }) };
    if ((await alerts.changeSubscription(chat, mid, { reports })) === undefined)
      await alerts.subscribe(chat, mid, { ...silent, reports });
  }

  /** Switches a report off; where nothing is watched, nothing is switched. */
  async function end({ chat, mid }: ReportsOf, what: 'daily' | 'weekly'): Promise<void> {
    const before = (await alerts.subscription(chat, mid))?.settings.reports;
    if (before === undefined) return;
    const { weekly: _, ...withoutWeekly } = before;
    const left = what === 'daily' ? { ...before, daily: false } : withoutWeekly;
    await alerts.changeSubscription(chat, mid, { reports: { ...left, since: now() } });
  }

  return {
    callbacks: {
      async report(ctx, { what, on }) {
        const account = await ctx.account();
        if (on === 'yes' && what === 'weekly') return editOrSendNew(ctx, drawWeekdays(actingViewerOf(ctx)));
        if (on === 'yes') {
          const { chat, mid } = account;
          return ask(ctx, ctx.texts.stats.report.ask, question, { chat, mid } satisfies ReportsOf);
        }
        await end(account, what);
        await redraw(ctx);
      },
      async reportDay(ctx, { weekday }) {
        const account = await ctx.account();
        if (weekday >= 1 && weekday <= 7) await change(account, { weekly: weekday });
        await redraw(ctx);
      },
    },
    questions: [
      {
        name: question,
        async answer(ctx, text, about) {
          const at = readTimeOfDay(text);
          const words = ctx.texts.stats.report;
          if (at === undefined) return askAgain(ctx, words.unreadable);
          await change(about as ReportsOf, { at, daily: true });
          await ctx.reply(words.set(formatMinuteOfDay(at), ctx.timezone));
          return 'done';
        },
      },
    ],
  };
}

/** Buttons of the reports, on the panel of /stats. */
export function reportButtons(
  view: SubscriptionStatus,
  { texts: { stats }, user, as }: ActingViewer,
): Keyboard {
  const { reports } = view.settings;
  const button = (what: 'daily' | 'weekly', on: boolean) =>
    callbackButton(`${on ? '✅' : '⬜'} ${stats.report.buttons[what]}`, {
      kind: 'report',
      user,
      what,
      on: on ? 'no' : 'yes',
      as,
    });
  return [[button('daily', reports?.daily === true), button('weekly', reports?.weekly !== undefined)]];
}

/** The times of reports as a line; empty when they are off. */
export function reportTimesLine(view: SubscriptionStatus, { texts, timezone }: ActingViewer): string[] {
  const { reports } = view.settings;
  if (reports === undefined || !wantsReports(view.settings)) return [];
  const words = texts.stats.report;
  const days = [
    ...(reports.daily ? [words.everyDay] : []),
    ...(reports.weekly === undefined ? [] : [words.weekdays[reports.weekly - 1] ?? '']),
  ];
  return [words.line(days.join(texts.common.comma), formatMinuteOfDay(reports.at), timezone)];
}

function drawWeekdays({ texts: { stats }, user, as }: ActingViewer): { text: string; keyboard: Keyboard } {
  const days = stats.report.weekdays.map((name, index) =>
    callbackButton(name, { kind: 'reportDay', user, weekday: index + 1, as }),
  );
  return { text: stats.report.askDay, keyboard: [days.slice(0, 4), days.slice(4)] };
}
