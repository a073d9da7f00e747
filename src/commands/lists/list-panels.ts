import type { Wanted } from '../../people/lists.ts';
import { NoInformation } from '../../people/list-block.ts';
import { cardOf } from '../person/show-person.ts';
import { type BotContext, placeOf } from '../../bot/context.ts';
import type { PressHandlers } from '../../bot/feature.ts';
import type { Forgetful } from '../../bot/message-state.ts';
import { pressButton } from '../../bot/keyboards.ts';
import type { PressOf } from '../../bot/callback-data.ts';
import { readerOf } from '../../bot/viewer.ts';
import { edit, send, showHere } from '../../bot/messages.ts';
import type { Changes } from './list-invalidation.ts';
import type { Chosen } from './chosen-action.ts';
import { drawPanel, emptyWords } from './list-screen.ts';
import { turnTo } from './load-page.ts';
import { newPanel, type Panel, stale, tick, tickPage } from './panel-state.ts';

/** The lists as commands open them, and what their buttons do. */
export interface Lists {
  /** Sends a page of a list, the first unless said otherwise; a sentence instead when there is nobody in it. */
  open(ctx: BotContext, wanted: Wanted, page?: number): Promise<void>;
  /** Shows a page of a list, read anew, in the message whose button was pressed; in a new one when that has a picture. */
  openHere(ctx: BotContext, wanted: Wanted, page: number): Promise<void>;
  /** The panel that was pressed; says that it is old, and gives `undefined`, when it was forgotten or was another account's. */
  pressedPanel(ctx: BotContext, press: OfList): Promise<Panel | undefined>;
  /** Does something to those who are chosen in the panel that was pressed, and shows it anew. */
  onChosen(ctx: BotContext, press: OfList, work: OnChosen): Promise<void>;
  presses: PressHandlers;
}

/** Which list a button belongs to. */
export type OfList = Pick<PressOf<'listFresh'>, 'user' | 'list' | 'of'>;

/** Something done to the people chosen in a panel: at least one. What it tells is as {@link Chosen} says. */
export type OnChosen = (panel: Panel) => Promise<'done' | 'later'>;

/** `now` in milliseconds. */
export function createLists(deps: {
  panels: Forgetful<Panel>;
  chosen: Chosen;
  changes: Pick<Changes, 'lastOf'>;
  now: () => number;
}): Lists {
  const { panels, now } = deps;

  async function open(ctx: BotContext, wanted: Wanted, page = 1): Promise<void> {
    const { mid } = await ctx.account();
    const panel = await turned(ctx, newPanel(mid, wanted, now()), page);
    if (panel === undefined) return;
    if (panel.block?.rows.length === 0) return void (await ctx.reply(emptyWords(panel, readerOf(ctx))));
    const message = await send(ctx, drawPanel(panel, readerOf(ctx)));
    await panels.put(placeOf(ctx).chat, message.message_id, panel);
  }

  /** The panel on another page; `undefined` when the site did not say who is there, which the user was told. */
  async function turned(ctx: BotContext, panel: Panel, page: number): Promise<Panel | undefined> {
    try {
      const { session } = await ctx.account();
      return await turnTo(panel, page, { session, now, signal: ctx.signal });
    } catch (error) {
      if (!(error instanceof NoInformation)) throw error;
      await ctx.reply(ctx.texts.lists.noInformation[error.missing]);
      return undefined;
    }
  }

  /** Shows a panel in the message that was pressed. */
  async function show(ctx: BotContext, panel: Panel, page: number): Promise<void> {
    const shown = await turned(ctx, panel, page);
    if (shown === undefined) return;
    await keep(ctx, shown);
    await edit(ctx, drawPanel(shown, readerOf(ctx)));
  }

  async function keep(ctx: BotContext, panel: Panel): Promise<void> {
    await panels.put(placeOf(ctx).chat, pressedMessage(ctx), panel);
  }

  /**
   * The panel that was pressed; `undefined` when it was forgotten, or was another account's. Rows from before a change
   * that was made meanwhile are gone from it.
   */
  async function pressed(ctx: BotContext, { list, of }: OfList): Promise<Panel | undefined> {
    const { mid } = await ctx.account();
    const panel = await panels.get(placeOf(ctx).chat, pressedMessage(ctx));
    if (panel?.account !== mid || panel.list !== list || panel.of !== of) return undefined;
    return panel.block && panel.block.readAt <= deps.changes.lastOf(mid) ? stale(panel) : panel;
  }

  /** Changes the panel that was pressed and shows it; one that was forgotten is offered anew. */
  async function revise(
    ctx: BotContext,
    press: OfList,
    change: (panel: Panel) => Panel,
    page?: number,
  ): Promise<void> {
    const found = await pressed(ctx, press);
    if (found === undefined) return sayOld(ctx, press);
    // What is changed about the page shown needs its rows.
    const needsRows = found.block === undefined && page === undefined;
    const panel = needsRows ? await turned(ctx, found, found.page) : found;
    if (panel === undefined) return;
    const changed = change(panel);
    await show(ctx, changed, page ?? changed.page);
  }

  async function refresh(ctx: BotContext, press: OfList): Promise<void> {
    const panel = await pressed(ctx, press);
    if (panel) return show(ctx, stale(panel), panel.page);
    const madeUp = press.list !== 'group' && press.of < 1;
    if (press.list === 'search' || madeUp) return sayOld(ctx, press);
    const { mid } = await ctx.account();
    const of =
      press.list === 'common' || press.list === 'fans' || press.list === 'following' || press.list === 'group'
        ? press.of
        : mid;
    await show(ctx, newPanel(mid, { list: press.list, of }, now()), 1);
  }

  async function pressedPanel(ctx: BotContext, press: OfList): Promise<Panel | undefined> {
    const panel = await pressed(ctx, press);
    if (panel === undefined) await sayOld(ctx, press);
    return panel;
  }

  /** Whatever comes of it, the rows at hand may no longer be true afterwards. */
  async function onChosen(ctx: BotContext, press: OfList, work: OnChosen): Promise<void> {
    const panel = await pressedPanel(ctx, press);
    if (panel === undefined) return;
    if (panel.chosen.length === 0) return void (await ctx.reply(ctx.texts.lists.nobodyChosen));
    await keep(ctx, stale(panel));
    const outcome = await work(panel);
    const left = { ...panel, selecting: false, chosen: [] };
    await keep(ctx, stale(left));
    if (outcome === 'done' || left.block === undefined) await show(ctx, stale(left), panel.page);
    else await edit(ctx, drawPanel(left, readerOf(ctx)));
  }

  async function openHere(ctx: BotContext, wanted: Wanted, page: number): Promise<void> {
    const { mid } = await ctx.account();
    const panel = await turned(ctx, newPanel(mid, wanted, now()), page);
    if (panel === undefined) return;
    const content = drawPanel(panel, readerOf(ctx));
    const message = await showHere(ctx, content);
    await panels.put(placeOf(ctx).chat, message, panel);
  }

  return {
    open,
    openHere,
    pressedPanel,
    onChosen,
    presses: {
      listPage: {
        forGuests: isPublic,
        run: (ctx, press) => revise(ctx, press, (panel) => panel, press.page),
      },
      listFresh: { forGuests: isPublic, run: refresh },
      listOrder: {
        run: (ctx, press) => revise(ctx, press, (panel) => ({ ...stale(panel), order: press.order }), 1),
      },
      listRow: {
        forGuests: () => true,
        run: async (ctx, { mid }) => void (await send(ctx, await cardOf(ctx, mid))),
      },
      listSelect: {
        run: (ctx, press) =>
          revise(ctx, press, (panel) => ({ ...panel, selecting: press.on === 'yes', chosen: [] })),
      },
      listTick: { run: (ctx, press) => revise(ctx, press, (panel) => tick(panel, press.mid)) },
      listTickPage: { run: (ctx, press) => revise(ctx, press, tickPage) },
      listAct: {
        run: (ctx, press) => onChosen(ctx, press, (panel) => deps.chosen(ctx, press.action, panel.chosen)),
      },
    },
  };
}

/** Lists that anyone may see; the others are their owner's business. */
function isPublic({ list }: OfList): boolean {
  return list === 'fans' || list === 'following' || list === 'common';
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
    keyboard: [[pressButton(lists.openAgain, { kind: 'listFresh', user, list, of }, 'primary')]],
  });
}
