import type { Reason } from '../../api/index.ts';
import { oneLine } from '../../bot/text/displayable-text.ts';
import { formatCount } from '../../bot/text/format-numbers.ts';
import type { Texts } from '../../bot/text/index.ts';
import type { GroupMade } from '../../people/create-many-groups.ts';
import type { PeopleRead } from '../../people/import/read-people.ts';
import { redactedExcerpt } from '../../text/find-and-redact-credentials.ts';
import { joinFirstPieces } from '../bulk/preview-screens.ts';

/** Most names or pieces listed; a message has 4096 characters in all. */
const mostNamed = 10;
/** Characters of each that are processed; fewer are shown. */
const longestLooked = 200;

/** Groups that were created, and those Bilibili refused. */
export function drawGroupsMade(outcomes: readonly GroupMade[], texts: Texts): string {
  const { import: words } = texts.transfer;
  const names = (some: readonly GroupMade[]) =>
    joinForeignTexts(
      some.map(({ name }) => name),
      texts.common.comma,
    );
  const { made = [], ...refused } = Object.groupBy(outcomes, ({ reason }) => reason ?? 'made');
  return [
    made.length > 0 ? words.made(formatCount(made.length), names(made)) : words.noneMade,
    ...Object.entries(refused).map(([reason, some]) =>
      words.notMade(names(some), texts.failures.refused[reason as Reason]),
    ),
  ].join('\n');
}

/** Says that nobody was found. */
export function drawNobodyRead(read: PeopleRead, texts: Texts): string {
  const { import: words } = texts.transfer;
  const notices = leftOutNotices(read, texts);
  const unread = read.unread.filter((piece) => !read.rounded.includes(piece));
  if (unread.length > 0)
    return [
      ...notices,
      words.nobody(joinForeignTexts(unread, ' ', read.unreadCount - (read.unread.length - unread.length))),
    ].join('\n');
  return notices.length > 0 ? notices.join('\n') : words.nobodyAtAll;
}

/** Lines about people of a file who were left out, and why, besides unrecognized pieces. */
export function leftOutNotices({ rounded, roundedCount, blocked }: PeopleRead, texts: Texts): string[] {
  const { import: words } = texts.transfer;
  return [
    ...(roundedCount > 0 ? [words.rounded(joinForeignTexts(rounded, texts.common.comma, roundedCount))] : []),
    ...(blocked.length > 0 ? [words.blocked(formatCount(blocked.length))] : []),
  ];
}

/** Joins the first texts, which are from others, and says how many more there are. */
export function joinForeignTexts(
  all: readonly string[],
  separator: string,
  count: number = all.length,
): string {
  const shown = all.slice(0, mostNamed).map((text) => oneLine(redactedExcerpt(text, longestLooked)));
  return joinFirstPieces(shown, mostNamed, count, separator);
}
