import type { Wanted } from '../../people/lists.ts';
import { NoInformation } from '../../people/reading.ts';
import { cardOf, readerOf } from '../acting.ts';
import { type BotContext, placeOf } from '../context.ts';
import type { PressHandlers } from '../feature.ts';
import type { Forgetful } from '../forgetful.ts';
import { pressButton } from '../keyboards.ts';
import type { PressOf } from '../press.ts';
import { edit, send } from '../show.ts';
import type { Chosen } from './chosen.ts';
import { drawPanel, emptyWords } from './draw.ts';
import { turnTo } from './load.ts';
import { newPanel, type Panel, stale, tick, tickPage } from './panel.ts';

/** The lists as commands open them, and what their buttons do. */
export interface Lists {
  /** Sends the first page of a list; a sentence instead when there is nobody in it. */
  open(ctx: BotContext, wanted: Wanted): Promise<void>;
  presses: PressHandlers;
}

type OfList = Pick<PressOf<'listFresh'>, 'user' | 'list' | 'of'>;

/** `now` in milliseconds. */
export function createLists(deps: { panels: Forgetful<Panel>; chosen: Chosen; now: () => number }): Lists {
  const { panels, now } = deps;

  async function open(ctx: BotContext, wanted: Wanted): Promise<void> {
    const { mid } = await ctx.account();
    const panel = await turned(ctx, newPanel(mid, wanted, now()), 1);
    if (panel === undefined) return;
    if (panel.block?.rows.length === 0) return void (await ctx.reply(emptyWords(panel, ctx.texts)));
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

  /** The panel that was pressed; `undefined` when it was forgotten, or was another account's. */
  async function pressed(ctx: BotContext, { list, of }: OfList): Promise<Panel | undefined> {
    const { mid } = await ctx.account();
    const panel = await panels.get(placeOf(ctx).chat, pressedMessage(ctx));
    return panel?.account === mid && panel.list === list && panel.of === of ? panel : undefined;
  }

  /** Changes the panel that was pressed and shows it; one that was forgotten is offered anew. */
  async function revise(
    ctx: BotContext,
    press: OfList,
    change: (panel: Panel) => Panel,
    page?: number,
  ): Promise<void> {
    const panel = await pressed(ctx, press);
    if (panel === undefined) return sayOld(ctx, press);
    const changed = change(panel);
    await show(ctx, changed, page ?? changed.page);
  }

  async function refresh(ctx: BotContext, press: OfList): Promise<void> {
    const panel = await pressed(ctx, press);
    if (panel) return show(ctx, stale(panel), panel.page);
    if (press.list === 'search') return sayOld(ctx, press);
    const { mid } = await ctx.account();
    const of =
      press.list === 'common' || press.list === 'fans' || press.list === 'following' ? press.of : mid;
    await show(ctx, newPanel(mid, { list: press.list, of }, now()), 1);
  }

  /** Whatever comes of it, the rows at hand may no longer be true afterwards. */
  async function actOnChosen(ctx: BotContext, press: PressOf<'listAct'>): Promise<void> {
    const panel = await pressed(ctx, press);
    if (panel === undefined) return sayOld(ctx, press);
    if (panel.chosen.length === 0) return void (await ctx.reply(ctx.texts.lists.nobodyChosen));
    await keep(ctx, stale(panel));
    const outcome = await deps.chosen(ctx, press.action, panel.chosen);
    const left = { ...panel, selecting: false, chosen: [] };
    await keep(ctx, stale(left));
    if (outcome === 'done') await show(ctx, stale(left), panel.page);
    else await edit(ctx, drawPanel(left, readerOf(ctx)));
  }

  return {
    open,
    presses: {
      listPage: { run: (ctx, press) => revise(ctx, press, (panel) => panel, press.page) },
      listFresh: { run: refresh },
      listOrder: {
        run: (ctx, press) => revise(ctx, press, (panel) => ({ ...stale(panel), order: press.order }), 1),
      },
      listRow: { run: async (ctx, { mid }) => void (await send(ctx, await cardOf(ctx, mid))) },
      listSelect: {
        run: (ctx, press) =>
          revise(ctx, press, (panel) => ({ ...panel, selecting: press.on === 'yes', chosen: [] })),
      },
      listTick: { run: (ctx, press) => revise(ctx, press, (panel) => tick(panel, press.mid)) },
      listTickPage: { run: (ctx, press) => revise(ctx, press, tickPage) },
      listAct: { run: actOnChosen },
    },
  };
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
