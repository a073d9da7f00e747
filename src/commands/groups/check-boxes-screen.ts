import { FormattedString } from '@grammyjs/parse-mode';
import { callbackButton } from '../../bot/keyboards.ts';
import type { Content } from '../../bot/messages.ts';
import { pageButtons, rowsOnPage } from '../../bot/pagination.ts';
import type { Viewer } from '../../bot/viewer.ts';
import { pageRows } from '../../people/page-arithmetic.ts';
import type { GroupChoiceRecord } from '../../storage/index.ts';
import { profileLink } from '../person/person-card.ts';
import { displayGroupName } from './display-group-name.ts';

/** Groups ticked for a person, not saved yet. */
export type GroupChoice = GroupChoiceRecord;

/** Draws all groups with check boxes; `headline` says what was just done. */
export function drawCheckBoxes(choice: GroupChoice, { texts, user }: Viewer, headline?: string): Content {
  const words = texts.groups;
  const { mid, groups, ticked, followed } = choice;
  const shown = rowsOnPage(groups, choice.page, pageRows);
  const lines = [
    ...(headline ? [new FormattedString(headline), new FormattedString('')] : []),
    FormattedString.join(
      [
        FormattedString.link(choice.name, profileLink(mid)),
        new FormattedString(` · ${words.buttons.groups}`),
      ],
      '',
    ),
    new FormattedString(followed ? words.tick : words.tickUnfollowed),
  ];
  const save = followed
    ? callbackButton(words.buttons.save, { kind: 'personSave', user, mid, follow: 'no' }, 'primary')
    : callbackButton(
        words.buttons.followAndSave,
        { kind: 'personSave', user, mid, follow: 'yes' },
        'primary',
      );
  return {
    text: FormattedString.join(lines, '\n'),
    keyboard: [
      ...shown.rows.map((group) => {
        const box = ticked.includes(group.tagid) ? '☑' : '☐';
        const { tagid } = group;
        return [
          callbackButton(`${box} ${displayGroupName(group, texts)}`, {
            kind: 'personTick',
            user,
            mid,
            group: tagid,
          }),
        ];
      }),
      ...pageButtons(shown, (to) => ({ kind: 'personPage', user, mid, page: to })),
      [save, callbackButton(words.buttons.toCard, { kind: 'card', user, mid })],
    ],
  };
}
