import { FormattedString } from '@grammyjs/parse-mode';
import type { InlineKeyboardButton } from 'grammy/types';
import type { Group } from '../../api/index.ts';
import { pageRows } from '../../people/paging.ts';
import { groupName } from './group-name.ts';
import { type Keyboard, pressButton } from '../../bot/keyboards.ts';
import type { Press } from '../../bot/callback-data.ts';
import type { Reader } from '../../bot/viewer.ts';
import type { Content } from '../../bot/messages.ts';
import { count } from '../../bot/text/times.ts';

/** A page of the list of groups; `headline` says what was just done. */
export function drawGroups(
  groups: readonly Group[],
  wanted: number,
  { texts, user }: Reader,
  headline?: string,
): Content {
  const words = texts.groups;
  const { page, rows } = pageOf(groups, wanted);
  const line = (group: Group) => words.row(groupName(group, texts), count(group.count));
  const lines = [
    ...(headline ? [new FormattedString(headline), new FormattedString('')] : []),
    FormattedString.bold(words.title(count(groups.length))),
    ...rows.map((group) => new FormattedString(line(group))),
  ];
  return {
    text: FormattedString.join(lines, '\n'),
    keyboard: [
      ...rows.map((group) => [
        pressButton(line(group), { kind: 'group', user, group: group.tagid, page: 1 }),
      ]),
      ...turning(groups.length, page, (to) => ({ kind: 'groups', user, page: to })),
      [
        pressButton(words.buttons.create, { kind: 'groupNew', user }, 'primary'),
        pressButton(words.buttons.refresh, { kind: 'groups', user, page }),
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
export function turning(length: number, page: number, to: (page: number) => Press): Keyboard {
  const pages = pagesFor(length);
  if (pages === 1) return [];
  const button = (text: string, at: number): InlineKeyboardButton =>
    at < 1 || at > pages ? { text, disabled: {} } : pressButton(text, to(at));
  return [[button('‹', page - 1), { text: `${page}/${pages}`, disabled: {} }, button('›', page + 1)]];
}

function pagesFor(length: number): number {
  return Math.max(1, Math.ceil(length / pageRows));
}
