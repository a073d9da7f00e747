import type { CallbackOf } from '../../bot/callback-data.ts';
import type { BotContext } from '../../bot/context.ts';
import type { CallbackHandlers } from '../../bot/feature.ts';
import { callbackButton } from '../../bot/keyboards.ts';
import { edit, send } from '../../bot/messages.ts';
import { personCard } from '../person/show-person.ts';
import type { RunChosenAction } from './chosen-action.ts';
import { isPublicList } from './list-access.ts';
import { chosenPeople, type ListPanel, toggleChosen, toggleChosenPage, withoutRows } from './list-panel.ts';

/** The buttons of a list. */
export type ListCallback =
  | 'listPage'
  | 'listFresh'
  | 'listOrder'
  | 'listRow'
  | 'listSelect'
  | 'listTick'
  | 'listTickPage'
  | 'listAct';

/** Which list a button belongs to. */
export type OfList = Pick<CallbackOf<'listFresh'>, 'user' | 'list' | 'of'>;

/** Something done to the people chosen in a panel: at least one. What it tells is as {@link RunChosenAction} says. */
export type OnChosen = (panel: ListPanel) => Promise<'done' | 'later'>;

/** What the buttons do to the panel that was pressed. */
export interface PanelChanges {
  /** Changes the panel and shows it, on another page when one is given. */
  revise(
    ctx: BotContext,
    callback: OfList,
    change: (panel: ListPanel) => ListPanel,
    page?: number,
  ): Promise<void>;
  /** Reads its list anew. */
  refresh(ctx: BotContext, callback: OfList): Promise<void>;
  onChosen(ctx: BotContext, callback: OfList, work: OnChosen): Promise<void>;
  runChosenAction: RunChosenAction;
}

/** The handlers of the buttons under a list. */
export function listCallbacks({
  revise,
  refresh,
  onChosen,
  runChosenAction,
}: PanelChanges): CallbackHandlers<ListCallback> {
  return {
    listPage: {
      forGuests: isPublicList,
      run: (ctx, callback) => revise(ctx, callback, (panel) => panel, callback.page),
    },
    listFresh: { forGuests: isPublicList, run: refresh },
    listOrder: {
      run: (ctx, callback) =>
        revise(ctx, callback, (panel) => ({ ...withoutRows(panel), order: callback.order }), 1),
    },
    listRow: {
      forGuests: () => true,
      run: async (ctx, { mid }) => void (await send(ctx, await personCard(ctx, mid))),
    },
    listSelect: {
      run: (ctx, callback) =>
        revise(ctx, callback, (panel) => ({ ...panel, selecting: callback.on === 'yes', chosen: [] })),
    },
    listTick: {
      run: (ctx, callback) => revise(ctx, callback, (panel) => toggleChosen(panel, callback.mid)),
    },
    listTickPage: { run: (ctx, callback) => revise(ctx, callback, toggleChosenPage) },
    listAct: {
      run: (ctx, callback) =>
        onChosen(ctx, callback, (panel) => runChosenAction(ctx, callback.action, chosenPeople(panel))),
    },
  };
}

/** Says that a list was forgotten, with the button that opens it again; a search is to be typed again. */
export async function offerListAgain(ctx: BotContext, { user, list, of }: OfList): Promise<void> {
  const { lists } = ctx.texts;
  if (list === 'search') return edit(ctx, { text: lists.oldSearch });
  await edit(ctx, {
    text: lists.old,
    keyboard: [[callbackButton(lists.openAgain, { kind: 'listFresh', user, list, of }, 'primary')]],
  });
}
