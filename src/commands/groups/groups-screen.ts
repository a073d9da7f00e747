import { FormattedString } from '@grammyjs/parse-mode';
import type { InlineKeyboardButton } from 'grammy/types';
import type { Group } from '../../api/index.ts';
import type { BotContext } from '../../bot/context.ts';
import { callbackButton } from '../../bot/keyboards.ts';
import { type Content, showHere } from '../../bot/messages.ts';
import { pageButtons, rowsOnPage } from '../../bot/pagination.ts';
import { formatCount } from '../../bot/text/format-numbers.ts';
import { type Viewer, viewerOf } from '../../bot/viewer.ts';
import { readGroups } from '../../people/manage-groups.ts';
import { pageRows } from '../../people/page-arithmetic.ts';
import { displayGroupName } from '../names-and-profile-links.ts';

/** Buttons that move a group up and down. */
export function groupMoveButtons(
  group: number,
  { texts, user }: Pick<Viewer, 'texts' | 'user'>,
): InlineKeyboardButton[] {
  return (['up', 'down'] as const).map((way) =>
    callbackButton(texts.groups.buttons[way], { kind: 'groupMove', user, group, way }),
  );
}

/** What was just done, and the moved group, which gets the buttons to move it further. */
export interface GroupsHeadline {
  headline?: string;
  moved?: number;
}

/** Draws a page of the list of groups. */
export function drawGroupsScreen(
  groups: readonly Group[],
  wanted: number,
  { texts, user }: Viewer,
  { headline, moved }: GroupsHeadline = {},
): Content {
  const words = texts.groups;
  const shown = rowsOnPage(groups, wanted, pageRows);
  const { page, rows } = shown;
  const line = (group: Group) => words.row(displayGroupName(group, texts), formatCount(group.count));
  const lines = [
    ...(headline ? [headline, ''] : []),
    FormattedString.bold(words.title(formatCount(groups.length))),
    ...rows.map(line),
  ];
  return {
    text: FormattedString.join(lines, '\n'),
    keyboard: [
      ...rows.map((group) => [
        callbackButton(line(group), { kind: 'group', user, group: group.tagid, page: 1 }),
      ]),
      ...pageButtons(shown, (to) => ({ kind: 'groups', user, page: to })),
      ...(moved === undefined ? [] : [groupMoveButtons(moved, { texts, user })]),
      [
        callbackButton(words.buttons.create, { kind: 'groupNew', user }, 'primary'),
        callbackButton(words.buttons.refresh, { kind: 'groups', user, page }),
      ],
    ],
  };
}

/** Reads and shows the list of groups, in the pressed message if there is one. One request. */
export async function showGroups(
  ctx: BotContext,
  { page = 1, headline }: { page?: number; headline?: string } = {},
): Promise<void> {
  const { session } = await ctx.account();
  const groups = await readGroups(session, ctx.signal);
  await showHere(ctx, drawGroupsScreen(groups, page, viewerOf(ctx), { ...(headline && { headline }) }));
}
