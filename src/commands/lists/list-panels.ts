import type { CallbackOf } from '../../bot/callback-data.ts';
import { type BotContext, chatUserOf } from '../../bot/context.ts';
import type { CallbackHandlers } from '../../bot/feature.ts';
import { ownerOnly } from '../../bot/group-admins.ts';
import { callbackButton } from '../../bot/keyboards.ts';
import type { MessageState } from '../../bot/message-state.ts';
import { type Content, edit, openPanel, send, showHere } from '../../bot/messages.ts';
import { viewerOf } from '../../bot/viewer.ts';
import { UnusableList } from '../../people/list-block.ts';
import type { ListRequest } from '../../people/lists.ts';
import { personCard } from '../person/show-person.ts';
import type { RunChosenAction } from './chosen-action.ts';
import type { ListInvalidation } from './list-invalidation.ts';
import { drawPanel, emptyWords } from './list-screen.ts';
import { turnTo } from './load-page.ts';
import {
  chosenPeople,
  mostNoted,
  newPanel,
  type Panel,
  shownRows,
  stale,
  tick,
  tickPage,
} from './panel-state.ts';

/** The lists as commands open them, and what their buttons do. */
export interface ListPanels {
  /** Sends a page of a list, the first unless said otherwise; a sentence instead when there is nobody in it. */
  open(ctx: BotContext, wanted: ListRequest, page?: number): Promise<void>;
  /** Shows a page of a list, read anew, in the message whose button was pressed; in a new one when that has a picture. */
  openHere(ctx: BotContext, wanted: ListRequest, page: number): Promise<void>;
  /** The panel that was pressed; says that it is old, and gives `undefined`, when it was forgotten or was another account's. */
  pressedPanel(ctx: BotContext, callback: OfList): Promise<Panel | undefined>;
  /** Does something to those who are chosen in the panel that was pressed, and shows it anew. */
  onChosen(ctx: BotContext, callback: OfList, work: OnChosen): Promise<void>;
  callbacks: CallbackHandlers<ListCallback>;
}

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
export type OnChosen = (panel: Panel) => Promise<'done' | 'later'>;

/** `now` in milliseconds. */
export function createListPanels(deps: {
  panels: MessageState<Panel>;
  chosen: RunChosenAction;
  changes: Pick<ListInvalidation, 'lastOf'>;
  now: () => number;
}): ListPanels {
  const { panels, now } = deps;

  /**
   * Somebody else than the owner of a linked group sees what a stranger would: the login here shows more of the owner's own
   * lists than the site shows anybody else, also where it shows nobody any.
   */
  async function isKeptFrom(ctx: BotContext, wanted: ListRequest): Promise<boolean> {
    if (!ctx.guest) return false;
    const { mid } = await ctx.account();
    if (isPublic(wanted) && wanted.of !== mid) return false;
    const { listsForOwner } = ctx.texts.linking;
    await ctx.reply(ctx.formerAdmin ? ownerOnly(ctx) : listsForOwner(ctx.owner?.name ?? ''));
    return true;
  }

  async function open(ctx: BotContext, wanted: ListRequest, page = 1): Promise<void> {
    if (await isKeptFrom(ctx, wanted)) return;
    const { mid } = await ctx.account();
    const panel = await turned(ctx, newPanel(mid, wanted), page);
    if (panel === undefined) return;
    if (panel.block?.rows.length === 0)
      return void (await openPanel(ctx, { text: emptyWords(panel, viewerOf(ctx)) }));
    const message = await openPanel(ctx, await drawn(ctx, panel));
    await panels.put(chatUserOf(ctx).chat, message, panel);
  }

  /** The panel on another page; `undefined` when the site did not say who is there, which the user was told. */
  async function turned(ctx: BotContext, panel: Panel, page: number): Promise<Panel | undefined> {
    try {
      const { session } = await ctx.account();
      return await turnTo(await withNoted(ctx, panel), page, { session, now, signal: ctx.signal });
    } catch (error) {
      if (!(error instanceof UnusableList)) throw error;
      await ctx.reply(ctx.texts.lists.noInformation[error.missing]);
      return undefined;
    }
  }

  /** Shows a panel in the message that was pressed. */
  async function show(ctx: BotContext, panel: Panel, page: number): Promise<void> {
    const shown = await turned(ctx, panel, page);
    if (shown === undefined) return;
    await keep(ctx, shown);
    await edit(ctx, await drawn(ctx, shown));
  }

  async function keep(ctx: BotContext, panel: Panel): Promise<void> {
    await panels.put(chatUserOf(ctx).chat, pressedMessage(ctx), panel);
  }

  /**
   * The panel that was pressed; `undefined` when it was forgotten, or was another account's. Rows from before a change
   * that was made meanwhile are gone from it.
   */
  async function pressed(ctx: BotContext, { list, of }: OfList): Promise<Panel | undefined> {
    const { mid } = await ctx.account();
    const panel = await panels.get(chatUserOf(ctx).chat, pressedMessage(ctx));
    if (panel?.account !== mid || panel.list !== list || panel.of !== of) return undefined;
    return panel.block && panel.block.readAt <= deps.changes.lastOf(mid) ? stale(panel) : panel;
  }

  /** Changes the panel that was pressed and shows it; one that was forgotten is offered anew. */
  async function revise(
    ctx: BotContext,
    callback: OfList,
    change: (panel: Panel) => Panel,
    page?: number,
  ): Promise<void> {
    if (await isKeptFrom(ctx, callback)) return;
    const found = await pressed(ctx, callback);
    if (found === undefined) return sayOld(ctx, callback);
    // What is changed about the page shown needs its rows.
    const needsRows = found.block === undefined && page === undefined;
    const panel = needsRows ? await turned(ctx, found, found.page) : found;
    if (panel === undefined) return;
    const changed = change(panel);
    await show(ctx, changed, page ?? changed.page);
  }

  async function refresh(ctx: BotContext, callback: OfList): Promise<void> {
    if (await isKeptFrom(ctx, callback)) return;
    const panel = await pressed(ctx, callback);
    if (panel) return show(ctx, stale(panel), panel.page);
    const madeUp = callback.list !== 'group' && callback.of < 1;
    if (callback.list === 'search' || madeUp) return sayOld(ctx, callback);
    const { mid } = await ctx.account();
    const of =
      callback.list === 'common' ||
      callback.list === 'fans' ||
      callback.list === 'following' ||
      callback.list === 'group'
        ? callback.of
        : mid;
    await show(ctx, newPanel(mid, { list: callback.list, of }), 1);
  }

  async function pressedPanel(ctx: BotContext, callback: OfList): Promise<Panel | undefined> {
    const panel = await pressed(ctx, callback);
    if (panel === undefined) await sayOld(ctx, callback);
    return panel;
  }

  /** Whatever comes of it, the rows at hand may no longer be true afterwards. */
  async function onChosen(ctx: BotContext, callback: OfList, work: OnChosen): Promise<void> {
    const panel = await pressedPanel(ctx, callback);
    if (panel === undefined) return;
    if (panel.chosen.length === 0) return void (await ctx.reply(ctx.texts.lists.nobodyChosen));
    await keep(ctx, stale(panel));
    const outcome = await work(panel);
    const left = { ...panel, selecting: false, chosen: [] };
    await keep(ctx, stale(left));
    if (outcome === 'done' || left.block === undefined) await show(ctx, stale(left), panel.page);
    else await edit(ctx, await drawn(ctx, left));
  }

  async function openHere(ctx: BotContext, wanted: ListRequest, page: number): Promise<void> {
    const { mid } = await ctx.account();
    const panel = await turned(ctx, newPanel(mid, wanted), page);
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
    callbacks: {
      listPage: {
        forGuests: isPublic,
        run: (ctx, callback) => revise(ctx, callback, (panel) => panel, callback.page),
      },
      listFresh: { forGuests: isPublic, run: refresh },
      listOrder: {
        run: (ctx, callback) =>
          revise(ctx, callback, (panel) => ({ ...stale(panel), order: callback.order }), 1),
      },
      listRow: {
        forGuests: () => true,
        run: async (ctx, { mid }) => void (await send(ctx, await personCard(ctx, mid))),
      },
      listSelect: {
        run: (ctx, callback) =>
          revise(ctx, callback, (panel) => ({ ...panel, selecting: callback.on === 'yes', chosen: [] })),
      },
      listTick: { run: (ctx, callback) => revise(ctx, callback, (panel) => tick(panel, callback.mid)) },
      listTickPage: { run: (ctx, callback) => revise(ctx, callback, tickPage) },
      listAct: {
        run: (ctx, callback) =>
          onChosen(ctx, callback, (panel) => deps.chosen(ctx, callback.action, chosenPeople(panel))),
      },
    },
  };
}

/** Lists of others that anyone may see; the rest is the owner's business. */
function isPublic({ list }: Pick<OfList, 'list'>): boolean {
  return list === 'fans' || list === 'following';
}

/** A search that is read anew, with whom it finds by their notes now. */
async function withNoted(ctx: BotContext, panel: Panel): Promise<Panel> {
  const { list, text = '', block } = panel;
  if (list !== 'search' || block !== undefined || ctx.notes === undefined) return panel;
  return { ...panel, noted: (await ctx.notes.matching(text)).slice(0, mostNoted) };
}

async function drawn(ctx: BotContext, panel: Panel): Promise<Content> {
  return drawPanel(panel, viewerOf(ctx), await ctx.notes?.on(shownRows(panel).map(({ mid }) => mid)));
}

/** The message whose button was pressed. */
function pressedMessage(ctx: BotContext): number {
  const message = ctx.callbackQuery?.message;
  if (message === undefined) throw new TypeError('This update is no press of a button');
  return message.message_id;
}

async function sayOld(ctx: BotContext, { user, list, of }: OfList): Promise<void> {
  const { lists } = ctx.texts;
  if (list === 'search') return edit(ctx, { text: lists.oldSearch });
  await edit(ctx, {
    text: lists.old,
    keyboard: [[callbackButton(lists.openAgain, { kind: 'listFresh', user, list, of }, 'primary')]],
  });
}
