import type { Account, Accounts } from '../../accounts/accounts.ts';
import { type Alerts, isSamePlace, type Place, type QuietHoursOf, quietUntil } from '../../alerts/index.ts';
import { checkWords, drawAlerts, turned } from './panel.ts';
import { drawPlaces } from './destinations.ts';
import { shownName } from '../person/person-card.ts';
import { type BotContext, placeOf } from '../../bot/context.ts';
import type { Feature } from '../../bot/feature.ts';
import type { Links } from '../group-binding/bindings.ts';
import { placeName } from '../group-binding/bound-chat.ts';
import { unlinkAtWish } from '../group-binding/unlink.ts';
import type { PressOf } from '../../bot/callback-data.ts';
import { actingReaderOf } from '../../bot/viewer.ts';
import { edit, send, showHere } from '../../bot/messages.ts';
import type { WordsOf } from '../../bot/chat-locale.ts';
import { quietLine } from './quiet-hours-question.ts';

/** What the panel of the alerts needs. */
export interface AlertsDeps {
  accounts: Accounts;
  alerts: Alerts;
  links: Links;
  quietHoursOf: QuietHoursOf;
  wordsOf: WordsOf;
  clock: { now(): number };
}

/** `/alerts`: what one is told of, when, and where. A chat's alerts are those of the private chat, wherever it is asked. */
export function alertsPanel({ accounts, alerts, links, quietHoursOf, wordsOf, clock }: AlertsDeps): Feature {
  async function panel(ctx: BotContext, headline?: string) {
    const account = await ctx.account();
    const view = await alerts.view(ctx.home, account.mid);
    return drawAlerts(
      {
        account: nameOf(account, ctx),
        several: (await accounts.list(ctx.home)).length > 1,
        view,
        place: await wordsFor(ctx, view?.to),
        quiet: quietLine(ctx, await quietHoursOf(ctx.home)),
      },
      actingReaderOf(ctx),
      headline,
    );
  }

  /** A place in words. Where a link was forgotten, only that it is another chat is known. */
  async function wordsFor(ctx: BotContext, to: Place | undefined): Promise<string> {
    const { buttons, places } = ctx.texts.alerts;
    if (to === undefined) return placeOf(ctx).private ? buttons.here : buttons.home;
    const link = (await linksShown(ctx)).find((one) => isSamePlace(one, to));
    if (link === undefined && !placeOf(ctx).private) return places.elsewhere;
    return link ? placeName(link, ctx.texts) : ctx.texts.linking.group(String(to.chat));
  }

  /** In a group others read along, whom the owner's other groups do not concern. */
  async function linksShown(ctx: BotContext) {
    const all = await links.of(ctx.home);
    const { chat, private: inPrivate } = placeOf(ctx);
    return inPrivate ? all : all.filter((link) => link.chat === chat);
  }

  async function places(ctx: BotContext) {
    const account = await ctx.account();
    const inPrivate = placeOf(ctx).private;
    return drawPlaces(
      {
        account: nameOf(account, ctx),
        links: await linksShown(ctx),
        to: (await alerts.view(ctx.home, account.mid))?.to,
        invitation: inPrivate ? { code: await links.code(ctx.home), username: ctx.me.username } : undefined,
      },
      actingReaderOf(ctx),
    );
  }

  /** Looks, and says what came of it; a look may take as long as a request of the site. */
  async function check(ctx: BotContext): Promise<string> {
    const { mid } = await ctx.account();
    const result = await alerts.checkNow(mid);
    const view = await alerts.view(ctx.home, mid);
    const hours = await quietHoursOf(ctx.home);
    const now = clock.now();
    const isQuiet = hours !== undefined && quietUntil(hours, now) !== undefined;
    return checkWords(result, { view, isQuiet, now }, ctx);
  }

  async function choosePlace(ctx: BotContext, { chat, thread }: PressOf<'alertTo'>): Promise<void> {
    const { mid } = await ctx.account();
    const to = chat === 0 ? null : { chat, ...(thread !== 0 && { thread }) };
    const known = to === null || (await links.of(ctx.home)).some((link) => isSamePlace(link, to));
    if (!known) return edit(ctx, { ...(await places(ctx)), text: ctx.texts.alerts.places.gone });
    await alerts.watch(ctx.home, mid, { to });
    await edit(ctx, await panel(ctx));
  }

  return {
    commands: [
      {
        name: 'alerts',
        theme: 'account',
        inGroups: 'owner',
        run: async (ctx) => void (await send(ctx, await panel(ctx))),
      },
    ],
    presses: {
      alerts: { run: async (ctx) => void (await showHere(ctx, await panel(ctx))) },
      alertSwitch: {
        async run(ctx, { what, on }) {
          const { mid } = await ctx.account();
          const change = turned(what, on === 'yes');
          if ((await alerts.settings(ctx.home, mid, change)) === undefined) {
            const none = { fans: false, lost: false, milestones: false };
            await alerts.watch(ctx.home, mid, { ...none, ...change });
          }
          await edit(ctx, await panel(ctx));
        },
      },
      alertCheck: {
        toast: (ctx) => ctx.texts.alerts.checking,
        run: async (ctx) => edit(ctx, await panel(ctx, await check(ctx))),
      },
      alertResume: {
        async run(ctx) {
          await alerts.resume(ctx.home);
          await edit(ctx, await panel(ctx));
        },
      },
      alertPlaces: { run: async (ctx) => edit(ctx, await places(ctx)) },
      alertTo: { run: choosePlace },
      alertUnlink: {
        async run(ctx, { chat, thread }) {
          const place = { chat, ...(thread !== 0 && { thread }) };
          await unlinkAtWish(ctx, (one) => isSamePlace(one, place), { links, wordsOf });
          await edit(ctx, await places(ctx));
        },
      },
    },
  };
}

function nameOf({ name }: Account, ctx: BotContext): string {
  return shownName(name, ctx.texts);
}
