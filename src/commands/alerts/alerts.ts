import type { Account, Accounts } from '../../accounts/accounts.ts';
import {
  type Alerts,
  alertSwitches,
  type Destination,
  isSameDestination,
  type QuietHoursOf,
  quietHoursEnd,
} from '../../alerts/index.ts';
import type { CallbackOf } from '../../bot/callback-data.ts';
import type { LocaleOf } from '../../bot/chat-locale.ts';
import { type BotContext, chatUserOf } from '../../bot/context.ts';
import type { Feature } from '../../bot/feature.ts';
import { groupCodePrefix } from '../../bot/group-code-payload.ts';
import { editOrSendNew, openPanel, showHere } from '../../bot/messages.ts';
import type { ClientOf } from '../../bot/platform.ts';
import type { Text } from '../../bot/text/fill-text.ts';
import { actingViewerOf } from '../../bot/viewer.ts';
import { unlinkForOwner } from '../group-binding/end-group-links.ts';
import type { GroupLinks } from '../group-binding/group-links-and-codes.ts';
import { displayName, linkedGroupName, privateChatName } from '../names-and-profile-links.ts';
import { allAlertsOff, drawAlertsPanel, pollResultText } from './alerts-panel.ts';
import { drawDestinations } from './destinations-screen.ts';
import { quietHoursLine } from './quiet-hours.ts';

export interface AlertsFeatureDeps {
  accounts: Accounts;
  alerts: Alerts;
  groupLinks: GroupLinks;
  quietHoursOf: QuietHoursOf;
  localeOf: LocaleOf;
  clientOf: ClientOf;
  clock: { now(): number };
}

/**
 * `/alerts`: which alerts are sent, when and where. Alerts belong to the private chat, wherever the command
 * is sent.
 */
export function alertsFeature({
  accounts,
  alerts,
  groupLinks,
  quietHoursOf,
  localeOf,
  clientOf,
  clock,
}: AlertsFeatureDeps) {
  async function panel(ctx: BotContext, headline?: Text) {
    const account = await ctx.account();
    const view = await alerts.subscription(account.chat, account.mid);
    return drawAlertsPanel(
      {
        account: displayName(account.name, ctx.texts),
        several: (await accounts.list(ctx.home)).length > 1,
        view,
        destination: await destinationName(ctx, account, view?.to),
        quiet: quietHoursLine(ctx, await quietHoursOf(ctx.home)),
      },
      actingViewerOf(ctx),
      headline,
    );
  }

  /** Display name of a destination. A link that no longer exists is shown only as another chat. */
  async function destinationName(
    ctx: BotContext,
    account: Account,
    to: Destination = { chat: account.chat },
  ): Promise<string> {
    if (ctx.privateChats.includes(to.chat)) return privateChatName(ctx, to.chat, clientOf);
    const link = (await linksShown(ctx)).find((one) => isSameDestination(one, to));
    if (link === undefined && !chatUserOf(ctx).private) return ctx.texts.alerts.places.elsewhere;
    return link ? linkedGroupName(link, ctx.texts) : ctx.texts.groupBinding.group(String(to.chat));
  }

  /** Groups to list: in a group, whose members read along, the owner's other groups are hidden. */
  async function linksShown(ctx: BotContext) {
    const all = await groupLinks.linkedGroups(...ctx.privateChats);
    const { chat, private: inPrivate } = chatUserOf(ctx);
    return inPrivate ? all : all.filter((link) => link.chat === chat);
  }

  async function destinations(ctx: BotContext) {
    const account = await ctx.account();
    const { chat, private: inPrivate } = chatUserOf(ctx);
    const payload = inPrivate ? groupCodePrefix + (await groupLinks.code(chat)) : undefined;
    const { to } = (await alerts.subscription(account.chat, account.mid)) ?? {};
    return drawDestinations(
      {
        account: displayName(account.name, ctx.texts),
        privateChats: ctx.privateChats.map((one) => ({
          chat: one,
          name: privateChatName(ctx, one, clientOf),
        })),
        groups: await linksShown(ctx),
        to: to ?? { chat: account.chat },
        invitation:
          payload === undefined
            ? undefined
            : {
                addToGroupLink: ctx.platform.addToGroupLink(payload),
                sayInGroup: ctx.platform.startInGroup(payload),
              },
      },
      actingViewerOf(ctx),
    );
  }

  /** Polls the account and returns the result as text; may take as long as a request to Bilibili. */
  async function check(ctx: BotContext): Promise<Text> {
    const { chat, mid } = await ctx.account();
    const result = await alerts.pollNow(mid);
    const view = await alerts.subscription(chat, mid);
    const hours = await quietHoursOf(ctx.home);
    const now = clock.now();
    const isQuiet = hours !== undefined && quietHoursEnd(hours, now) !== undefined;
    return pollResultText(result, { view, isQuiet, now }, ctx);
  }

  async function chooseDestination(ctx: BotContext, { chat, thread }: CallbackOf<'alertTo'>): Promise<void> {
    const account = await ctx.account();
    // Old buttons have 0 for the private chat, from before chats could be joined.
    const to = { chat: chat || account.chat, ...(thread !== 0 && { thread }) };
    const known =
      ctx.privateChats.includes(to.chat) ||
      (await groupLinks.linkedGroups(...ctx.privateChats)).some((link) => isSameDestination(link, to));
    if (!known)
      return editOrSendNew(ctx, { ...(await destinations(ctx)), text: ctx.texts.alerts.places.gone });
    await alerts.subscribe(account.chat, account.mid, { to: to.chat === account.chat ? null : to });
    await editOrSendNew(ctx, await panel(ctx));
  }

  return {
    commands: [
      {
        name: 'alerts',
        theme: 'account',
        inGroups: 'owner',
        run: async (ctx) => openPanel(ctx, await panel(ctx)),
      },
    ],
    callbacks: {
      alerts: async (ctx) => showHere(ctx, await panel(ctx)),
      async alertSwitch(ctx, { what, on }) {
        const { chat, mid } = await ctx.account();
        const change = alertSwitches[what].turn(on === 'yes');
        const changed = await alerts.changeSubscription(chat, mid, change);
        if (changed === undefined && on === 'yes')
          await alerts.subscribe(chat, mid, { ...allAlertsOff, ...change });
        await editOrSendNew(ctx, await panel(ctx));
      },
      alertCheck: {
        toast: (ctx) => ctx.texts.alerts.checking,
        run: async (ctx) => editOrSendNew(ctx, await panel(ctx, await check(ctx))),
      },
      async alertResume(ctx) {
        for (const one of ctx.privateChats) await alerts.resume(one);
        await editOrSendNew(ctx, await panel(ctx));
      },
      alertPlaces: async (ctx) => editOrSendNew(ctx, await destinations(ctx)),
      alertTo: chooseDestination,
      async alertUnlink(ctx, { chat, thread }) {
        const meant = { chat, ...(thread !== 0 && { thread }) };
        await unlinkForOwner(ctx, (one) => isSameDestination(one, meant), {
          groupLinks,
          localeOf,
          clientOf,
        });
        await editOrSendNew(ctx, await destinations(ctx));
      },
    },
  } satisfies Feature;
}
