import { FormattedString } from '@grammyjs/parse-mode';
import {
  type AlertSettings,
  type AlertSwitch,
  alertSwitches,
  defaultAlertSettings,
  defaultBigFanThreshold,
  type PollNowResult,
  type SubscriptionStatus,
  maxListedFans as shownFans,
  wantsPolls,
} from '../../alerts/index.ts';
import { callbackButton, type Keyboard } from '../../bot/keyboards.ts';
import type { Content } from '../../bot/messages.ts';
import { fillText, type Text } from '../../bot/text/fill-text.ts';
import { formatCount } from '../../bot/text/format-numbers.ts';
import { localMoment, localTimeOfDay } from '../../bot/text/format-times.ts';
import type { Texts } from '../../bot/text/index.ts';
import type { ActingViewer } from '../../bot/viewer.ts';
import { quietHoursButton } from './quiet-hours.ts';

/** What the alerts panel shows of one account. */
export interface AlertsShown {
  /** Display name of the account. */
  account: string;
  /** Whether the chat has other accounts too. */
  several: boolean;
  /** `undefined` when the account is not watched. */
  view: SubscriptionStatus | undefined;
  /** Destination of alerts, as text. */
  destination: string;
  /** Quiet hours, as a line of text. */
  quiet: string;
}

/** The button row of each switch. */
const rowOf: Readonly<Record<AlertSwitch, number>> = {
  fans: 0,
  lost: 0,
  milestones: 1,
  refollows: 1,
  netLoss: 2,
  bigFans: 2,
  bigThroughQuiet: 3,
};
const switches = Object.keys(rowOf) as AlertSwitch[];
const switchRows = [...new Set(Object.values(rowOf))].sort((one, other) => one - other);

/** Settings with every alert switched off. */
export const allAlertsOff: Partial<AlertSettings> = Object.assign(
  {},
  ...Object.values(alertSwitches).map(({ needsPolls, turn }) => (needsPolls ? turn(false) : {})),
);
const silent: AlertSettings = { ...defaultAlertSettings, ...allAlertsOff };

/** Draws the panel; `headline` says what just happened. */
export function drawAlertsPanel(shown: AlertsShown, viewer: ActingViewer, headline?: Text): Content {
  const { view, account, several, destination, quiet } = shown;
  const words = viewer.texts.alerts;
  const settings = view?.settings ?? silent;
  const lines = [
    ...(headline === undefined ? [] : [headline, '']),
    FormattedString.bold(words.title(account)),
    ...(several ? [words.several] : []),
    ...(view ? wrongLines(view, viewer) : []),
    ...(view ? pollLines(view, viewer) : []),
    words.goesTo(destination),
    quiet,
    '',
    ...switches.map((what) =>
      words.is(words.buttons[what], words.state[alertSwitches[what].isOn(settings) ? 'on' : 'off']),
    ),
    ...(alertSwitches.refollows.isOn(settings) ? [] : [words.refollowsOff]),
    ...(view ? lossLines(view, viewer) : []),
    ...(wantsPolls(settings) ? [] : [words.allOff]),
  ];
  return { text: FormattedString.join(lines, '\n'), keyboard: panelKeyboard(shown, settings, viewer) };
}

/**
 * The result of a poll the user requested.
 * @param now ms
 */
export function pollResultText(
  check: PollNowResult,
  { view, isQuiet, now }: { view: SubscriptionStatus | undefined; isQuiet: boolean; now: number },
  { texts, timezone }: { texts: Texts; timezone: string },
): Text {
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
      return fillText(words.resting, localTimeOfDay(check.until, timezone));
    case 'failed':
      return words.failed[check.why];
    case 'off':
      return words.off[view?.paused ? 'paused' : wantsPolls(settings) ? 'stopping' : 'allOff'];
  }
}

/** Problems that keep new fans from being found or reported, the worst first. */
function wrongLines(
  { loginLost, trouble, paused }: SubscriptionStatus,
  { texts, timezone }: ActingViewer,
): Text[] {
  const words = texts.alerts.wrong;
  return [
    ...(loginLost === undefined ? [] : [fillText(words.login, localMoment(loginLost, timezone))]),
    ...(trouble ? [fillText(words[trouble.why], localMoment(trouble.since, timezone))] : []),
    ...(paused ? [fillText(words[paused.why], localMoment(paused.since, timezone))] : []),
  ];
}

/** When and how lost fans are reported. */
function lossLines(
  { settings, fans = 0, lostSince, netLoss }: SubscriptionStatus,
  { texts, timezone }: ActingViewer,
): Text[] {
  const { lostHow, lostSince: sinceWhen, netLossFrom } = texts.alerts;
  return [
    ...(settings.lost ? [lostHow[fans > shownFans ? 'tooMany' : 'hourly']] : []),
    ...(settings.lost && lostSince !== undefined && fans <= shownFans
      ? [fillText(sinceWhen, localMoment(lostSince, timezone))]
      : []),
    ...(settings.netLoss
      ? [
          netLoss?.total === undefined
            ? netLossFrom.nextPoll
            : fillText(netLossFrom.total, localMoment(netLoss.since, timezone), formatCount(netLoss.total)),
        ]
      : []),
  ];
}

function pollLines(view: SubscriptionStatus, viewer: ActingViewer): Text[] {
  const { texts, timezone } = viewer;
  const words = texts.alerts;
  const { fans, polledAt, nextPollAt, unreportedFans, isFirst } = view;
  const isPolling = view.paused === undefined && wantsPolls(view.settings) && nextPollAt === undefined;
  return [
    ...(isFirst ? [words.notYet] : []),
    ...(fans === undefined ? [] : [words.fansNow(formatCount(fans))]),
    ...(unreportedFans > 0 ? [words.untold(formatCount(unreportedFans))] : []),
    ...(polledAt === undefined ? [] : [fillText(words.lookedAt, localMoment(polledAt, timezone))]),
    ...(isPolling ? [words.lookingNow] : []),
    ...(nextPollAt === undefined ? [] : [fillText(words.nextLook, localMoment(nextPollAt, timezone))]),
  ];
}

function panelKeyboard(
  { view }: AlertsShown,
  settings: AlertSettings,
  { texts, user, as }: ActingViewer,
): Keyboard {
  const { alerts, login } = texts;
  const { buttons } = alerts;
  const { bigFrom = defaultBigFanThreshold } = settings;
  const turn = (what: AlertSwitch) => {
    const on = alertSwitches[what].isOn(settings);
    const callback = { kind: 'alertSwitch', user, what, on: on ? 'no' : 'yes', as } as const;
    return callbackButton(`${on ? '✅' : '⬜'} ${buttons[what]}`, callback);
  };
  return [
    ...(view?.loginLost === undefined
      ? []
      : [[callbackButton(login.again, { kind: 'loginAgain', user }, 'primary')]]),
    ...(view?.paused ? [[callbackButton(buttons.resume, { kind: 'alertResume', user, as }, 'primary')]] : []),
    ...switchRows.map((row) => switches.filter((what) => rowOf[what] === row).map(turn)),
    ...(settings.bigFans
      ? [[callbackButton(buttons.bigFrom(formatCount(bigFrom)), { kind: 'alertBigFrom', user, as })]]
      : []),
    [quietHoursButton({ texts, user }), callbackButton(buttons.sendTo, { kind: 'alertPlaces', user, as })],
    [callbackButton(buttons.check, { kind: 'alertCheck', user, as })],
  ];
}
