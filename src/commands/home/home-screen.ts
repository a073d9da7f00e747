import { FormattedString } from '@grammyjs/parse-mode';
import type { Account } from '../../accounts/accounts.ts';
import { type FanChanges, fanChanges, type SubscriptionStatus, wantsPolls } from '../../alerts/index.ts';
import type { CallbackOf } from '../../bot/callback-data.ts';
import { callbackButton, type Keyboard } from '../../bot/keyboards.ts';
import type { Content } from '../../bot/messages.ts';
import { fillText, type Text } from '../../bot/text/fill-text.ts';
import { formatChange, formatCount } from '../../bot/text/format-numbers.ts';
import { localMoment, localTimeOfDay } from '../../bot/text/format-times.ts';
import type { ActingViewer } from '../../bot/viewer.ts';
import { chunks } from '../../chunks.ts';
import { displayName, formatUid, linkToPerson } from '../names-and-profile-links.ts';
import type { CountsResult } from './read-account-counts.ts';

/** Panels opened from home; each is a command of that name. */
export type HomePanel = Exclude<CallbackOf<'home'>['to'], 'home'>;

/** The buttons of home, two per row. */
const panels: readonly HomePanel[] = [
  'fans',
  'following',
  'groups',
  'alerts',
  'stats',
  'tidy',
  'jobs',
  'settings',
];

/** What home shows of an account. */
export interface HomeShown {
  account: Account;
  read: CountsResult;
  /** Whether and how the account is watched. */
  view: SubscriptionStatus | undefined;
  /** The chat's other accounts. */
  others: readonly Account[];
  jobsOngoing: number;
  /** The account is about to be watched, with the chat's settings. */
  begins?: true;
  /** Whether a panel has a button. */
  opens(panel: HomePanel): boolean;
  /** ms */
  now: number;
}

/** Draws home; `headline` says what just happened. */
export function drawHome(shown: HomeShown, viewer: ActingViewer, headline?: string): Content {
  const { account, read } = shown;
  const { texts } = viewer;
  const name = displayName(read.numbers?.name ?? account.name, texts);
  const picture = read.numbers?.face || account.face;
  const lines = [
    ...(headline === undefined ? [] : [headline, '']),
    FormattedString.bold(linkToPerson(name, account.mid)),
    formatUid(account.mid, texts),
    ...numberLines(shown, viewer),
    ...stateLines(shown, viewer),
  ];
  return {
    text: FormattedString.join(lines, '\n'),
    keyboard: homeKeyboard(shown, viewer),
    ...(picture && { picture }),
  };
}

function numberLines({ read, view, now }: HomeShown, { texts, timezone }: ActingViewer): Text[] {
  const words = texts.home;
  const { numbers, unread } = read;
  const polled = view?.fans === undefined || view.polledAt === undefined ? undefined : view;
  // When the counts could not be read, the last poll may be newer than the stored ones.
  const isNewer = unread !== undefined && (polled?.polledAt ?? 0) > (numbers?.at ?? 0);
  const fans = isNewer ? polled?.fans : numbers?.fans;
  const since = isNewer ? polled?.polledAt : numbers?.at;
  const count = (number: number | undefined) => (number === undefined ? words.unknown : formatCount(number));
  const total = fans ?? 0;
  const changes =
    fans === undefined ? undefined : fanChanges(view?.history, { now: since ?? now, timezone, total });
  return [
    ...(unread ? [staleReason(unread, since, { texts, timezone })] : []),
    words.fans(count(fans)),
    fanChangesText(changes, texts),
    words.follows(count(numbers?.following), count(numbers?.black)),
  ];
}

/** Changes today, in 7 and in 30 days, on one line. */
export function fanChangesText(changes: FanChanges | undefined, { home }: ActingViewer['texts']): string {
  const change = (number: number | undefined) => (number === undefined ? home.unknown : formatChange(number));
  return home.changes(change(changes?.today), change(changes?.week), change(changes?.month));
}

function staleReason(
  unread: NonNullable<CountsResult['unread']>,
  since: number | undefined,
  { texts: { home }, timezone }: Pick<ActingViewer, 'texts' | 'timezone'>,
): Text {
  const at = since === undefined ? undefined : localMoment(since, timezone);
  if (unread.why === 'unreachable')
    return at === undefined ? home.none.unreachable : fillText(home.old.unreachable, at);
  const until = localTimeOfDay(unread.until, timezone);
  return at === undefined ? fillText(home.none.resting, until) : fillText(home.old.resting, at, until);
}

function stateLines(
  { account, view, jobsOngoing, begins }: HomeShown,
  { texts, timezone }: ActingViewer,
): Text[] {
  const words = texts.home;
  const { credential } = account.session;
  const renewedAt = credential.kind === 'cookie' ? credential.renewedAt : undefined;
  const goesOn = begins === true || view?.paused === undefined;
  const on = view === undefined ? begins === true : goesOn && wantsPolls(view.settings);
  const renewed = renewedAt === undefined ? [] : [fillText(words.renewed, localMoment(renewedAt, timezone))];
  return [
    FormattedString.join([fillText(words.made, localMoment(account.madeAt, timezone)), ...renewed], ' · '),
    words.alerts(texts.alerts.state[on ? 'on' : 'off']),
    ...(jobsOngoing > 0 ? [words.jobsOngoing(formatCount(jobsOngoing))] : []),
    ...(view && view.unreportedFans > 0 ? [words.untold(formatCount(view.unreportedFans))] : []),
  ];
}

function homeKeyboard({ opens, others }: HomeShown, { texts, user, as }: ActingViewer): Keyboard {
  const { buttons, switch: label } = texts.home;
  const open = panels.filter(opens).map((to) => callbackButton(buttons[to], { kind: 'home', user, to, as }));
  const [other, more] = others;
  return [
    ...chunks(open, 2),
    ...(other === undefined
      ? []
      : [
          [
            callbackButton(
              label,
              more === undefined
                ? { kind: 'switchTo', user, mid: other.mid }
                : { kind: 'accounts', user, as },
            ),
          ],
        ]),
  ];
}

/** Draws the choice of account. */
export function drawAccounts(others: readonly Account[], { texts, user }: ActingViewer): Content {
  return {
    text: texts.home.choose,
    keyboard: others.map(({ mid, name }) => [
      callbackButton(displayName(name, texts), { kind: 'switchTo', user, mid }),
    ]),
  };
}
