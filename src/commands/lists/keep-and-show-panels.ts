import { type BotContext, chatUserOf } from '../../bot/context.ts';
import type { MessageStateStore } from '../../bot/message-state.ts';
import type { Content } from '../../bot/messages.ts';
import { viewerOf } from '../../bot/viewer.ts';
import { type PanelMessage, pressedPanelMessage } from './editable-panel-message.ts';
import type { FoundRows, WholeListFilter } from './filter-whole-lists.ts';
import type { LastRelationChanges } from './last-relation-change-times.ts';
import {
  isFilteredOrSorted,
  type ListPanel,
  mostNoted,
  type OfList,
  shownRows,
  withoutRows,
} from './list-panel-state.ts';
import { drawListForgotten, drawListPanel, drawReadingStopped } from './list-screen.ts';
import { turnToPage } from './load-page.ts';
import { pageAtHand, pageOfFound, withoutFilterAndSort } from './page-of-found-rows.ts';
import type { BackgroundReader, PreparedReading } from './read-in-background.ts';

export interface PanelsInMessagesDeps {
  panels: MessageStateStore<ListPanel>;
  changes: Pick<LastRelationChanges, 'lastOf'>;
  wholeListFilter: WholeListFilter;
  reader: BackgroundReader;
  /** ms since 1970. */
  now: () => number;
}

/** Panels stored by the message that shows them, and shown page by page. */
export type PanelsInMessages = ReturnType<typeof createPanelsInMessages>;

/** Panels are stored in `panels`, by message. */
export function createPanelsInMessages({
  panels,
  changes,
  wholeListFilter,
  reader,
  now,
}: PanelsInMessagesDeps) {
  /**
   * The panel of a message; `undefined` when it was forgotten or belongs to another account. Rows read before
   * a later change are dropped, except filtered ones, in which changed people are marked.
   */
  async function panelIn(
    ctx: BotContext,
    { list, of }: OfList,
    { id }: PanelMessage,
  ): Promise<ListPanel | undefined> {
    const { mid } = await ctx.account();
    const panel = await panels.get(chatUserOf(ctx).chat, id);
    if (panel?.account !== mid || panel.list !== list || panel.of !== of) return undefined;
    if (isFilteredOrSorted(panel)) return panel;
    return panel.block && panel.block.readAt <= changes.lastOf(mid) ? withoutRows(panel) : panel;
  }

  /** The panel of a message; when there is none, offers to open the list again. */
  async function findPanel(
    ctx: BotContext,
    list: OfList,
    message = pressedPanelMessage(ctx),
  ): Promise<ListPanel | undefined> {
    const panel = await panelIn(ctx, list, message);
    if (panel === undefined) await message.show(drawListForgotten(ctx, list));
    return panel;
  }

  async function keep(ctx: BotContext, panel: ListPanel, { id }: Pick<PanelMessage, 'id'>): Promise<void> {
    await panels.put(chatUserOf(ctx).chat, id, panel);
  }

  async function draw(ctx: BotContext, panel: ListPanel): Promise<Content> {
    const notes = await ctx.notes?.on(shownRows(panel).map(({ mid }) => mid));
    return drawListPanel(panel, viewerOf(ctx), notes);
  }

  /**
   * The panel on another page.
   * @throws UnusableList when Bilibili's answer does not say who is in the list
   */
  async function loadPage(ctx: BotContext, panel: ListPanel, page: number): Promise<ListPanel> {
    const { session } = await ctx.account();
    return turnToPage(await withNoted(ctx, panel), page, { session, now, signal: ctx.signal });
  }

  /** Stores and shows a panel whose rows are loaded. */
  async function showReady(ctx: BotContext, panel: ListPanel, message: PanelMessage): Promise<void> {
    await keep(ctx, panel, message);
    await message.show(await draw(ctx, panel));
  }

  /** Shows a page of a panel. Missing rows are read first, in the background when that takes long. */
  async function show(ctx: BotContext, panel: ListPanel, page: number, message: PanelMessage): Promise<void> {
    if (isFilteredOrSorted(panel)) return showFiltered(ctx, panel, page, message);
    await showReady(ctx, await loadPage(ctx, panel, page), message);
  }

  /** The loaded rows are shown as they are when otherwise the whole list would have to be read again. */
  async function showFiltered(
    ctx: BotContext,
    panel: ListPanel,
    page: number,
    message: PanelMessage,
  ): Promise<void> {
    const prepared = await wholeListFilter.prepareFiltered(ctx, panel);
    const atHand = prepared.isKnown ? undefined : pageAtHand(panel, page);
    if (atHand) return showReady(ctx, atHand, message);
    await read(ctx, panel, prepared, message, (found) =>
      showReady(ctx, pageOfFound(panel, found, page), message),
    );
  }

  /** Runs a reading for a panel, then `work` with the result. */
  async function read(
    ctx: BotContext,
    { list, of }: ListPanel,
    reading: PreparedReading<FoundRows>,
    message: PanelMessage,
    work: (found: FoundRows) => Promise<void>,
  ): Promise<void> {
    const { user } = chatUserOf(ctx);
    const stop = { kind: 'listStop', user, list, of } as const;
    await reader.read(ctx, reading, { message, stop, work, giveUp: () => giveUp(ctx, message) });
  }

  /** Shows the panel as it was before a reading of the whole list; without its filter when it has no rows. */
  async function giveUp(ctx: BotContext, message: PanelMessage): Promise<void> {
    const { chat, user } = chatUserOf(ctx);
    const before = await panels.get(chat, message.id);
    if (before === undefined) return message.show({ text: ctx.texts.replies.oldPanel });
    if (before.block) return message.show(await draw(ctx, before));
    await keep(ctx, withoutFilterAndSort(before), message);
    await message.show(drawReadingStopped(ctx, { user, list: before.list, of: before.of }));
  }

  return { panelIn, findPanel, keep, draw, loadPage, show, showReady, read, giveUp };
}

/** A search that is read again, with the people its text finds by their notes now. */
async function withNoted(ctx: BotContext, panel: ListPanel): Promise<ListPanel> {
  const { list, text = '', block } = panel;
  if (list !== 'search' || block !== undefined || ctx.notes === undefined) return panel;
  return { ...panel, noted: (await ctx.notes.matching(text)).slice(0, mostNoted) };
}
