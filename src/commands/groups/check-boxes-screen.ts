import { FormattedString } from '@grammyjs/parse-mode';
import { callbackButton } from '../../bot/keyboards.ts';
import type { Content } from '../../bot/messages.ts';
import { pageButtons, rowsOnPage } from '../../bot/pagination.ts';
import type { Viewer } from '../../bot/viewer.ts';
import { pageRows } from '../../people/page-arithmetic.ts';
import type { GroupChoiceRecord } from '../../storage/index.ts';
import { displayGroupName, linkToPerson } from '../names-and-profile-links.ts';

/** Groups ticked for a person, not saved yet. */
export type GroupChoice = GroupChoiceRecord;

/** Draws all groups with check boxes; `headline` says what was just done. */
export function drawCheckBoxes(choice: GroupChoice, { texts, user }: Viewer, headline?: string): Content {
  const words = texts.groups;
  const { mid, groups, ticked, followed } = choice;
  const shown = rowsOnPage(groups, choice.page, pageRows);
  const lines = [
    ...(headline ? [headline, ''] : []),
    FormattedString.join([linkToPerson(choice.name, mid), words.buttons.groups], ' · '),
    followed ? words.tick : words.tickUnfollowed,
  ];
  const save = callbackButton(
    followed ? words.buttons.save : words.buttons.followAndSave,
    { kind: 'personSave', user, mid, follow: followed ? 'no' : 'yes' },
    'primary',
  );
  return {
    text: FormattedString.join(lines, '\n'),
    keyboard: [
      ...shown.rows.map((group) => {
        const label = `${ticked.includes(group.tagid) ? '☑' : '☐'} ${displayGroupName(group, texts)}`;
        return [callbackButton(label, { kind: 'personTick', user, mid, group: group.tagid })];
      }),
      ...pageButtons(shown, (to) => ({ kind: 'personPage', user, mid, page: to })),
      [save, callbackButton(words.buttons.toCard, { kind: 'card', user, mid })],
    ],
  };
}
