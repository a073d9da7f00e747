import type { Reason } from '../../api/index.ts';
import { oneLine } from '../../bot/text/displayable-text.ts';
import { formatCount } from '../../bot/text/format-numbers.ts';
import type { Texts } from '../../bot/text/index.ts';
import type { PeopleRead } from '../../people/import/read-people.ts';
import type { GroupMade } from '../../people/make-groups.ts';
import { redactedExcerpt } from '../../text/redacted-excerpt.ts';

/** What is listed of a longer row of names or pieces; a message has 4096 characters for all of it. */
const mostNamed = 10;
/** What is read of one of them, in characters; less is shown. */
const longestLooked = 200;

/** Which groups were made, and which the site would not have. */
export function drawGroupsMade(outcomes: readonly GroupMade[], texts: Texts): string {
  const { import: words } = texts.transfer;
  const names = (some: readonly GroupMade[]) =>
    joinForeignTexts(
      some.map(({ name }) => name),
      words.separator,
    );
  const { made = [], ...refused } = Object.groupBy(outcomes, ({ reason }) => reason ?? 'made');
  return [
    made.length > 0 ? words.made(formatCount(made.length), names(made)) : words.noneMade,
    ...Object.entries(refused).map(([reason, some]) =>
      words.notMade(names(some), texts.failures.refused[reason as Reason]),
    ),
  ].join('\n');
}

/** What is said when nobody could be read. */
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

/** Who of a file was left out, and why, beside what means nobody. */
export function leftOutNotices({ rounded, roundedCount, blocked }: PeopleRead, texts: Texts): string[] {
  const { import: words } = texts.transfer;
  return [
    ...(roundedCount > 0 ? [words.rounded(joinForeignTexts(rounded, words.separator, roundedCount))] : []),
    ...(blocked.length > 0 ? [words.blocked(formatCount(blocked.length))] : []),
  ];
}

/** The first of a row of foreign texts, and how many more there are. */
export function joinForeignTexts(
  all: readonly string[],
  separator: string,
  count: number = all.length,
): string {
  const shown = all.slice(0, mostNamed).map((text) => oneLine(redactedExcerpt(text, longestLooked)));
  const more = count - shown.length;
  return more > 0 ? `${shown.join(separator)} …(+${more})` : shown.join(separator);
}
