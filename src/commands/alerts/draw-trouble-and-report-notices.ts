import type { Digest, Notice, ReportKind } from '../../alerts/index.ts';
import { callbackButton, type Keyboard } from '../../bot/keyboards.ts';
import { fillText, type Text } from '../../bot/text/fill-text.ts';
import { formatCount } from '../../bot/text/format-numbers.ts';
import { localTimeOfDay } from '../../bot/text/format-times.ts';
import { fanReportLines } from '../stats/report-lines.ts';
import type { DigestViewer } from './digest-drawing-context.ts';

/** Notices as lines: trouble with the account, recovery, and reports. */
export function drawNotices({ notices, total }: Digest, viewer: DigestViewer): Text[] {
  const { texts, timezone, account, history, now } = viewer;
  const report = (kind: ReportKind) =>
    fanReportLines(kind, { account, history, total, now }, { texts, timezone }).join('\n');
  const words = texts.digest.notices;
  return notices.map(({ kind, of, until }) => {
    switch (kind) {
      case 'started':
      case 'restarted':
        return words[kind](account, formatCount(total));
      case 'risk':
        return fillText(
          words.risk,
          account,
          until === undefined ? undefined : localTimeOfDay(until, timezone),
        );
      case 'dailyReport':
        return report('daily');
      case 'weeklyReport':
        return report('weekly');
      case 'recovered':
        return words.recovered[of ?? 'risk'](account);
      default:
        return words[kind](account);
    }
  });
}

/** The button to log in again, if any; in a group it links to the private chat, where logins are made. */
export function noticeKeyboard(notices: readonly Notice[], viewer: DigestViewer): Keyboard {
  const { texts, user, loginLink } = viewer;
  const last = notices.findLast(({ kind, of }) => kind === 'login' || of === 'login');
  if (last?.kind !== 'login') return [];
  const label = texts.login.again;
  return [
    [
      loginLink === undefined
        ? callbackButton(label, { kind: 'loginAgain', user }, 'primary')
        : { text: label, url: loginLink },
    ],
  ];
}
