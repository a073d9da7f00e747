import type { WatchRecord } from '../../storage/index.ts';
import type { FanDiff } from '../diff-fans.ts';
import type { AlertSettings, Subscription } from '../types.ts';

/** What a good poll has found, compared with the record before it. */
export interface Findings {
  before: WatchRecord;
  /** Who is new; the biggest first, as far as that is known. */
  news: FanDiff;
  /** How many follow the newcomers, by mid; where one is missing, the site did not say. */
  followers: ReadonlyMap<number, number>;
  /** How many fans there are now. */
  total: number;
  /** ms */
  now: number;
}

/** A change of a chat's settings; ms. */
export interface SettingsChange {
  chat: number;
  /** The record without the change. */
  before: WatchRecord;
  now: number;
  /** Before the change the account was polled already, so that its total is fresh. */
  wasPolled: boolean;
}

/** Something that a chat turns on and off. */
export interface AlertSwitchRow {
  isOn(settings: AlertSettings): boolean;
  /** The settings that turn it. */
  turn(on: boolean): Partial<AlertSettings>;
  /** While it is on, the account has to be polled; the others only say how. */
  needsPolls: boolean;
}

/**
 * One kind of alert: how it is found, how it waits in an outbox, and its switches. How it is told is in
 * `commands/alerts/alert-kind-renderers.ts`. Everything here is pure.
 */
export interface AlertKind<Value> {
  /** What stands in an outbox when there is nothing of this kind; `undefined` where its field is then left out. */
  none: Value;
  switches: Readonly<Record<string, AlertSwitchRow>>;
  /**
   * What a chat is to be told after a poll; not asked at a chat's first poll. Left out by kinds that do not come of the
   * first page: lost fans (lost-fans.ts) and notices (trouble.ts).
   */
  find?(findings: Findings, subscription: Subscription): Value;
  /** The subscription after a poll, also after its first, where this kind keeps something in it. */
  afterPoll?(subscription: Subscription, findings: Pick<Findings, 'total' | 'now'>): Subscription;
  /** The record once a chat has changed its settings. */
  settingsChanged?(record: WatchRecord, change: SettingsChange): WatchRecord;
  /** Adds what was found later. Whatever comes, the result stays within what a record takes. */
  merge(waiting: Value, more: Value): Value;
  /** What is left to tell once `sent` was; more may have come since. */
  acknowledge(waiting: Value, sent: Value): Value;
  /** How much there is to tell; 0 for nothing. */
  count(value: Value): number;
  /** Whether it is told in quiet hours too. */
  throughQuietHours?(settings: AlertSettings): boolean;
  /** Whether a later poll may have something to tell although it sees the same as the last one. */
  isUnfinished?(subscription: Subscription, record: WatchRecord): boolean;
}

/** The switch of a setting that is on or off. */
export function onOffSwitch(
  name: {
    [K in keyof AlertSettings]-?: Required<AlertSettings>[K] extends boolean ? K : never;
  }[keyof AlertSettings],
  { needsPolls }: { needsPolls: boolean },
): AlertSwitchRow {
  return { isOn: (settings) => settings[name] === true, turn: (on) => ({ [name]: on }), needsPolls };
}
