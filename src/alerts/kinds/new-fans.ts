import { followsOpenly } from '../../api/index.ts';
import { day } from '../../time-units.ts';
import { defaultAlertSettings, defaultBigFanThreshold } from '../default-alert-settings.ts';
import {
  batchFunctions,
  countPeopleInBatch,
  emptyBatch,
  fanBatchOf,
  mergePeopleBatches,
  removeSentPeople,
} from '../people-in-outbox.ts';
import type { FanRow } from '../validate-fan-page.ts';
import type { AlertSettings, Batch, Fan, Outbox } from '../watch-record-parts.ts';
import { type AlertKind, type AlertSwitchRow, type Findings, onOffSwitch } from './kind.ts';

const refollows: AlertSwitchRow = {
  isOn: ({ refollowDays }) => refollowDays === 0,
  turn: (on) => ({ refollowDays: on ? 0 : defaultAlertSettings.refollowDays }),
  needsPolls: false,
};

/**
 * The alert kind for certainly new fans. A chat that wants only big fans also gets those whose fan count is
 * unknown.
 */
export const fanAlerts = {
  ...batchFunctions,
  switches: { fans: onOffSwitch('fans', { needsPolls: true }), refollows },
  find(findings, { settings }) {
    const all = newcomersFor(findings.news.fans, findings, settings);
    const others = settings.bigFans ? all.filter((fan) => !isBigFan(fan, settings)) : all;
    if (settings.fans) return fanBatchOf(others, findings.news.beyond);
    return fanBatchOf(settings.bigFans ? others.filter((fan) => isBigFan(fan, settings) === undefined) : []);
  },
} satisfies AlertKind<Outbox['fans']>;

const undefinedIfEmpty = (batch: Batch) => (countPeopleInBatch(batch) === 0 ? undefined : batch);

/**
 * The alert kind for new fans who have many fans themselves: listed before the others, and sent in quiet
 * hours if wanted.
 */
export const bigFanAlerts = {
  none: undefined,
  switches: {
    bigFans: onOffSwitch('bigFans', { needsPolls: true }),
    bigThroughQuiet: onOffSwitch('bigThroughQuiet', { needsPolls: false }),
  },
  find(findings, { settings }) {
    if (!settings.bigFans) return undefined;
    const all = newcomersFor(findings.news.fans, findings, settings);
    return undefinedIfEmpty(fanBatchOf(all.filter((fan) => isBigFan(fan, settings))));
  },
  merge: (waiting = emptyBatch, more = emptyBatch) => undefinedIfEmpty(mergePeopleBatches(waiting, more)),
  removeSent: (waiting = emptyBatch, sent = emptyBatch) => undefinedIfEmpty(removeSentPeople(waiting, sent)),
  count: (batch) => (batch === undefined ? 0 : countPeopleInBatch(batch)),
  throughQuietHours: ({ bigThroughQuiet }) => bigThroughQuiet === true,
} satisfies AlertKind<Outbox['bigFans']>;

/**
 * The alert kind for people who are now mutual: new fans, or old ones who were followed back. Sent with the
 * new fans, by the same switch.
 */
export const mutualAlerts = {
  ...batchFunctions,
  switches: {},
  find: (findings, { settings }) =>
    settings.fans ? fanBatchOf(newcomersFor(findings.news.mutuals, findings, settings)) : emptyBatch,
} satisfies AlertKind<Outbox['mutuals']>;

/** The new fans that a chat is alerted to: not those who were fans less than `refollowDays` ago. */
function newcomersFor(
  rows: readonly FanRow[],
  { before, followers, now }: Findings,
  { refollowDays }: AlertSettings,
): Fan[] {
  if (rows.length === 0) return [];
  const former = new Map(before.former);
  return rows.flatMap((row) => {
    const since = former.get(row.mid);
    const fan = fanOf(row, followers.get(row.mid));
    if (since === undefined) return [fan];
    return now - since < refollowDays * day ? [] : [{ ...fan, again: true }];
  });
}

function fanOf(row: FanRow, fans: number | undefined): Fan {
  return {
    mid: row.mid,
    name: row.uname.slice(0, 100),
    sign: row.sign.slice(0, 200),
    face: row.face.slice(0, 500),
    at: row.mtime,
    followed: followsOpenly(row.relation),
    ...(fans !== undefined && { fans }),
    ...(row.official_verify.type >= 0 && { verified: true }),
  };
}

/** Whether a person counts as big for a chat; `undefined` when their fan count is unknown. */
function isBigFan({ fans }: Fan, { bigFrom = defaultBigFanThreshold }: AlertSettings): boolean | undefined {
  return fans === undefined ? undefined : fans >= bigFrom;
}
