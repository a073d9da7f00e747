import type { Digest, Notice } from '../../alerts/index.ts';
import { type Keyboard, pressButton } from '../../bot/keyboards.ts';
import { count, timeOfDay } from '../../bot/text/times.ts';
import type { DigestReader } from './digest-viewer.ts';

/** What is wrong with the account, or well again, a line each. */
export function drawNotices({ notices, total }: Digest, reader: DigestReader): string[] {
  const { texts, timezone, account } = reader;
  const words = texts.digest.notices;
  return notices.map(({ kind, of, until }) => {
    switch (kind) {
      case 'started':
      case 'restarted':
        return words[kind](account, count(total));
      case 'risk':
        return words.risk(account, until === undefined ? undefined : timeOfDay(until, timezone));
      case 'recovered':
        return words.recovered[of ?? 'risk'](account);
      default:
        return words[kind](account);
    }
  });
}

/** The button that helps, when there is one: only the private chat is one to log in from. */
export function noticeKeyboard(notices: readonly Notice[], reader: DigestReader): Keyboard {
  const { texts, user, loginLink } = reader;
  const last = notices.findLast(({ kind, of }) => kind === 'login' || of === 'login');
  if (last?.kind !== 'login') return [];
  const label = texts.login.again;
  return [
    [
      loginLink === undefined
        ? pressButton(label, { kind: 'loginAgain', user }, 'primary')
        : { text: label, url: loginLink },
    ],
  ];
}
