import type { Reason } from '../../api/index.ts';
import { type BotContext, chatUserOf } from '../../bot/context.ts';
import { callbackButton, type Keyboard } from '../../bot/keyboards.ts';
import type { Texts } from '../../bot/text/index.ts';
import { oneLine } from '../../bot/text/safe.ts';
import { formatCount } from '../../bot/text/times.ts';
import type { GroupMade } from '../../people/new-groups.ts';
import type { Roll } from './import-collector.ts';
import type { GroupsWanted } from './import-groups.ts';

/** What is listed of a longer row of names or pieces; a message has 4096 characters for all of it. */
const mostNamed = 10;

/** The question whether to restore groups: which there are already, which would be made. */
export function drawImportGroups(
  { people, unread }: Roll,
  { known, missing, special }: GroupsWanted,
  { ctx, mid }: { ctx: BotContext; mid: number },
): { text: string; keyboard: Keyboard } {
  const words = ctx.texts.transfer.import;
  const { user } = chatUserOf(ctx);
  const lines = [
    words.found(formatCount(people.length)),
    ...(unread.length > 0 ? [ctx.texts.jobs.preview.unread(listed(unread, ' '))] : []),
    ...(known.length > 0 ? [words.known(listed(known, words.separator))] : []),
    ...(missing.length > 0
      ? [words.missing(formatCount(missing.length), listed(missing, words.separator))]
      : []),
    ...(special > 0 ? [words.special(formatCount(special))] : []),
    words.onlyNew,
  ];
  const button = (restore: 'yes' | 'no', label: string) =>
    callbackButton(
      label,
      { kind: 'importGroups', user, mid, restore },
      restore === 'yes' ? 'primary' : undefined,
    );
  return {
    text: lines.join('\n'),
    keyboard: [
      [button('yes', words.buttons.withGroups), button('no', words.buttons.withoutGroups)],
      [callbackButton(ctx.texts.common.cancel, { kind: 'dismiss', user })],
    ],
  };
}

/** Which groups were made, and which the site would not have. */
export function drawGroupsMade(outcomes: readonly GroupMade[], texts: Texts): string {
  const { import: words } = texts.transfer;
  const names = (some: readonly GroupMade[]) =>
    listed(
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
export function drawUnread(unread: readonly string[], { transfer: { import: words } }: Texts): string {
  return unread.length > 0 ? words.nobody(listed(unread, ' ')) : words.nobodyAtAll;
}

function listed(all: readonly string[], separator: string): string {
  const shown = all.slice(0, mostNamed).map(oneLine).join(separator);
  return all.length > mostNamed ? `${shown} …(+${all.length - mostNamed})` : shown;
}
