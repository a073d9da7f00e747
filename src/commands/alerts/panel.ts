import { FormattedString } from '@grammyjs/parse-mode';
import {
  type AlertSettings,
  type Check,
  shown as shownFans,
  usualSettings,
  type WatchView,
  wantsLooks,
} from '../../alerts/index.ts';
import { type Keyboard, pressButton } from '../../bot/keyboards.ts';
import type { PressOf } from '../../bot/callback-data.ts';
import type { ActingReader } from '../../bot/viewer.ts';
import type { Content } from '../../bot/messages.ts';
import type { Texts } from '../../bot/text/index.ts';
import { count, moment, timeOfDay } from '../../bot/text/times.ts';

/** What the panel of the alerts shows of one account. */
export interface AlertsShown {
  /** The account's name, fit to be shown. */
  account: string;
  /** There are others, which the panel is not about. */
  several: boolean;
  /** `undefined` when it is not watched. */
  view: WatchView | undefined;
  /** Where alerts go, in words. */
  place: string;
  /** The quiet hours, as a line. */
  quiet: string;
}

/** What a switch of the panel turns on and off. */
export type Switch = PressOf<'alertSwitch'>['what'];

const switches: readonly Switch[] = ['fans', 'lost', 'milestones', 'refollows'];
const silent: AlertSettings = { ...usualSettings, fans: false, lost: false, milestones: false };

/** The panel, with what has just happened above it. */
export function drawAlerts(shown: AlertsShown, reader: ActingReader, headline?: string): Content {
  const { view, account, several, place, quiet } = shown;
  const words = reader.texts.alerts;
  const settings = view?.settings ?? silent;
  const lines = [
    ...plain(headline === undefined ? [] : [headline, '']),
    FormattedString.bold(words.title(account)),
    ...plain([
      ...(several ? [words.several] : []),
      ...(view ? wrongLines(view, reader) : []),
      ...(view ? lookLines(view, reader) : []),
      words.goesTo(place),
      quiet,
      '',
      ...switches.map((what) => words.is(words.buttons[what], words.state[onOff(settings, what)])),
      ...(isOn(settings, 'refollows') ? [] : [words.refollowsOff]),
      ...(settings.lost ? [words.lostHow[(view?.fans ?? 0) > shownFans ? 'tooMany' : 'hourly']] : []),
      ...(wantsLooks(settings) ? [] : [words.allOff]),
    ]),
  ];
  return { text: FormattedString.join(lines, '\n'), keyboard: panelKeyboard(shown, settings, reader) };
}

/** Whether a switch is on. */
function isOn(settings: AlertSettings, what: Switch): boolean {
  return what === 'refollows' ? settings.refollowDays === 0 : settings[what];
}

/** The settings with a switch turned. */
export function turned(what: Switch, on: boolean): Partial<AlertSettings> {
  if (what !== 'refollows') return { [what]: on };
  return { refollowDays: on ? 0 : usualSettings.refollowDays };
}

/** What came of a look that was asked for. @param now ms */
export function checkWords(
  check: Check,
  { view, isQuiet, now }: { view: WatchView | undefined; isQuiet: boolean; now: number },
  { texts, timezone }: { texts: Texts; timezone: string },
): string {
  const words = texts.alerts.checked;
  const settings = view?.settings ?? silent;
  switch (check.kind) {
    case 'good': {
      const news = check.fans + check.mutuals;
      if (check.first) return words.first;
      if (news === 0) return words.nothing;
      if (!settings.fans) return words.newsOff(count(news));
      return (isQuiet ? words.newsQuiet : words.news)(count(news));
    }
    case 'tooSoon':
      return words.tooSoon(count(Math.max(1, Math.ceil((check.until - now) / 1000))));
    case 'resting':
      return words.resting(timeOfDay(check.until, timezone));
    case 'failed':
      return words.failed[check.why];
    case 'off':
      return words.off[view?.paused ? 'paused' : wantsLooks(settings) ? 'stopping' : 'allOff'];
  }
}

function onOff(settings: AlertSettings, what: Switch): 'on' | 'off' {
  return isOn(settings, what) ? 'on' : 'off';
}

/** What keeps new fans from being seen or told of, the worst first. */
function wrongLines({ loginLost, trouble, paused }: WatchView, { texts, timezone }: ActingReader): string[] {
  const words = texts.alerts.wrong;
  return [
    ...(loginLost === undefined ? [] : [words.login(moment(loginLost, timezone))]),
    ...(trouble ? [words[trouble.why](moment(trouble.since, timezone))] : []),
    ...(paused ? [words[paused.why](moment(paused.since, timezone))] : []),
  ];
}

function lookLines(view: WatchView, reader: ActingReader): string[] {
  const { texts, timezone } = reader;
  const words = texts.alerts;
  const { fans, lookedAt, nextLookAt, untold, begins } = view;
  const looking = view.paused === undefined && wantsLooks(view.settings) && nextLookAt === undefined;
  return [
    ...(begins ? [words.notYet] : []),
    ...(fans === undefined ? [] : [words.fansNow(count(fans))]),
    ...(untold > 0 ? [words.untold(count(untold))] : []),
    ...(lookedAt === undefined ? [] : [words.lookedAt(moment(lookedAt, timezone))]),
    ...(looking ? [words.lookingNow] : []),
    ...(nextLookAt === undefined ? [] : [words.nextLook(moment(nextLookAt, timezone))]),
  ];
}

function panelKeyboard(
  { view }: AlertsShown,
  settings: AlertSettings,
  { texts, user, as }: ActingReader,
): Keyboard {
  const { alerts, login } = texts;
  const { buttons } = alerts;
  const turn = (what: Switch) => {
    const on = isOn(settings, what);
    const press = { kind: 'alertSwitch', user, what, on: on ? 'no' : 'yes', as } as const;
    return pressButton(`${on ? '✅' : '⬜'} ${buttons[what]}`, press);
  };
  return [
    ...(view?.loginLost === undefined
      ? []
      : [[pressButton(login.again, { kind: 'loginAgain', user }, 'primary')]]),
    ...(view?.paused ? [[pressButton(buttons.resume, { kind: 'alertResume', user, as }, 'primary')]] : []),
    [turn('fans'), turn('lost')],
    [turn('milestones'), turn('refollows')],
    [
      pressButton(buttons.quiet, { kind: 'askQuietHours', user }),
      pressButton(buttons.sendTo, { kind: 'alertPlaces', user, as }),
    ],
    [pressButton(buttons.check, { kind: 'alertCheck', user, as })],
  ];
}

function plain(lines: readonly string[]): FormattedString[] {
  return lines.map((line) => new FormattedString(line));
}
