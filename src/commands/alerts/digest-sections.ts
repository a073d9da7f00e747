import { FormattedString } from '@grammyjs/parse-mode';
import { countPeopleInBatch, type Digest, type Fan } from '../../alerts/index.ts';
import { oneLine } from '../../bot/text/displayable-text.ts';
import { fillText, type Text } from '../../bot/text/fill-text.ts';
import { formatCount } from '../../bot/text/format-numbers.ts';
import { formatMoment, localMoment } from '../../bot/text/format-times.ts';
import type { Texts } from '../../bot/text/index.ts';
import type { DigestRecord } from '../../storage/index.ts';
import { displayName, nameOrUid } from '../names-and-profile-links.ts';
import {
  type DigestViewer,
  peopleInSection,
  type SectionName,
  sectionNames,
} from './alert-kind-renderers.ts';

/** A person in a list, with a button that opens their card. */
export interface DigestRow {
  mid: number;
  name: string;
  details: string;
  /** A lost fan whom the account follows: has a button to unfollow them. */
  unfollow: boolean;
}

/** One list of people in a digest. */
export interface DigestSection {
  title: Text;
  rows: readonly DigestRow[];
  /** Number of people, including those without a row. */
  all: number;
  /** A line below the rows. */
  note?: string;
}

/** Most rows shown per section; with more rows than this in all, buttons are labelled with numbers only. */
export const mostRowsPerSection = 10;

/**
 * Mids of people who are shown but whose names must be read: when an outbox is full, only the mids of the
 * last ones are kept.
 */
export function peopleWithoutNames(digest: Digest): number[] {
  return sectionNames.flatMap((section) =>
    peopleInSection(digest, section)
      .flatMap(({ batch }) => [...batch.first, ...batch.more.map((mid) => ({ mid, name: '' }))])
      .slice(0, mostRowsPerSection)
      .filter(({ name }) => name === '')
      .map(({ mid }) => mid),
  );
}

/** The non-empty sections. `withDetails` adds times, numbers of fans and signatures. */
export function digestSections(digest: Digest, viewer: DigestViewer, withDetails: boolean): DigestSection[] {
  const { texts, timezone } = viewer;
  const words = texts.digest;
  const titles: Record<SectionName, (all: number, atLeast: boolean) => Text> = {
    newFans(all, atLeast) {
      const count = formatCount(all);
      const title = atLeast ? words.newFansAtLeast(count) : all === 1 ? words.newFan : words.newFans(count);
      if (digest.away === undefined) return title;
      return FormattedString.join([title, fillText(words.away, localMoment(digest.away, timezone))], ' ');
    },
    mutuals: (all) => words.mutuals(formatCount(all)),
    lost: (all) => words.lost(formatCount(all)),
  };
  return sectionNames.flatMap((section) => {
    const people = peopleInSection(digest, section);
    if (people.length === 0) return [];
    const all = people.reduce((sum, { batch }) => sum + countPeopleInBatch(batch), 0);
    const isLost = section === 'lost';
    const rows = people.flatMap(({ batch, mark }) => [
      ...biggestFirst(batch.first).map((fan) => ({
        mid: fan.mid,
        name: `${mark}${nameOf(fan, viewer)}`,
        details: withDetails && !isLost ? detailsOf(fan, viewer) : '',
        unfollow: isLost && fan.followed,
      })),
      ...batch.more.map((mid) => unnamedRow(mid, viewer)),
    ]);
    return {
      title: titles[section](
        all,
        people.some(({ batch }) => batch.atLeast ?? false),
      ),
      rows: rows.slice(0, mostRowsPerSection),
      all,
      ...(isLost && { note: words.lostWhy }),
    };
  });
}

function biggestFirst(fans: readonly Fan[]): Fan[] {
  return fans.toSorted((a, b) => (b.fans ?? -1) - (a.fans ?? -1));
}

/** Lost fans may have been stored before names were kept. */
function nameOf({ mid, name }: Fan, viewer: DigestViewer): string {
  return name === '' ? unnamedRow(mid, viewer).name : displayName(name, viewer.texts);
}

function unnamedRow(mid: number, { texts, names }: DigestViewer): DigestRow {
  return { mid, name: nameOrUid(names.get(mid), mid, texts), details: '', unfollow: false };
}

function detailsOf(fan: Fan, { texts, timezone }: DigestViewer): string {
  const sign = oneLine(fan.sign);
  const parts = [
    ...formatFanSize(fan, texts),
    ...(fan.followed ? ['↔'] : []),
    formatMoment(fan.at * 1000, timezone).slice(5),
    ...(fan.again ? [texts.digest.again] : []),
    ...(sign ? [`「${sign}」`] : []),
  ];
  return ` · ${parts.join(' · ')}`;
}

/** The people of "follow all back": new fans the account does not follow, or of whom that is unknown. */
export function fansToFollowBack(digest: Digest): DigestRecord['fans'] {
  return peopleInSection(digest, 'newFans').flatMap(({ batch }) => [
    ...batch.first.filter(({ followed }) => !followed).map(({ mid, name }) => ({ mid, name })),
    ...batch.more.map((mid) => ({ mid })),
  ]);
}

/** How big a fan is, as far as known: their number of fans, and ✓ when verified. */
export function formatFanSize({ fans, verified }: Fan, texts: Texts): string[] {
  return [
    ...(fans === undefined ? [] : [texts.digest.followers(formatCount(fans))]),
    ...(verified ? ['✓'] : []),
  ];
}
