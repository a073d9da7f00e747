import { FormattedString } from '@grammyjs/parse-mode';
import { type Batch, countOf, type Digest, type Fan } from '../../alerts/index.ts';
import { callbackButton, type Keyboard } from '../../bot/keyboards.ts';
import type { Content } from '../../bot/messages.ts';
import { oneLine } from '../../bot/text/safe.ts';
import { formatCount, formatMoment } from '../../bot/text/times.ts';
import { displayName, profileLink } from '../person/person-card.ts';
import { drawDigestExtras } from './digest-extras.ts';
import type { DigestViewer } from './digest-viewer.ts';
import { noticeKeyboard } from './notices.ts';

/** Somebody in a list, with a button that shows their card. */
interface Row {
  mid: number;
  name: string;
  details: string;
}

/** People of one kind. */
interface Section {
  title: string;
  rows: readonly Row[];
  /** How many there are, with those who have no row. */
  all: number;
  /** A line below the rows. */
  note?: string;
}

/** So many are shown of each kind; with more rows than this in all, buttons have numbers only. */
const mostNamed = 10;
const numbersARow = 5;

/** Several people: a list of each kind, numbered on from one to the next. `withDetails` adds times and signatures. */
export function drawSeveralFans(digest: Digest, viewer: DigestViewer, withDetails: boolean): Content {
  const { texts } = viewer;
  const sections = sectionsOf(digest, viewer, withDetails).filter(({ all }) => all > 0);
  const rows = sections.flatMap((section) => section.rows);
  const total = rows.length > 0 ? [texts.digest.total(formatCount(digest.total))] : [];
  const below = [...total, ...drawDigestExtras(digest, viewer)].map((line) => new FormattedString(line));
  let before = 0;
  const drawn = sections.map((section) => {
    const lines = drawSection(section, before, viewer);
    before += section.rows.length;
    return lines;
  });
  const parts = [...drawn, ...(below.length > 0 ? [FormattedString.join(below, '\n')] : [])];
  return {
    text: FormattedString.join(parts, '\n\n'),
    keyboard: [
      ...rowButtons(rows, viewer),
      ...fanButtons(digest, viewer),
      ...noticeKeyboard(digest.notices, viewer),
    ],
  };
}

function sectionsOf(
  { fans, mutuals, lost, away }: Digest,
  viewer: DigestViewer,
  withDetails: boolean,
): Section[] {
  const { texts, timezone, names } = viewer;
  const words = texts.digest;
  const all = formatCount(countOf(fans));
  const title = fans.atLeast
    ? words.newFansAtLeast(all)
    : countOf(fans) === 1
      ? words.newFan
      : words.newFans(all);
  const since = away === undefined ? '' : ` ${words.away(formatMoment(away, timezone))}`;
  const named = ({ first }: Batch): Row[] =>
    first.map((fan) => ({
      mid: fan.mid,
      name: displayName(fan.name, texts),
      details: withDetails ? detailsOf(fan, viewer) : '',
    }));
  const gone = lost.more
    .slice(0, mostNamed)
    .map((mid) => ({ mid, name: oneLine(names.get(mid) ?? '') || `${texts.card.mid} ${mid}`, details: '' }));
  return [
    { title: `${title}${since}`, rows: named(fans), all: countOf(fans) },
    { title: words.mutuals(formatCount(countOf(mutuals))), rows: named(mutuals), all: countOf(mutuals) },
    { title: words.lost(formatCount(countOf(lost))), rows: gone, all: countOf(lost), note: words.lostWhy },
  ];
}

function drawSection(
  { title, rows, all, note }: Section,
  before: number,
  { texts }: DigestViewer,
): FormattedString {
  const more = all > rows.length ? [texts.digest.more(formatCount(all - rows.length))] : [];
  const lines = [
    FormattedString.bold(title),
    ...rows.map(({ mid, name, details }, index) =>
      FormattedString.join(
        [
          new FormattedString(`${before + index + 1}. `),
          FormattedString.link(name, profileLink(mid)),
          new FormattedString(details),
        ],
        '',
      ),
    ),
    ...[...more, ...(note ? [note] : [])].map((line) => new FormattedString(line)),
  ];
  return FormattedString.join(lines, '\n');
}

function detailsOf(fan: Fan, { texts, timezone }: DigestViewer): string {
  const sign = oneLine(fan.sign);
  const parts = [
    ...(fan.followed ? ['↔'] : []),
    formatMoment(fan.at * 1000, timezone).slice(5),
    ...(fan.again ? [texts.digest.again] : []),
    ...(sign ? [`「${sign}」`] : []),
  ];
  return ` · ${parts.join(' · ')}`;
}

function rowButtons(rows: readonly Row[], { user, as }: DigestViewer): Keyboard {
  const button = ({ mid }: Row, label: string) => callbackButton(label, { kind: 'fanRow', user, mid, as });
  if (rows.length <= mostNamed) return rows.map((row, index) => [button(row, `${index + 1}. ${row.name}`)]);
  const buttons = rows.map((row, index) => button(row, String(index + 1)));
  return Array.from({ length: Math.ceil(buttons.length / numbersARow) }, (_, row) =>
    buttons.slice(row * numbersARow, (row + 1) * numbersARow),
  );
}

function fanButtons({ fans }: Digest, { texts, user, as, record }: DigestViewer): Keyboard {
  const { buttons } = texts.digest;
  const rest = countOf(fans) - fans.first.length;
  const more = callbackButton(buttons.more(formatCount(rest)), { kind: 'fansMore', user, as });
  const back = (digest: number) =>
    callbackButton(buttons.followAllBack, { kind: 'fansBack', user, digest, as }, 'primary');
  return [...(rest > 0 ? [[more]] : []), ...(record === undefined ? [] : [[back(record)]])];
}
