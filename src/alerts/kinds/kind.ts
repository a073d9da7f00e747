import type { WatchRecord } from '../../storage/index.ts';
import type { FanDiff } from '../diff-fans.ts';
import type { AlertSettings, Subscription } from '../watch-record-parts.ts';

/** The result of a successful poll, compared with the previous record. */
export interface Findings {
  before: WatchRecord;
  /** New fans, those with the most fans first, as far as known. */
  news: FanDiff;
  /** The fan counts of the new fans, by mid; missing where the site gave none. */
  followers: ReadonlyMap<number, number>;
  /** The current number of fans. */
  total: number;
  /** ms */
  now: number;
}

/** A change of a chat's settings; times in ms. */
export interface SettingsChange {
  chat: number;
  /** The record before the change. */
  before: WatchRecord;
  now: number;
  /** Whether the account was already being polled, so that its total is recent. */
  wasPolled: boolean;
}

/** A switch in a chat's settings. */
export interface AlertSwitchRow {
  isOn(settings: AlertSettings): boolean;
  /** The settings that turn it on or off. */
  turn(on: boolean): Partial<AlertSettings>;
  /** Whether the account must be polled while it is on; other switches only affect how alerts are made. */
  needsPolls: boolean;
}

/**
 * A kind of alert: how it is found, merged in an outbox, and switched. How it is shown is in
 * `commands/alerts/alert-kind-renderers.ts`. All functions are pure.
 */
export interface AlertKind<Value> {
  /** The outbox value when there is nothing of this kind; with `undefined` the field is left out. */
  none: Value;
  switches: Readonly<Record<string, AlertSwitchRow>>;
  /**
   * Finds what to alert a chat to after a poll, except its first. Missing for kinds that are not found in the
   * first page: lost fans (lost-fans.ts) and notices (mark-poll-trouble.ts).
   */
  find?(findings: Findings, subscription: Subscription): Value;
  /** Updates this kind's state in the subscription after every poll, including the first. */
  afterPoll?(subscription: Subscription, findings: Pick<Findings, 'total' | 'now'>): Subscription;
  /** Updates the record after a chat has changed its settings. */
  settingsChanged?(record: WatchRecord, change: SettingsChange): WatchRecord;
  /** Merges later findings into an outbox value. The result is always within the record's limits. */
  merge(waiting: Value, more: Value): Value;
  /** Removes what was sent; more may have been added since. */
  removeSent(waiting: Value, sent: Value): Value;
  /** How many things there are to send; 0 for none. */
  count(value: Value): number;
  /** Whether it is sent in quiet hours too. */
  throughQuietHours?(settings: AlertSettings): boolean;
  /** Whether a later poll may produce alerts although it sees the same as the last one. */
  isUnfinished?(subscription: Subscription, record: WatchRecord): boolean;
}

/** A switch for a boolean setting. */
export function onOffSwitch(
  name: {
    [K in keyof AlertSettings]-?: Required<AlertSettings>[K] extends boolean ? K : never;
  }[keyof AlertSettings],
  { needsPolls }: { needsPolls: boolean },
): AlertSwitchRow {
  return { isOn: (settings) => settings[name] === true, turn: (on) => ({ [name]: on }), needsPolls };
}
