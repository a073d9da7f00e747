import {
  type AlertKindName,
  alertKindNames,
  type Batch,
  countPeopleInBatch,
  type Digest,
  emptyBatch,
  type FanHistory,
  type ReportKind,
} from '../../alerts/index.ts';
import { callbackButton, type Keyboard } from '../../bot/keyboards.ts';
import { fillText, type Text } from '../../bot/text/fill-text.ts';
import { formatCount } from '../../bot/text/format-numbers.ts';
import { localTimeOfDay } from '../../bot/text/format-times.ts';
import type { ActingViewer } from '../../bot/viewer.ts';
import { fanReportLines } from '../stats/report-lines.ts';

/** What a digest is drawn with: the viewer, and facts about the account. */
export interface DigestViewer extends ActingViewer {
  /** Display name of the watched account. */
  account: string;
  /** Whether to name the account: the chat has several, or is a group. */
  sayAccount: boolean;
  /** Link to the login methods in the private chat; `undefined` in that chat itself. */
  loginLink?: string | undefined;
  /** Names read for people whose names were not kept, by mid. */
  names: ReadonlyMap<number, string>;
  /** Id of the record with the people of "follow all back"; `undefined` when there are none. */
  record?: number | undefined;
  /** History of the number of fans, for reports. */
  history?: FanHistory | undefined;
  /** ms */
  now: number;
}

/** Lists of people in a digest, in display order. */
export const sectionNames = ['newFans', 'mutuals', 'lost'] as const;
export type SectionName = (typeof sectionNames)[number];

/** How one kind of alert is rendered in a message. */
interface AlertKindRenderer {
  /**
   * People of this kind, and the section that lists them; kinds may share a section, in the order of this
   * table.
   */
  people?: {
    section: SectionName;
    batch(digest: Digest): Batch;
    /** Shown before each name. */
    mark?: string;
  };
  /** Lines below the lists of people. */
  lines?(digest: Digest, viewer: DigestViewer): Text[];
  keyboard?(digest: Digest, viewer: DigestViewer): Keyboard;
  /** The lines name the account themselves. */
  saysAccount?: true;
}

/** A renderer for every alert kind; a missing one is a compile error. */
const alertKindRenderers: Readonly<Record<AlertKindName, AlertKindRenderer>> = {
  bigFans: { people: { section: 'newFans', batch: ({ bigFans = emptyBatch }) => bigFans, mark: '🌟 ' } },
  fans: { people: { section: 'newFans', batch: ({ fans }) => fans } },
  mutuals: { people: { section: 'mutuals', batch: ({ mutuals }) => mutuals } },
  lost: { people: { section: 'lost', batch: ({ lost }) => lost } },
  netLoss: {
    lines: ({ netLoss: loss }, { texts }) =>
      loss === undefined ? [] : [texts.digest.netLoss(formatCount(loss.from), formatCount(loss.to))],
  },
  milestones: {
    lines: ({ milestones }, { texts }) => milestones.map((one) => texts.digest.milestone(formatCount(one))),
  },
  notices: { lines: drawNotices, keyboard: noticeKeyboard, saysAccount: true },
};
const renderers = alertKindNames.map((name) => alertKindRenderers[name]);

/** People of a digest, and the mark of their alert kind. */
export interface MarkedBatch {
  batch: Batch;
  mark: string;
}

/** The people of a section, by alert kind. */
export function peopleInSection(digest: Digest, section: SectionName): MarkedBatch[] {
  return renderers
    .flatMap(({ people }) =>
      people?.section === section ? [{ batch: people.batch(digest), mark: people.mark ?? '' }] : [],
    )
    .filter(({ batch }) => countPeopleInBatch(batch) > 0);
}

/**
 * Lines below the lists of people, or the whole text when there are none: those of the alert kinds, and the
 * account's name.
 */
export function drawLinesBelowPeople(digest: Digest, viewer: DigestViewer): Text[] {
  const { texts, account, sayAccount } = viewer;
  const drawn = renderers.map(({ lines, people, saysAccount }) => {
    const said = lines?.(digest, viewer) ?? [];
    const isShown = said.length > 0 || (people && countPeopleInBatch(people.batch(digest)) > 0);
    return { said, isUnnamed: isShown && !saysAccount };
  });
  return [
    ...drawn.flatMap(({ said }) => said),
    ...(sayAccount && drawn.some(({ isUnnamed }) => isUnnamed) ? [texts.digest.account(account)] : []),
  ];
}

/** Buttons that belong to the lines below the people. */
export function drawButtonsBelowPeople(digest: Digest, viewer: DigestViewer): Keyboard {
  return renderers.flatMap(({ keyboard }) => keyboard?.(digest, viewer) ?? []);
}

/** Notices as lines: trouble with the account, recovery, and reports. */
function drawNotices({ notices, total }: Digest, viewer: DigestViewer): Text[] {
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
function noticeKeyboard({ notices }: Digest, { texts, user, loginLink }: DigestViewer): Keyboard {
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
