import { FormattedString } from '@grammyjs/parse-mode';
import type { InlineKeyboardButton } from 'grammy/types';
import type { CallbackOf } from '../../bot/callback-data.ts';
import { callbackButton, disabledButton } from '../../bot/keyboards.ts';
import type { Content } from '../../bot/messages.ts';
import { fillText } from '../../bot/text/fill-text.ts';
import { formatCount } from '../../bot/text/format-numbers.ts';
import { localMoment } from '../../bot/text/format-times.ts';
import type { ActingViewer } from '../../bot/viewer.ts';
import type { Forecast } from '../../jobs/index.ts';
import { requestsPerCheck } from '../../people/check-if-dormant.ts';
import { timeNeeded } from '../bulk/time-needed-text.ts';
import type { FoundRows } from '../lists/filter-whole-lists.ts';
import { displayName } from '../names-and-profile-links.ts';

/** What the lists alone show to tidy; each is a filter of that name. */
export const tidyNames = ['closed', 'notFollowingBack', 'ungrouped', 'suspicious'] as const;
/** One of them. */
export type TidyName = (typeof tidyNames)[number];

/** Counts of what can be tidied. */
export interface TidyCounts {
  counts: Readonly<Record<TidyName | 'dormant', number>>;
  following: Omit<FoundRows, 'rows'>;
  fans: Omit<FoundRows, 'rows'>;
}

/** Draws the counts, with a button each. */
export function drawTidy(
  { counts, following, fans }: TidyCounts,
  account: { name: string },
  viewer: ActingViewer,
): Content {
  const { texts, timezone } = viewer;
  const words = texts.tidy;
  const item = (what: TidyName) => {
    const label = words.counted(texts.lists.filters[what], formatCount(counts[what]));
    return counts[what] === 0 ? disabledButton(label) : tidyButton(label, what, viewer);
  };
  // Nobody was found dormant where nobody was checked yet, so this opens the check.
  const { dormant } = texts.lists.filters;
  const dormantLabel = counts.dormant === 0 ? dormant : words.counted(dormant, formatCount(counts.dormant));
  const total = fans.total ?? fans.read;
  return {
    text: FormattedString.join(
      [
        FormattedString.bold(words.title(displayName(account.name, texts))),
        fans.read < total
          ? words.amongNewest(formatCount(following.read), formatCount(fans.read), formatCount(total))
          : words.among(formatCount(following.read), formatCount(total)),
        words.hint,
        fillText(texts.lists.readAt, localMoment(Math.min(following.readAt, fans.readAt), timezone)),
      ],
      '\n',
    ),
    keyboard: [
      [item('closed'), item('notFollowingBack')],
      [item('ungrouped'), item('suspicious')],
      [tidyButton(dormantLabel, 'dormant', viewer)],
      [tidyButton(texts.lists.refresh, 'refresh', viewer)],
    ],
  };
}

/** Progress of the dormant check, and the cost of the rest. */
export interface DormantShown {
  /** Number of followed people. */
  following: number;
  checked: number;
  dormant: number;
  /** For people not checked within the week. */
  forecast: Forecast;
}

/** Draws what the check costs, before it starts. */
export function drawDormant(
  { following, checked, dormant, forecast }: DormantShown,
  viewer: ActingViewer,
): Content {
  const { texts } = viewer;
  const words = texts.tidy.dormant;
  const left = following - checked;
  const time = timeNeeded(forecast, viewer) ?? texts.jobs.seconds;
  const found = texts.tidy.counted(texts.lists.filters.dormant, formatCount(dormant));
  return {
    text: [
      words.what,
      words.checked(formatCount(checked), formatCount(following), formatCount(dormant)),
      words.cost(formatCount(left), formatCount(left * requestsPerCheck), time),
      words.harmless,
    ].join('\n'),
    keyboard: [
      [callbackButton(texts.jobs.buttons.start, callback('check', viewer), 'primary')],
      ...(dormant > 0 ? [[tidyButton(found, 'dormantList', viewer)]] : []),
      [tidyButton(texts.common.back, 'panel', viewer)],
    ],
  };
}

type TidyTarget = CallbackOf<'tidy'>['what'];

function callback(what: TidyTarget, { user, as }: ActingViewer): CallbackOf<'tidy'> {
  return { kind: 'tidy', user, what, as };
}

/** A button of the tidy panel. */
export function tidyButton(label: string, what: TidyTarget, viewer: ActingViewer): InlineKeyboardButton {
  return callbackButton(label, callback(what, viewer));
}
