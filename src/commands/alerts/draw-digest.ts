import { FormattedString } from '@grammyjs/parse-mode';
import { countPeopleInBatch, type Digest, type Fan } from '../../alerts/index.ts';
import { callbackButton, type Keyboard } from '../../bot/keyboards.ts';
import type { Content } from '../../bot/messages.ts';
import { oneLine } from '../../bot/text/displayable-text.ts';
import { fillText } from '../../bot/text/fill-text.ts';
import { formatCount } from '../../bot/text/format-numbers.ts';
import { localMoment } from '../../bot/text/format-times.ts';
import { chunks } from '../../chunks.ts';
import { displayName, formatUid, linkToPerson, profileLink } from '../names-and-profile-links.ts';
import {
  type DigestViewer,
  drawButtonsBelowPeople,
  drawLinesBelowPeople,
  peopleInSection,
} from './alert-kind-renderers.ts';
import {
  type DigestRow,
  type DigestSection,
  digestSections,
  formatFanSize,
  mostRowsPerSection,
} from './digest-sections.ts';

/** Longest text of a Telegram message, in characters. Counted here in UTF-16 units, which is never less. */
const longestText = 4096;
/** Longest caption of a picture, counted the same way. */
export const longestCaption = 1024;
const numbersARow = 5;

/** A single new fan, and the mark shown before the name. */
interface OneFan {
  fan: Fan;
  mark: string;
}

/** Draws one message from a chat's outbox: a single new fan as a card, several people as lists. */
export function drawDigest(digest: Digest, viewer: DigestViewer): Content {
  const one = onlyFanOf(digest);
  const forms = [
    ...(one ? [{ most: longestCaption, draw: () => drawOneFan(one, digest, viewer) }] : []),
    { most: longestText, draw: () => drawSeveralPeople(digest, viewer, true) },
  ];
  for (const { most, draw } of forms) {
    const content = draw();
    if (String(content.text).length <= most) return content;
  }
  // Names are bounded, so this always fits; a message that is too long would be refused on every attempt.
  return drawSeveralPeople(digest, viewer, false);
}

/** The only person of a digest, if that is a new fan. */
function onlyFanOf(digest: Digest): OneFan | undefined {
  const [fans, ...more] = peopleInSection(digest, 'newFans');
  const others = [...more, ...peopleInSection(digest, 'mutuals'), ...peopleInSection(digest, 'lost')];
  if (fans === undefined || others.length > 0 || countPeopleInBatch(fans.batch) !== 1) return undefined;
  const [fan] = fans.batch.first;
  return fan && { fan, mark: fans.mark };
}

/** Draws the card of a single new fan from what the poll read, so it costs no request. */
function drawOneFan({ fan, mark }: OneFan, digest: Digest, viewer: DigestViewer): Content {
  const { texts, timezone, user, as } = viewer;
  const words = texts.digest;
  const sign = oneLine(fan.sign);
  const facts = formatFanSize(fan, texts);
  const name = linkToPerson(displayName(fan.name, texts), fan.mid);
  const relation = fan.followed ? words.mutual : words.notFollowed;
  const lines = [
    FormattedString.bold(fan.again ? words.fanAgain : words.newFan),
    FormattedString.bold(FormattedString.join([mark, name])),
    formatUid(fan.mid, texts),
    ...(facts.length > 0 ? [facts.join(' · ')] : []),
    ...(sign ? [`「${sign}」`] : []),
    FormattedString.join([fillText(words.since, localMoment(fan.at * 1000, timezone)), relation], ' · '),
    words.total(formatCount(digest.total)),
    ...drawLinesBelowPeople(digest, viewer),
  ];
  const act = (label: string, action: 'follow' | 'kick' | 'block', style: 'primary' | 'danger') =>
    callbackButton(label, { kind: 'act', user, action, mid: fan.mid, as }, style);
  const { buttons } = texts.card;
  return {
    text: FormattedString.join(lines, '\n'),
    keyboard: [
      ...(fan.followed ? [] : [[act(words.buttons.followBack, 'follow', 'primary')]]),
      [act(buttons.kick, 'kick', 'danger'), act(buttons.block, 'block', 'danger')],
      [{ text: buttons.profile, url: profileLink(fan.mid) }],
      ...drawButtonsBelowPeople(digest, viewer),
    ],
    ...(fan.face && { picture: fan.face }),
  };
}

/** Draws people as lists, numbered throughout. `withDetails` adds details to each. */
function drawSeveralPeople(digest: Digest, viewer: DigestViewer, withDetails: boolean): Content {
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
      FormattedString.join([`${before + index + 1}. `, linkToPerson(name, mid), details]),
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
