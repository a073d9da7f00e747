import { FormattedString } from '@grammyjs/parse-mode';
import { countPeopleInBatch, type Digest } from '../../alerts/index.ts';
import { callbackButton, type Keyboard } from '../../bot/keyboards.ts';
import type { Content } from '../../bot/messages.ts';
import { formatCount } from '../../bot/text/format-numbers.ts';
import { chunks } from '../../chunks.ts';
import { profileLink } from '../person/person-card.ts';
import type { DigestViewer } from './digest-drawing-context.ts';
import {
  type DigestRow,
  type DigestSection,
  digestSections,
  mostRowsPerSection,
  peopleInSection,
} from './digest-sections.ts';
import { drawButtonsBelowPeople, drawLinesBelowPeople } from './draw-below-people.ts';

const numbersARow = 5;

/** Draws people as lists, numbered throughout. `withDetails` adds details to each. */
export function drawSeveralPeople(digest: Digest, viewer: DigestViewer, withDetails: boolean): Content {
  const { texts } = viewer;
  const sections = digestSections(digest, viewer, withDetails);
  const rows = sections.flatMap((section) => section.rows);
  const total = rows.length > 0 ? [texts.digest.total(formatCount(digest.total))] : [];
  const below = [...total, ...drawLinesBelowPeople(digest, viewer)];
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
      ...drawButtonsBelowPeople(digest, viewer),
    ],
  };
}

function drawSection(
  { title, rows, all, note }: DigestSection,
  before: number,
  { texts }: DigestViewer,
): FormattedString {
  const more = all > rows.length ? [texts.digest.more(formatCount(all - rows.length))] : [];
  const lines = [
    FormattedString.bold(title),
    ...rows.map(({ mid, name, details }, index) =>
      FormattedString.join([
        `${before + index + 1}. `,
        FormattedString.link(name, profileLink(mid)),
        details,
      ]),
    ),
    ...more,
    ...(note ? [note] : []),
  ];
  return FormattedString.join(lines, '\n');
}

/** With many rows, buttons have numbers only, followed by those to unfollow. */
function rowButtons(rows: readonly DigestRow[], { texts, user, as }: DigestViewer): Keyboard {
  const { unfollow } = texts.digest.buttons;
  const open = ({ mid }: DigestRow, label: string) =>
    callbackButton(label, { kind: 'fanRow', user, mid, as });
  const leave = ({ mid }: DigestRow, label: string) =>
    callbackButton(label, { kind: 'act', user, action: 'unfollow', mid, as });
  if (rows.length <= mostRowsPerSection)
    return rows.map((row, index) => [
      open(row, `${index + 1}. ${row.name}`),
      ...(row.unfollow ? [leave(row, unfollow)] : []),
    ]);
  return [
    ...chunks(
      rows.map((row, index) => open(row, String(index + 1))),
      numbersARow,
    ),
    ...chunks(
      rows.flatMap((row, index) => (row.unfollow ? [leave(row, `${unfollow} ${index + 1}`)] : [])),
      numbersARow,
    ),
  ];
}

function fanButtons(digest: Digest, { texts, user, as, record }: DigestViewer): Keyboard {
  const { buttons } = texts.digest;
  const batches = peopleInSection(digest, 'newFans').map(({ batch }) => batch);
  const all = batches.reduce((sum, batch) => sum + countPeopleInBatch(batch), 0);
  const known = batches.reduce((sum, { first, more }) => sum + first.length + more.length, 0);
  const rest = all - Math.min(known, mostRowsPerSection);
  const more = callbackButton(buttons.more(formatCount(rest)), { kind: 'fansMore', user, as });
  const back = (digest: number) =>
    callbackButton(buttons.followAllBack, { kind: 'fansBack', user, digest, as }, 'primary');
  return [...(rest > 0 ? [[more]] : []), ...(record === undefined ? [] : [[back(record)]])];
}
