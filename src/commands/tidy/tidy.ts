import type { BotContext } from '../../bot/context.ts';
import type { CallbackHandler, Feature } from '../../bot/feature.ts';
import { accountHashAtHome } from '../../bot/home-button.ts';
import { openPanel } from '../../bot/messages.ts';
import { actingViewerOf } from '../../bot/viewer.ts';
import { type FilterFacts, type FilterName, filterRows } from '../../people/filter-and-sort-rows.ts';
import { type PanelMessage, panelMessageOf, pressedPanelMessage } from '../lists/editable-panel-message.ts';
import type { FoundRows, WholeListFilter } from '../lists/filter-whole-lists.ts';
import { newListPanel } from '../lists/list-panel-state.ts';
import type { ListPanels } from '../lists/open-lists.ts';
import type { BackgroundReader, PreparedReading } from '../lists/read-in-background.ts';
import type { DormantCheck } from './start-dormant-check.ts';
import { drawTidy, type TidyCounts, type TidyName, tidyButton, tidyNames } from './tidy-screen.ts';

export interface TidyDeps {
  wholeListFilter: WholeListFilter;
  reader: BackgroundReader;
  listPanels: Pick<ListPanels, 'openFiltered'>;
  dormant: DormantCheck;
}

/** `/tidy`: counts what could be tidied among followed people and fans; each count opens its list. */
export function tidyFeature({ wholeListFilter, reader, listPanels, dormant }: TidyDeps) {
  /** Prepares reading both lists completely and counting their matches. */
  async function prepare(ctx: BotContext, anew: boolean): Promise<PreparedReading<TidyCounts>> {
    const { mid } = await ctx.account();
    const facts = await wholeListFilter.factsFor(ctx, { account: mid, filter: { only: ['dormant'] } });
    const prepareList = (list: 'following' | 'fans') => {
      const panel = newListPanel(mid, { list, of: mid });
      if (anew) wholeListFilter.forget(panel);
      return wholeListFilter.prepareFiltered(ctx, panel, facts);
    };
    const [following, fans] = [await prepareList('following'), await prepareList('fans')];
    return {
      requests: following.requests + fans.requests,
      async run(onRows, signal) {
        const followed = await following.run(onRows, signal);
        const fanRows = await fans.run(onRows, signal);
        return { ...countAll(followed, fanRows, facts), following: followed, fans: fanRows };
      },
    };
  }

  async function show(ctx: BotContext, message: PanelMessage, anew = false): Promise<void> {
    const account = await ctx.account();
    const viewer = actingViewerOf(ctx);
    await reader.read(ctx, await prepare(ctx, anew), {
      message,
      stop: { kind: 'tidy', user: viewer.user, what: 'stop', as: viewer.as },
      work: (counts) => message.show(drawTidy(counts, account, viewer)),
      giveUp: () => showStopped(ctx, message),
    });
  }

  async function showStopped(ctx: BotContext, message: PanelMessage): Promise<void> {
    const { lists } = ctx.texts;
    await message.show({
      text: lists.reading.stopped,
      keyboard: [[tidyButton(lists.openAgain, 'panel', actingViewerOf(ctx))]],
    });
  }

  async function open(ctx: BotContext): Promise<void> {
    await ctx.account();
    const home = accountHashAtHome(ctx);
    const message = await openPanel(ctx, { text: ctx.texts.lists.reading.begun });
    await show(ctx, panelMessageOf(ctx, { message, ...(home !== undefined && { home }) }));
  }

  async function openList(ctx: BotContext, only: TidyName | 'dormant'): Promise<void> {
    const { mid } = await ctx.account();
    const list = only === 'suspicious' ? 'fans' : 'following';
    await listPanels.openFiltered(ctx, { list, of: mid }, { filter: { only: [only] } });
  }

  const pressed: CallbackHandler<'tidy'>['run'] = async (ctx, { what }) => {
    await ctx.account();
    const message = pressedPanelMessage(ctx);
    switch (what) {
      case 'panel':
        return show(ctx, message);
      case 'refresh':
        return show(ctx, message, true);
      case 'stop':
        if (!(await reader.stop(ctx))) await showStopped(ctx, message);
        return;
      case 'dormant':
        return dormant.show(ctx, message, () => openList(ctx, 'dormant'));
      case 'check':
        return dormant.begin(ctx, message, () => openList(ctx, 'dormant'));
      case 'dormantList':
        return openList(ctx, 'dormant');
      default:
        return openList(ctx, what);
    }
  };

  return {
    commands: [{ name: 'tidy', theme: 'people', inGroups: 'owner', run: open }],
    callbacks: { tidy: { run: pressed } },
  } satisfies Feature;
}

function countAll(following: FoundRows, fans: FoundRows, facts: FilterFacts): Pick<TidyCounts, 'counts'> {
  const count = (only: FilterName, { rows }: FoundRows) => filterRows(rows, { only: [only] }, facts).length;
  const entries = tidyNames.map((name) => [name, count(name, name === 'suspicious' ? fans : following)]);
  return { counts: { ...Object.fromEntries(entries), dormant: count('dormant', following) } };
}
