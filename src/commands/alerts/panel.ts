import { FormattedString } from '@grammyjs/parse-mode';
import {
  type AlertSettings,
  defaultAlertSettings,
  type PollNowResult,
  type SubscriptionStatus,
  listedFans as shownFans,
  wantsPolls,
} from '../../alerts/index.ts';
import type { CallbackOf } from '../../bot/callback-data.ts';
import { callbackButton, type Keyboard } from '../../bot/keyboards.ts';
import type { Content } from '../../bot/messages.ts';
import type { Texts } from '../../bot/text/index.ts';
import { formatCount, formatMoment, formatTimeOfDay } from '../../bot/text/times.ts';
import type { ActingViewer } from '../../bot/viewer.ts';

/** What the panel of the alerts shows of one account. */
export interface AlertsShown {
  /** The account's name, fit to be shown. */
  account: string;
  /** There are others, which the panel is not about. */
  several: boolean;
  /** `undefined` when it is not watched. */
  view: SubscriptionStatus | undefined;
  /** Where alerts go, in words. */
  place: string;
  /** The quiet hours, as a line. */
  quiet: string;
}

/** What a switch of the panel turns on and off. */
export type Switch = CallbackOf<'alertSwitch'>['what'];

const switches: readonly Switch[] = ['fans', 'lost', 'milestones', 'refollows'];
const silent: AlertSettings = { ...defaultAlertSettings, fans: false, lost: false, milestones: false };

/** The panel, with what has just happened above it. */
export function drawAlerts(shown: AlertsShown, viewer: ActingViewer, headline?: string): Content {
  const { view, account, several, place, quiet } = shown;
  const words = viewer.texts.alerts;
  const settings = view?.settings ?? silent;
  const lines = [
    ...plain(headline === undefined ? [] : [headline, '']),
    FormattedString.bold(words.title(account)),
    ...plain([
      ...(several ? [words.several] : []),
      ...(view ? wrongLines(view, viewer) : []),
      ...(view ? lookLines(view, viewer) : []),
      words.goesTo(place),
      quiet,
      '',
      ...switches.map((what) => words.is(words.buttons[what], words.state[onOff(settings, what)])),
      ...(isOn(settings, 'refollows') ? [] : [words.refollowsOff]),
      ...(settings.lost ? [words.lostHow[(view?.fans ?? 0) > shownFans ? 'tooMany' : 'hourly']] : []),
      ...(wantsPolls(settings) ? [] : [words.allOff]),
    ]),
  ];
  return { text: FormattedString.join(lines, '\n'), keyboard: panelKeyboard(shown, settings, viewer) };
}

/** Whether a switch is on. */
function isOn(settings: AlertSettings, what: Switch): boolean {
  return what === 'refollows' ? settings.refollowDays === 0 : settings[what];
}

/** The settings with a switch turned. */
export function turned(what: Switch, on: boolean): Partial<AlertSettings> {
  if (what !== 'refollows') return { [what]: on };
  return { refollowDays: on ? 0 : defaultAlertSettings.refollowDays };
}

/** What came of a look that was asked for. @param now ms */
export function checkWords(
  check: PollNowResult,
  { view, isQuiet, now }: { view: SubscriptionStatus | undefined; isQuiet: boolean; now: number },
  { texts, timezone }: { texts: Texts; timezone: string },
): string {
  const words = texts.alerts.checked;
  const settings = view?.settings ?? silent;
  switch (check.kind) {
    case 'good': {
      const news = check.fans + check.mutuals;
      if (check.first) return words.first;
      if (news === 0) return words.nothing;
      if (!settings.fans) return words.newsOff(formatCount(news));
      return (isQuiet ? words.newsQuiet : words.news)(formatCount(news));
    }
    case 'tooSoon':
      return words.tooSoon(formatCount(Math.max(1, Math.ceil((check.until - now) / 1000))));
    case 'resting':
      return words.resting(formatTimeOfDay(check.until, timezone));
    case 'failed':
      return words.failed[check.why];
    case 'off':
      return words.off[view?.paused ? 'paused' : wantsPolls(settings) ? 'stopping' : 'allOff'];
  }
}

function onOff(settings: AlertSettings, what: Switch): 'on' | 'off' {
  return isOn(settings, what) ? 'on' : 'off';
}

/** What keeps new fans from being seen or told of, the worst first. */
function wrongLines(
  { loginLost, trouble, paused }: SubscriptionStatus,
  { texts, timezone }: ActingViewer,
): string[] {
  const words = texts.alerts.wrong;
  return [
    ...(loginLost === undefined ? [] : [words.login(formatMoment(loginLost, timezone))]),
    ...(trouble ? [words[trouble.why](formatMoment(trouble.since, timezone))] : []),
    ...(paused ? [words[paused.why](formatMoment(paused.since, timezone))] : []),
  ];
}

function lookLines(view: SubscriptionStatus, viewer: ActingViewer): string[] {
  const { texts, timezone } = viewer;
  const words = texts.alerts;
  const { fans, polledAt, nextPollAt, untold, isFirst } = view;
  const looking = view.paused === undefined && wantsPolls(view.settings) && nextPollAt === undefined;
  return [
    ...(isFirst ? [words.notYet] : []),
    ...(fans === undefined ? [] : [words.fansNow(formatCount(fans))]),
    ...(untold > 0 ? [words.untold(formatCount(untold))] : []),
    ...(polledAt === undefined ? [] : [words.lookedAt(formatMoment(polledAt, timezone))]),
    ...(looking ? [words.lookingNow] : []),
    ...(nextPollAt === undefined ? [] : [words.nextLook(formatMoment(nextPollAt, timezone))]),
  ];
}

function panelKeyboard(
  { view }: AlertsShown,
  settings: AlertSettings,
  { texts, user, as }: ActingViewer,
): Keyboard {
  const { alerts, login } = texts;
  const { buttons } = alerts;
  const turn = (what: Switch) => {
    const on = isOn(settings, what);
    const callback = { kind: 'alertSwitch', user, what, on: on ? 'no' : 'yes', as } as const;
    return callbackButton(`${on ? '✅' : '⬜'} ${buttons[what]}`, callback);
  };
  return [
    ...(view?.loginLost === undefined
      ? []
      : [[callbackButton(login.again, { kind: 'loginAgain', user }, 'primary')]]),
    ...(view?.paused ? [[callbackButton(buttons.resume, { kind: 'alertResume', user, as }, 'primary')]] : []),
    [turn('fans'), turn('lost')],
    [turn('milestones'), turn('refollows')],
    [
      callbackButton(buttons.quiet, { kind: 'askQuietHours', user }),
      callbackButton(buttons.sendTo, { kind: 'alertPlaces', user, as }),
    ],
    [callbackButton(buttons.check, { kind: 'alertCheck', user, as })],
  ];
}

function plain(lines: readonly string[]): FormattedString[] {
  return lines.map((line) => new FormattedString(line));
}
