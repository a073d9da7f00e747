import type { CallbackOf } from '../../bot/callback-data.ts';
import type { BotContext } from '../../bot/context.ts';
import type { AnyCallbackHandlers, Question } from '../../bot/feature.ts';
import { send } from '../../bot/messages.ts';
import { ask, askAgain } from '../../bot/questions.ts';
import type { JobPerson } from '../../jobs/index.ts';
import type { JobProposals } from '../bulk/propose-job.ts';
import { confirmationCard, personCard } from '../person/read-and-draw-card.ts';
import type { RelationActions } from '../person/relation-actions.ts';
import type { ListChanges, OnChosen } from './change-pressed-panel.ts';
import { type AboutMessage, aboutPressedMessage, panelMessageOf } from './editable-panel-message.ts';
import { isPublicList } from './list-access.ts';
import { type OfList, toggleChosen, toggleChosenPage, withoutRows } from './list-panel-state.ts';

/** What the actions on chosen people depend on. */
export interface ChosenActionDeps {
  relationActions: RelationActions;
  jobProposals: JobProposals;
}

const question = 'listPage';

/** Handlers of the buttons under a list. */
export function listCallbacks(
  { revise, refresh, chooseMany, onChosen, stop }: ListChanges,
  deps: ChosenActionDeps,
) {
  return {
    listPage: {
      forGuests: isPublicList,
      run: (ctx, callback) => revise(ctx, callback, (panel) => panel, { page: callback.page }),
    },
    async listAskPage(ctx, { user, list, of, pages }) {
      const about: AboutPage = { ...aboutPressedMessage(ctx), user, list, of, pages };
      await ask(ctx, ctx.texts.lists.askPage(pages), question, about);
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
    listTickMany: chooseMany,
    listAct: (ctx, callback) =>
      onChosen(ctx, callback, (people) => runChosenAction(ctx, callback.action, people, deps)),
    listStop: stop,
  } satisfies AnyCallbackHandlers;
}

/** One person is handled as on the card, several as a job. */
async function runChosenAction(
  ctx: BotContext,
  action: CallbackOf<'listAct'>['action'],
  people: readonly JobPerson[],
  { relationActions, jobProposals }: ChosenActionDeps,
): ReturnType<OnChosen> {
  const [only, ...others] = people;
  if (only === undefined || others.length > 0) await jobProposals.propose(ctx, { action, people });
  else if (action === 'block' || action === 'kick')
    await send(ctx, await confirmationCard(ctx, action, only.mid));
  else {
    await relationActions.performAndShow(ctx, action, only.mid, 'new');
    return 'done';
  }
  return 'later';
}

interface AboutPage extends AboutMessage, OfList {
  pages: number;
}

/** The question for a page number. */
export function pageQuestion({ revise }: ListChanges): Question {
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
