import type { CallbackOf } from '../../bot/callback-data.ts';
import type { BotContext } from '../../bot/context.ts';
import type { CallbackHandlers, Question } from '../../bot/feature.ts';
import { callbackButton } from '../../bot/keyboards.ts';
import { type Content, editOrSendNew, send } from '../../bot/messages.ts';
import { ask, askAgain } from '../../bot/questions.ts';
import type { JobPerson } from '../../jobs/index.ts';
import { firstRow } from '../../people/page-arithmetic.ts';
import { personCard } from '../person/read-and-draw-card.ts';
import type { RunChosenAction } from './act-on-chosen-people.ts';
import {
  type AboutMessage,
  aboutPressedMessage,
  type PanelMessage,
  panelMessageOf,
} from './editable-panel-message.ts';
import { isPublicList } from './list-access.ts';
import { chooseRows, type ListPanel, toggleChosen, toggleChosenPage, withoutRows } from './list-panel.ts';

/** Kinds of the buttons of a list. */
export type ListCallback =
  | 'listPage'
  | 'listAskPage'
  | 'listFresh'
  | 'listOrder'
  | 'listRow'
  | 'listSelect'
  | 'listTick'
  | 'listTickPage'
  | 'listTickMany'
  | 'listAct'
  | 'listStop';

/** The list a button belongs to. */
export type OfList = Pick<CallbackOf<'listFresh'>, 'user' | 'list' | 'of'>;

/**
 * An action on the people chosen in a panel: at least one, with names as far as known. Its result is as in
 * {@link RunChosenAction}.
 */
export type OnChosen = (people: readonly JobPerson[], panel: ListPanel) => Promise<'done' | 'later'>;

/** Operations of the buttons on the pressed panel. */
export interface PanelChanges {
  /** Changes the panel and shows it, on page `page` if given, in the pressed message or `message`. */
  revise(
    ctx: BotContext,
    callback: OfList,
    change: (panel: ListPanel) => ListPanel,
    where?: { page?: number; message?: PanelMessage },
  ): Promise<void>;
  /** Reads the list again. */
  refresh(ctx: BotContext, callback: OfList): Promise<void>;
  /** Chooses the first people, as many as `until` says; all when it gives `undefined`. */
  chooseFirst(
    ctx: BotContext,
    callback: OfList,
    until: (panel: ListPanel) => number | undefined,
    choose: typeof chooseRows,
  ): Promise<void>;
  onChosen(ctx: BotContext, callback: OfList, work: OnChosen): Promise<void>;
  /** Stops reading a whole list, and shows the previous panel. */
  stop(ctx: BotContext): Promise<void>;
  runChosenAction: RunChosenAction;
}

const question = 'listPage';

/** Handlers of the buttons under a list. */
export function listCallbacks({
  revise,
  refresh,
  chooseFirst,
  onChosen,
  stop,
  runChosenAction,
}: PanelChanges): CallbackHandlers<ListCallback> {
  return {
    listPage: {
      forGuests: isPublicList,
      run: (ctx, callback) => revise(ctx, callback, (panel) => panel, { page: callback.page }),
    },
    async listAskPage(ctx, { user, list, of, pages }) {
      await ask(ctx, ctx.texts.lists.askPage(pages), question, {
        ...aboutPressedMessage(ctx),
        user,
        list,
        of,
        pages,
      } satisfies AboutPage);
    },
    listFresh: { forGuests: isPublicList, run: refresh },
    listOrder: (ctx, callback) =>
      revise(ctx, callback, (panel) => ({ ...withoutRows(panel), order: callback.order }), { page: 1 }),
    listRow: {
      forGuests: () => true,
      run: async (ctx, { mid }) => send(ctx, await personCard(ctx, mid)),
    },
    listSelect: (ctx, callback) =>
      revise(ctx, callback, (panel) => ({ ...panel, selecting: callback.on === 'yes', chosen: [] })),
    listTick: (ctx, callback) => revise(ctx, callback, (panel) => toggleChosen(panel, callback.mid)),
    listTickPage: (ctx, callback) => revise(ctx, callback, toggleChosenPage),
    listTickMany: (ctx, callback) =>
      chooseFirst(
        ctx,
        callback,
        ({ page }) => (callback.which === 'all' ? undefined : firstRow(page + 1)),
        chooseRows,
      ),
    listAct: (ctx, callback) =>
      onChosen(ctx, callback, (people) => runChosenAction(ctx, callback.action, people)),
    listStop: stop,
  };
}

interface AboutPage extends AboutMessage, OfList {
  pages: number;
}

/** The question for a page number. */
export function pageQuestion({ revise }: Pick<PanelChanges, 'revise'>): Question {
  return {
    name: question,
    async answer(ctx, text, about) {
      const { pages, ...rest } = about as AboutPage;
      const page = /^\d{1,7}$/u.test(text.normalize('NFKC').trim()) ? Number(text.normalize('NFKC')) : 0;
      if (page < 1) return askAgain(ctx, ctx.texts.lists.badPage(pages));
      await revise(ctx, rest, (panel) => panel, { page, message: panelMessageOf(ctx, rest) });
      return 'done';
    },
  };
}

/**
 * Draws the message for a forgotten list, with a button that opens it again; a search must be typed again.
 */
export function drawListForgotten({ texts: { lists } }: BotContext, { user, list, of }: OfList): Content {
  if (list === 'search') return { text: lists.oldSearch };
  return {
    text: lists.old,
    keyboard: [[callbackButton(lists.openAgain, { kind: 'listFresh', user, list, of }, 'primary')]],
  };
}

/** Draws the message for a list whose reading was stopped. */
export function drawReadingStopped({ texts: { lists } }: BotContext, { user, list, of }: OfList): Content {
  return {
    text: lists.reading.stopped,
    keyboard: [[callbackButton(lists.openAgain, { kind: 'listFresh', user, list, of }, 'primary')]],
  };
}

/** Shows in the pressed message that a list was forgotten. */
export async function offerListAgain(ctx: BotContext, callback: OfList): Promise<void> {
  await editOrSendNew(ctx, drawListForgotten(ctx, callback));
}
