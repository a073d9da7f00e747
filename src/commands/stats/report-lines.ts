import { type FanHistory, fanChangeOverHours, fanChanges } from '../../alerts/index.ts';
import { formatChange, formatCount } from '../../bot/text/format-numbers.ts';
import type { Texts } from '../../bot/text/index.ts';
import { fanChangesText } from '../home/home-screen.ts';
import { fanStats, formatCalendarDay, netChange } from './compute-fan-stats.ts';

/** Data of a report. */
export interface ReportFacts {
  /** Display name of the account. */
  account: string;
  history: FanHistory | undefined;
  /** Current number of fans. */
  total: number;
  /** ms */
  now: number;
}

/** Lines of a report on the last 24 hours or seven days. */
export function fanReportLines(
  kind: 'daily' | 'weekly',
  { account, history, total, now }: ReportFacts,
  { texts, timezone }: { texts: Texts; timezone: string },
): string[] {
  const words = texts.stats.report;
  const lines = [words.title[kind](account), words.fans(formatCount(total))];
  if (kind === 'daily') {
    const change = fanChangeOverHours(history, { hours: 24, now, total });
    const inWords = change === undefined ? texts.home.unknown : formatChange(change);
    const changes = fanChanges(history, { now, timezone, total });
    return [...lines, words.hours(inWords), fanChangesText(changes, texts)];
  }
  if (history === undefined) return lines;
  const { gained, lost, best, change } = fanStats(history, { span: 'week', now, timezone, total });
  const inWords = change === undefined ? texts.home.unknown : formatChange(change);
  return [
    ...lines,
    words.week(inWords, formatCount(gained), formatCount(lost)),
    ...(best ? [texts.stats.best(formatCalendarDay(best.day), formatChange(netChange(best)))] : []),
  ];
}
