import { FormattedString } from '@grammyjs/parse-mode';
import type { InlineKeyboardButton } from 'grammy/types';
import type { Group } from '../../api/index.ts';
import type { Callback } from '../../bot/callback-data.ts';
import { callbackButton, type Keyboard } from '../../bot/keyboards.ts';
import type { Content } from '../../bot/messages.ts';
import { formatCount } from '../../bot/text/times.ts';
import type { Viewer } from '../../bot/viewer.ts';
import { pageRows } from '../../people/paging.ts';
import { displayGroupName } from './group-name.ts';

/** A page of the list of groups; `headline` says what was just done. */
export function drawGroupsScreen(
  groups: readonly Group[],
  wanted: number,
  { texts, user }: Viewer,
  headline?: string,
): Content {
  const words = texts.groups;
  const { page, rows } = pageOf(groups, wanted);
  const line = (group: Group) => words.row(displayGroupName(group, texts), formatCount(group.count));
  const lines = [
    ...(headline ? [new FormattedString(headline), new FormattedString('')] : []),
    FormattedString.bold(words.title(formatCount(groups.length))),
    ...rows.map((group) => new FormattedString(line(group))),
  ];
  return {
    text: FormattedString.join(lines, '\n'),
    keyboard: [
      ...rows.map((group) => [
        callbackButton(line(group), { kind: 'group', user, group: group.tagid, page: 1 }),
      ]),
      ...pageButtons(groups.length, page, (to) => ({ kind: 'groups', user, page: to })),
      [
        callbackButton(words.buttons.create, { kind: 'groupNew', user }, 'primary'),
        callbackButton(words.buttons.refresh, { kind: 'groups', user, page }),
      ],
    ],
  };
}

/** The rows of a page, eight at a time; a page beyond the last is the last. */
export function pageOf<Row>(all: readonly Row[], wanted: number): { page: number; rows: Row[] } {
  const page = Math.max(1, Math.min(wanted, pagesFor(all.length)));
  return { page, rows: all.slice((page - 1) * pageRows, page * pageRows) };
}

/** ‹ n/m ›; nothing when all is on one page. */
export function pageButtons(length: number, page: number, to: (page: number) => Callback): Keyboard {
  const pages = pagesFor(length);
  if (pages === 1) return [];
  const button = (text: string, at: number): InlineKeyboardButton =>
    at < 1 || at > pages ? { text, disabled: {} } : callbackButton(text, to(at));
  return [[button('‹', page - 1), { text: `${page}/${pages}`, disabled: {} }, button('›', page + 1)]];
}

function pagesFor(length: number): number {
  return Math.max(1, Math.ceil(length / pageRows));
}
