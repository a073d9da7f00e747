import { type BotContext, chatUserOf } from '../../bot/context.ts';
import type { CallbackHandlers, Question } from '../../bot/feature.ts';
import type { MessageState } from '../../bot/message-state.ts';
import { type Content, openPanel, showHere } from '../../bot/messages.ts';
import { viewerOf } from '../../bot/viewer.ts';
import { UnusableList } from '../../people/list-block.ts';
import type { FilterFacts } from '../../people/list-filter.ts';
import type { ListRequest } from '../../people/lists.ts';
import { noProgress } from '../../people/read-whole-list.ts';
import type { RunChosenAction } from './chosen-action.ts';
import { filterCallbacks, filterQuestion, type ListFilterCallback } from './filter-buttons.ts';
import { refuseGuest } from './list-access.ts';
import {
  type ListCallback,
  listAgain,
  listCallbacks,
  type OfList,
  type OnChosen,
  offerListAgain,
  pageQuestion,
  readingStopped,
} from './list-callbacks.ts';
import type { ListInvalidation } from './list-invalidation.ts';
import {
  chosenPeople,
  type ListPanel,
  mostNoted,
  newListPanel,
  shownRows,
  withoutRows,
} from './list-panel.ts';
import { drawListPanel, emptyListText } from './list-screen.ts';
import type { FoundRows, ListSearch, PreparedSearch } from './list-search.ts';
import { isNarrowed } from './list-search.ts';
import { turnToPage } from './load-page.ts';
import { pageAtHand, pageOfFound, unnarrowed } from './narrowed-page.ts';
import { newPanelMessage, type PanelMessage, pressedPanelMessage } from './panel-message.ts';
import type { BackgroundReader } from './read-in-background.ts';

/** What a list that is opened shows from the beginning. */
export type Narrowing = Pick<ListPanel, 'filter' | 'sort'>;

/** The lists as commands open them, and what their buttons do. */
export interface ListPanels {
  /** Sends a page of a list, the first unless said otherwise; a sentence instead when there is nobody in it. */
  open(ctx: BotContext, wanted: ListRequest, page?: number): Promise<void>;
  /** Sends a message of its own with those people of a list whom a filter wants. */
  openNarrowed(ctx: BotContext, wanted: ListRequest, narrowing: Narrowing): Promise<void>;
  /** Shows a page of a list, read anew, in the message whose button was pressed; in a new one when that has a picture. */
  openHere(ctx: BotContext, wanted: ListRequest, page: number): Promise<void>;
  /** The panel that was pressed; says that it is old, and gives `undefined`, when it was forgotten or was another account's. */
  pressedPanel(ctx: BotContext, callback: OfList): Promise<ListPanel | undefined>;
  /** Does something to those who are chosen in the panel that was pressed, and shows it anew. */
  onChosen(ctx: BotContext, callback: OfList, work: OnChosen): Promise<void>;
  callbacks: CallbackHandlers<ListCallback | ListFilterCallback>;
  questions: readonly Question[];
}

export interface ListPanelsDeps {
  panels: MessageState<ListPanel>;
  chosen: RunChosenAction;
  changes: Pick<ListInvalidation, 'lastOf'>;
  search: ListSearch;
  reader: BackgroundReader;
  /** What filters go by for this chat. */
  factsFor(ctx: BotContext, panel: ListPanel): Promise<FilterFacts>;
  /** Milliseconds. */
  now: () => number;
}

/** So many requests are made while the person waits; more of them in the background. */
const fewRequests = 5;

/** Panels live in `panels`, under the message that shows them. */
export function createListPanels(deps: ListPanelsDeps): ListPanels {
  const { panels, search, reader, now, factsFor } = deps;

  async function open(ctx: BotContext, wanted: ListRequest, page = 1): Promise<void> {
    if (await refuseGuest(ctx, wanted)) return;
    const { mid } = await ctx.account();
    const panel = await turned(ctx, newListPanel(mid, wanted), page);
    if (panel === undefined) return;
    if (panel.block?.rows.length === 0)
      return void (await openPanel(ctx, { text: emptyListText(panel, viewerOf(ctx)) }));
    const message = await openPanel(ctx, await drawn(ctx, panel));
    await panels.put(chatUserOf(ctx).chat, message, panel);
  }

  async function openNarrowed(ctx: BotContext, wanted: ListRequest, narrowing: Narrowing): Promise<void> {
    const { mid } = await ctx.account();
    const panel = { ...newListPanel(mid, wanted), ...narrowing };
    const message = await newPanelMessage(ctx, { text: ctx.texts.lists.reading.begun });
    await keep(ctx, unnarrowed(panel), message);
    await showNarrowed(ctx, panel, 1, message);
  }

  /** The panel on another page; `undefined` when the site did not say who is there, which the user was told. */
  async function turned(ctx: BotContext, panel: ListPanel, page: number): Promise<ListPanel | undefined> {
    try {
      const { session } = await ctx.account();
      return await turnToPage(await withNoted(ctx, panel), page, { session, now, signal: ctx.signal });
    } catch (error) {
      if (!(error instanceof UnusableList)) throw error;
      await ctx.reply(ctx.texts.lists.noInformation[error.missing]);
      return undefined;
    }
  }

  /** Shows a panel in its message. */
  async function show(
    ctx: BotContext,
    panel: ListPanel,
    page: number,
    message: PanelMessage = pressedPanelMessage(ctx),
  ): Promise<void> {
    if (isNarrowed(panel)) return showNarrowed(ctx, panel, page, message);
    const shown = await turned(ctx, panel, page);
    if (shown !== undefined) await showReady(ctx, shown, message);
  }

  async function showReady(ctx: BotContext, panel: ListPanel, message: PanelMessage): Promise<void> {
    await keep(ctx, panel, message);
    await message.show(await drawn(ctx, panel));
  }

  /** What the panel holds already is shown as it is when the list would have to be read whole again for it. */
  async function showNarrowed(
    ctx: BotContext,
    panel: ListPanel,
    page: number,
    message: PanelMessage,
  ): Promise<void> {
    const { session } = await ctx.account();
    const prepared = search.wanted(session, panel, await factsFor(ctx, panel));
    const atHand = prepared.isKnown ? undefined : pageAtHand(panel, page);
    if (atHand) return showReady(ctx, atHand, message);
    await withFound(ctx, panel, prepared, message, (found) =>
      showReady(ctx, pageOfFound(panel, found, page), message),
    );
  }

  /** Goes on with who was found: at once, or in the background when that takes many requests. */
  async function withFound(
    ctx: BotContext,
    panel: ListPanel,
    prepared: PreparedSearch,
    message: PanelMessage,
    work: (found: FoundRows) => Promise<void>,
  ): Promise<void> {
    if (prepared.requests <= fewRequests) {
      try {
        return await work(await prepared.run(noProgress, ctx.signal));
      } catch (error) {
        if (!(error instanceof UnusableList)) throw error;
        return void (await ctx.reply(ctx.texts.lists.noInformation[error.missing]));
      }
    }
    const { list, of } = panel;
    await reader.begin(
      ctx,
      { user: chatUserOf(ctx).user, list, of },
      message,
      async (onRows, signal) => {
        const found = await prepared.run(onRows, signal);
        signal.throwIfAborted();
        await work(found);
      },
      () => giveUp(ctx, message),
    );
  }

  /** Shows the panel as it was before it was to be read whole; without a filter where it holds no rows. */
  async function giveUp(ctx: BotContext, message: PanelMessage): Promise<void> {
    const before = await panels.get(chatUserOf(ctx).chat, message.id);
    if (before === undefined) return message.show({ text: ctx.texts.common.oldPanel });
    if (before.block) return message.show(await drawn(ctx, before));
    const { user } = chatUserOf(ctx);
    await keep(ctx, unnarrowed(before), message);
    await message.show(readingStopped(ctx, { user, list: before.list, of: before.of }));
  }

  async function keep(
    ctx: BotContext,
    panel: ListPanel,
    message: PanelMessage = pressedPanelMessage(ctx),
  ): Promise<void> {
    await panels.put(chatUserOf(ctx).chat, message.id, panel);
  }

  /**
   * The panel in a message; `undefined` when it was forgotten, or was another account's. Rows from before a change that
   * was made meanwhile are gone from it, except those that were found: who was changed is marked where they are found.
   */
  async function panelIn(
    ctx: BotContext,
    { list, of }: OfList,
    message: PanelMessage,
  ): Promise<ListPanel | undefined> {
    const { mid } = await ctx.account();
    const panel = await panels.get(chatUserOf(ctx).chat, message.id);
    if (panel?.account !== mid || panel.list !== list || panel.of !== of) return undefined;
    if (isNarrowed(panel)) return panel;
    return panel.block && panel.block.readAt <= deps.changes.lastOf(mid) ? withoutRows(panel) : panel;
  }

  /** Changes the panel and shows it; one that was forgotten is offered anew. */
  async function revise(
    ctx: BotContext,
    callback: OfList,
    change: (panel: ListPanel) => ListPanel,
    { page, message = pressedPanelMessage(ctx) }: { page?: number; message?: PanelMessage } = {},
  ): Promise<void> {
    if (await refuseGuest(ctx, callback)) return;
    const found = await panelIn(ctx, callback, message);
    if (found === undefined) return message.show(listAgain(ctx, callback));
    // What is changed about the page shown needs its rows.
    const needsRows = found.block === undefined && page === undefined && !isNarrowed(found);
    const panel = needsRows ? await turned(ctx, found, found.page) : found;
    if (panel === undefined) return;
    const changed = change(panel);
    await show(ctx, changed, page ?? changed.page, message);
  }

  async function refresh(ctx: BotContext, callback: OfList): Promise<void> {
    if (await refuseGuest(ctx, callback)) return;
    const message = pressedPanelMessage(ctx);
    const panel = await panelIn(ctx, callback, message);
    if (panel && isNarrowed(panel)) {
      search.forget(panel);
      const { block: _, ...rest } = panel;
      return show(ctx, rest, panel.page);
    }
    if (panel) return show(ctx, withoutRows(panel), panel.page);
    const madeUp = callback.list !== 'group' && callback.of < 1;
    if (callback.list === 'search' || madeUp) return offerListAgain(ctx, callback);
    const { mid } = await ctx.account();
    const of =
      callback.list === 'common' ||
      callback.list === 'fans' ||
      callback.list === 'following' ||
      callback.list === 'group'
        ? callback.of
        : mid;
    await show(ctx, newListPanel(mid, { list: callback.list, of }), 1);
  }

  async function pressedPanel(ctx: BotContext, callback: OfList): Promise<ListPanel | undefined> {
    const panel = await panelIn(ctx, callback, pressedPanelMessage(ctx));
    if (panel === undefined) await offerListAgain(ctx, callback);
    return panel;
  }

  /** Chooses the first `until` people as the panel shows them, or all; they are read for it as far as they are not at hand. */
  async function chooseFirst(
    ctx: BotContext,
    callback: OfList,
    until: (panel: ListPanel) => number | undefined,
    choose: (panel: ListPanel, rows: readonly { mid: number }[]) => ListPanel,
  ): Promise<void> {
    const panel = await pressedPanel(ctx, callback);
    if (panel === undefined) return;
    const message = pressedPanelMessage(ctx);
    const count = until(panel);
    const { block } = panel;
    const isAtHand =
      count !== undefined && block?.start === 0 && (block.from ?? 0) === 0 && block.rows.length >= count;
    if (isAtHand) return showReady(ctx, choose(panel, block.rows.slice(0, count)), message);
    const { session } = await ctx.account();
    const prepared = search.first(session, panel, await factsFor(ctx, panel), count);
    await withFound(ctx, panel, prepared, message, async ({ rows }) => {
      const chosen = choose(panel, rows);
      if (chosen.block === undefined) await show(ctx, chosen, chosen.page, message);
      else await showReady(ctx, chosen, message);
    });
  }

  /**
   * Whatever comes of it, the rows at hand may no longer be true afterwards. What is done with several is proposed, so the
   * list is shown before: where an edit is a message, the last one is the one that is answered.
   */
  async function onChosen(ctx: BotContext, callback: OfList, work: OnChosen): Promise<void> {
    const panel = await pressedPanel(ctx, callback);
    if (panel === undefined) return;
    if (panel.chosen.length === 0) return void (await ctx.reply(ctx.texts.lists.nobodyChosen));
    const message = pressedPanelMessage(ctx);
    const left = { ...panel, selecting: false, chosen: [] };
    const isReady = panel.chosen.length > 1 && left.block !== undefined;
    const put = (one: ListPanel) => keep(ctx, isNarrowed(one) ? one : withoutRows(one), message);
    await put(isReady ? left : panel);
    if (isReady) await message.show(await drawn(ctx, left));
    const outcome = await work(chosenPeople(panel, search.namesIn(panel)), panel).catch(
      async (error: unknown) => {
        await put(panel);
        if (isReady) await message.show(await drawn(ctx, panel));
        throw error;
      },
    );
    await put(left);
    if (outcome === 'done' || left.block === undefined)
      await show(ctx, isNarrowed(left) ? left : withoutRows(left), panel.page, message);
    else if (!isReady) await message.show(await drawn(ctx, left));
  }

  async function openHere(ctx: BotContext, wanted: ListRequest, page: number): Promise<void> {
    const { mid } = await ctx.account();
    const panel = await turned(ctx, newListPanel(mid, wanted), page);
    if (panel === undefined) return;
    const content = await drawn(ctx, panel);
    const message = await showHere(ctx, content);
    await panels.put(chatUserOf(ctx).chat, message, panel);
  }

  async function stop(ctx: BotContext): Promise<void> {
    // What was interrupted by a restart has nothing under way any more.
    if (!(await reader.stop(ctx))) await giveUp(ctx, pressedPanelMessage(ctx));
  }

  const changes = { revise, refresh, chooseFirst, onChosen, stop, runChosenAction: deps.chosen };
  const menus = { pressedPanel, revise, panelIn, keep, factsFor };
  return {
    open,
    openNarrowed,
    openHere,
    pressedPanel,
    onChosen,
    callbacks: { ...listCallbacks(changes), ...filterCallbacks(menus) },
    questions: [pageQuestion(changes), filterQuestion(menus)],
  };
}

/** A search that is read anew, with whom it finds by their notes now. */
async function withNoted(ctx: BotContext, panel: ListPanel): Promise<ListPanel> {
  const { list, text = '', block } = panel;
  if (list !== 'search' || block !== undefined || ctx.notes === undefined) return panel;
  return { ...panel, noted: (await ctx.notes.matching(text)).slice(0, mostNoted) };
}

async function drawn(ctx: BotContext, panel: ListPanel): Promise<Content> {
  return drawListPanel(panel, viewerOf(ctx), await ctx.notes?.on(shownRows(panel).map(({ mid }) => mid)));
}
