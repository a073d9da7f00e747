import { FormattedString } from '@grammyjs/parse-mode';
import type { Group } from '../../api/index.ts';
import { callbackButton } from '../../bot/keyboards.ts';
import type { Content } from '../../bot/messages.ts';
import { pageButtons, pageOf } from '../../bot/pages.ts';
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
  const shown = pageOf(groups, wanted, pageRows);
  const { page, rows } = shown;
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
      ...pageButtons(shown, (to) => ({ kind: 'groups', user, page: to })),
      [
        callbackButton(words.buttons.create, { kind: 'groupNew', user }, 'primary'),
        callbackButton(words.buttons.refresh, { kind: 'groups', user, page }),
      ],
    ],
  };
}
