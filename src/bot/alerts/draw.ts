import { FormattedString } from '@grammyjs/parse-mode';
import { type Batch, countOf, type Digest, type Fan } from '../../alerts/index.ts';
import type { DigestRecord } from '../../storage/index.ts';
import { profileLink, shownName } from '../card.ts';
import { type Keyboard, pressButton } from '../keyboards.ts';
import type { Content } from '../show.ts';
import { oneLine } from '../text/safe.ts';
import { count, moment } from '../text/times.ts';
import { drawNotices, noticeKeyboard } from './notices.ts';
import type { DigestReader } from './reader.ts';

/** A row of the message: somebody with a button that shows their card. */
interface Row {
  mid: number;
  name: string;
}

/** More rows than this get buttons with their numbers only. */
const mostNamed = 10;
const numbersARow = 5;

/** One message about everything a chat is owed: a single new fan as a card, several as a list. */
export function drawDigest(digest: Digest, reader: DigestReader): Content {
  const { fans, mutuals, lost } = digest;
  const [fan] = fans.first;
  const single = fan !== undefined && countOf(fans) === 1 && countOf(mutuals) + countOf(lost) === 0;
  return single ? drawOne(fan, digest, reader) : drawSeveral(digest, reader);
}

/** Whom "follow all back" means: those the account did not follow, and those of whom that is not known. */
export function toFollowBack({ fans }: Digest): DigestRecord['fans'] {
  const notFollowed = fans.first.filter(({ followed }) => !followed);
  return [...notFollowed.map(({ mid, name }) => ({ mid, name })), ...fans.more.map((mid) => ({ mid }))];
}

function drawOne(fan: Fan, digest: Digest, reader: DigestReader): Content {
  const { texts, timezone, user, as } = reader;
  const words = texts.digest;
  const sign = oneLine(fan.sign);
  const lines = [
    FormattedString.bold(fan.again ? words.fanAgain : words.newFan),
    FormattedString.bold(link(fan.mid, shownName(fan.name, texts))),
    FormattedString.join(
      [new FormattedString(`${texts.card.mid} `), FormattedString.code(String(fan.mid))],
      '',
    ),
    ...plain([
      ...(sign ? [`「${sign}」`] : []),
      `${words.since(moment(fan.at * 1000, timezone))} · ${fan.followed ? words.mutual : words.notFollowed}`,
      words.total(count(digest.total)),
    ]),
    ...around(digest, reader),
  ];
  const act = (label: string, action: 'follow' | 'kick' | 'block', style: 'primary' | 'danger') =>
    pressButton(label, { kind: 'act', user, action, mid: fan.mid, as }, style);
  const { buttons } = texts.card;
  return {
    text: FormattedString.join(lines, '\n'),
    keyboard: [
      ...(fan.followed ? [] : [[act(words.buttons.followBack, 'follow', 'primary')]]),
      [act(buttons.kick, 'kick', 'danger'), act(buttons.block, 'block', 'danger')],
      [{ text: buttons.profile, url: profileLink(fan.mid) }],
      ...noticeKeyboard(digest.notices, reader),
    ],
    ...(fan.face && { picture: fan.face }),
  };
}

function drawSeveral(digest: Digest, reader: DigestReader): Content {
  const { texts, timezone, names } = reader;
  const words = texts.digest;
  const { fans, mutuals, lost } = digest;
  const rows: Row[] = [];
  const lines: FormattedString[] = [];

  function section(title: string, batch: Batch, people: readonly Row[], details: (row: Row) => string): void {
    if (countOf(batch) === 0) return;
    if (lines.length > 0) lines.push(new FormattedString(''));
    lines.push(FormattedString.bold(title));
    for (const person of people) {
      rows.push(person);
      lines.push(
        FormattedString.join(
          [
            new FormattedString(`${rows.length}. `),
            link(person.mid, person.name),
            new FormattedString(details(person)),
          ],
          '',
        ),
      );
    }
    const rest = countOf(batch) - people.length;
    if (rest > 0) lines.push(new FormattedString(words.more(count(rest))));
  }

  const named = (batch: Batch) => batch.first.map(({ mid, name }) => ({ mid, name: shownName(name, texts) }));
  const detailsOf = (batch: Batch) => {
    const byMid = new Map(batch.first.map((fan) => [fan.mid, fan]));
    return ({ mid }: Row) => fanDetails(byMid.get(mid), reader);
  };
  const title = (fans.atLeast ? words.newFansAtLeast : words.newFans)(count(countOf(fans)));
  const away = digest.away === undefined ? '' : ` ${words.away(moment(digest.away, timezone))}`;
  section(
    countOf(fans) === 1 ? `${words.newFan}${away}` : `${title}${away}`,
    fans,
    named(fans),
    detailsOf(fans),
  );
  section(words.mutuals(count(countOf(mutuals))), mutuals, named(mutuals), detailsOf(mutuals));
  const gone = lost.more
    .slice(0, mostNamed)
    .map((mid) => ({ mid, name: oneLine(names.get(mid) ?? '') || `${texts.card.mid} ${mid}` }));
  section(words.lost(count(countOf(lost))), lost, gone, () => '');
  if (gone.length > 0) lines.push(new FormattedString(words.lostWhy));
  if (rows.length > 0)
    lines.push(new FormattedString(''), new FormattedString(words.total(count(digest.total))));

  return {
    text: FormattedString.join([...lines, ...around(digest, reader)], '\n'),
    keyboard: [
      ...rowButtons(rows, reader),
      ...fanButtons(digest, reader),
      ...noticeKeyboard(digest.notices, reader),
    ],
  };
}

/** What stands below the people, or alone: milestones, notices, which account it is. */
function around(digest: Digest, reader: DigestReader): FormattedString[] {
  const { texts, account, sayAccount } = reader;
  const people = countOf(digest.fans) + countOf(digest.mutuals) + countOf(digest.lost) > 0;
  const milestones = digest.milestones.map((reached) => texts.digest.milestone(count(reached)));
  // A notice names its account by itself.
  const naming = sayAccount && (people || milestones.length > 0) ? [texts.digest.account(account)] : [];
  return plain([...milestones, ...drawNotices(digest, reader), ...naming]);
}

function fanDetails(fan: Fan | undefined, { texts, timezone }: DigestReader): string {
  if (fan === undefined) return '';
  const sign = oneLine(fan.sign);
  const parts = [
    ...(fan.followed ? ['↔'] : []),
    moment(fan.at * 1000, timezone).slice(5),
    ...(fan.again ? [texts.digest.again] : []),
    ...(sign ? [`「${sign}」`] : []),
  ];
  return ` · ${parts.join(' · ')}`;
}

function rowButtons(rows: readonly Row[], { user, as }: DigestReader): Keyboard {
  const button = ({ mid }: Row, label: string) => pressButton(label, { kind: 'fanRow', user, mid, as });
  if (rows.length <= mostNamed) return rows.map((row, index) => [button(row, `${index + 1}. ${row.name}`)]);
  const buttons = rows.map((row, index) => button(row, String(index + 1)));
  return Array.from({ length: Math.ceil(buttons.length / numbersARow) }, (_, row) =>
    buttons.slice(row * numbersARow, (row + 1) * numbersARow),
  );
}

function fanButtons({ fans }: Digest, { texts, user, as, record }: DigestReader): Keyboard {
  const { buttons } = texts.digest;
  const rest = countOf(fans) - fans.first.length;
  const more = pressButton(buttons.more(count(rest)), { kind: 'fansMore', user, as });
  const back = (digest: number) =>
    pressButton(buttons.followAllBack, { kind: 'fansBack', user, digest, as }, 'primary');
  return [...(rest > 0 ? [[more]] : []), ...(record === undefined ? [] : [[back(record)]])];
}

function link(mid: number, name: string): FormattedString {
  return FormattedString.link(name, profileLink(mid));
}

function plain(lines: readonly string[]): FormattedString[] {
  return lines.map((line) => new FormattedString(line));
}
