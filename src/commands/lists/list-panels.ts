import { type BotContext, chatUserOf } from '../../bot/context.ts';
import type { CallbackHandlers } from '../../bot/feature.ts';
import type { MessageState } from '../../bot/message-state.ts';
import { type Content, edit, openPanel, showHere } from '../../bot/messages.ts';
import { viewerOf } from '../../bot/viewer.ts';
import { UnusableList } from '../../people/list-block.ts';
import type { ListRequest } from '../../people/lists.ts';
import type { RunChosenAction } from './chosen-action.ts';
import { refuseGuest } from './list-access.ts';
import {
  type ListCallback,
  listCallbacks,
  type OfList,
  type OnChosen,
  offerListAgain,
} from './list-callbacks.ts';
import type { ListInvalidation } from './list-invalidation.ts';
import { type ListPanel, mostNoted, newListPanel, shownRows, withoutRows } from './list-panel.ts';
import { drawListPanel, emptyListText } from './list-screen.ts';
import { turnToPage } from './load-page.ts';

/** The lists as commands open them, and what their buttons do. */
export interface ListPanels {
  /** Sends a page of a list, the first unless said otherwise; a sentence instead when there is nobody in it. */
  open(ctx: BotContext, wanted: ListRequest, page?: number): Promise<void>;
  /** Shows a page of a list, read anew, in the message whose button was pressed; in a new one when that has a picture. */
  openHere(ctx: BotContext, wanted: ListRequest, page: number): Promise<void>;
  /** The panel that was pressed; says that it is old, and gives `undefined`, when it was forgotten or was another account's. */
  pressedPanel(ctx: BotContext, callback: OfList): Promise<ListPanel | undefined>;
  /** Does something to those who are chosen in the panel that was pressed, and shows it anew. */
  onChosen(ctx: BotContext, callback: OfList, work: OnChosen): Promise<void>;
  callbacks: CallbackHandlers<ListCallback>;
}

/** `now` in milliseconds. */
export function createListPanels(deps: {
  panels: MessageState<ListPanel>;
  chosen: RunChosenAction;
  changes: Pick<ListInvalidation, 'lastOf'>;
  now: () => number;
}): ListPanels {
  const { panels, now } = deps;

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

  /** Shows a panel in the message that was pressed. */
  async function show(ctx: BotContext, panel: ListPanel, page: number): Promise<void> {
    const shown = await turned(ctx, panel, page);
    if (shown === undefined) return;
    await keep(ctx, shown);
    await edit(ctx, await drawn(ctx, shown));
  }

  async function keep(ctx: BotContext, panel: ListPanel): Promise<void> {
    await panels.put(chatUserOf(ctx).chat, pressedMessage(ctx), panel);
  }

  /**
   * The panel that was pressed; `undefined` when it was forgotten, or was another account's. Rows from before a change
   * that was made meanwhile are gone from it.
   */
  async function pressed(ctx: BotContext, { list, of }: OfList): Promise<ListPanel | undefined> {
    const { mid } = await ctx.account();
    const panel = await panels.get(chatUserOf(ctx).chat, pressedMessage(ctx));
    if (panel?.account !== mid || panel.list !== list || panel.of !== of) return undefined;
    return panel.block && panel.block.readAt <= deps.changes.lastOf(mid) ? withoutRows(panel) : panel;
  }

  /** Changes the panel that was pressed and shows it; one that was forgotten is offered anew. */
  async function revise(
    ctx: BotContext,
    callback: OfList,
    change: (panel: ListPanel) => ListPanel,
    page?: number,
  ): Promise<void> {
    if (await refuseGuest(ctx, callback)) return;
    const found = await pressed(ctx, callback);
    if (found === undefined) return offerListAgain(ctx, callback);
    // What is changed about the page shown needs its rows.
    const needsRows = found.block === undefined && page === undefined;
    const panel = needsRows ? await turned(ctx, found, found.page) : found;
    if (panel === undefined) return;
    const changed = change(panel);
    await show(ctx, changed, page ?? changed.page);
  }

  async function refresh(ctx: BotContext, callback: OfList): Promise<void> {
    if (await refuseGuest(ctx, callback)) return;
    const panel = await pressed(ctx, callback);
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
    const panel = await pressed(ctx, callback);
    if (panel === undefined) await offerListAgain(ctx, callback);
    return panel;
  }

  /** Whatever comes of it, the rows at hand may no longer be true afterwards. */
  async function onChosen(ctx: BotContext, callback: OfList, work: OnChosen): Promise<void> {
    const panel = await pressedPanel(ctx, callback);
    if (panel === undefined) return;
    if (panel.chosen.length === 0) return void (await ctx.reply(ctx.texts.lists.nobodyChosen));
    await keep(ctx, withoutRows(panel));
    const outcome = await work(panel);
    const left = { ...panel, selecting: false, chosen: [] };
    await keep(ctx, withoutRows(left));
    if (outcome === 'done' || left.block === undefined) await show(ctx, withoutRows(left), panel.page);
    else await edit(ctx, await drawn(ctx, left));
  }

  async function openHere(ctx: BotContext, wanted: ListRequest, page: number): Promise<void> {
    const { mid } = await ctx.account();
    const panel = await turned(ctx, newListPanel(mid, wanted), page);
    if (panel === undefined) return;
    const content = await drawn(ctx, panel);
    const message = await showHere(ctx, content);
    await panels.put(chatUserOf(ctx).chat, message, panel);
  }

  return {
    open,
    openHere,
    pressedPanel,
    onChosen,
    callbacks: listCallbacks({ revise, refresh, onChosen, runChosenAction: deps.chosen }),
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

/** The message whose button was pressed. */
function pressedMessage(ctx: BotContext): number {
  const message = ctx.callbackQuery?.message;
  if (message === undefined) throw new TypeError('This update is no press of a button');
  return message.message_id;
}
