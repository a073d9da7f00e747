import type { KeptChat, PrivateChats } from '../../accounts/chats-of-one-person.ts';
import type { JoiningChat } from '../../accounts/join-chats-of-one-person.ts';
import type { LocaleOf } from '../../bot/chat-locale.ts';
import { type BotContext, chatUserOf } from '../../bot/context.ts';
import type { Feature } from '../../bot/feature.ts';
import { type Content, editOrSendNew, openPanel, send } from '../../bot/messages.ts';
import type { ChatMenu, Platform } from '../../bot/platform.ts';
import type { RateLimiter } from '../../bot/rate-limiter.ts';
import { replyPrivateOnly } from '../../bot/refusals-in-groups.ts';
import { oneLine } from '../../bot/text/displayable-text.ts';
import { privateChatName } from '../names-and-profile-links.ts';
import type { JoinChats } from './join-chats-and-alerts.ts';
import {
  drawChatsSeparated,
  drawJoined,
  drawJoinedChats,
  drawJoinQuestion,
  type JoinViewer,
} from './join-screens.ts';
import { createSendUntilDelivered, type SendUntilDeliveredDeps } from './send-until-delivered.ts';

/** Longest QQ number, in digits. */
const longestNumber = 12;

export interface LinkDeps extends SendUntilDeliveredDeps {
  joinChats: JoinChats;
  localeOf: LocaleOf;
  chatMenu: ChatMenu;
  /** Platforms the bot is on. */
  platforms: readonly Platform[];
  /** Rate limit for entering codes. */
  codes: RateLimiter;
}

/**
 * `/link`: joins the private chats of one person on several platforms by a code, shows which are joined, and
 * separates them.
 */
export function linkFeature(deps: LinkDeps) {
  const { joinChats, clientOf, localeOf, platforms } = deps;
  const sendUntilDelivered = createSendUntilDelivered(deps);

  const viewerOf = (chat: number, texts: BotContext['texts']): JoinViewer => ({
    chat,
    texts,
    clientOf,
    loginsOf: joinChats.loginsOf,
  });
  const viewerIn = (ctx: BotContext) => viewerOf(chatUserOf(ctx).chat, ctx.texts);
  async function joiningIn(ctx: BotContext): Promise<JoiningChat> {
    const { chat, user } = chatUserOf(ctx);
    const name = oneLine(ctx.from?.first_name ?? '');
    // Some platforms have no user names, only identifiers that mean nothing to people.
    const isIdentifier =
      name.length > longestNumber && (await ctx.platform.nameInSettings(user)).endsWith(name);
    return { chat, userName: isIdentifier ? '' : name, spoken: ctx.texts.language };
  }

  async function panel(ctx: BotContext): Promise<Content> {
    const { chat } = chatUserOf(ctx);
    const own = (await joinChats.of(chat)).map((one) => clientOf(one.chat).platform);
    const isElsewhere = platforms.some((one) => !own.includes(one));
    const code = isElsewhere ? await joinChats.code(await joiningIn(ctx)) : undefined;
    return drawJoinedChats(await joinChats.of(chat), code, viewerIn(ctx));
  }

  /** Notifies the other chats, now or when they can be reached. */
  async function tellOthers(
    here: number,
    chats: readonly KeptChat[],
    draw: (viewer: JoinViewer) => Content | Promise<Content>,
  ): Promise<void> {
    for (const { chat } of chats)
      if (chat !== here)
        await sendUntilDelivered(chat, async () => draw(viewerOf(chat, (await localeOf(chat)).texts)));
  }

  async function updateMenus(chats: PrivateChats): Promise<void> {
    const loggedIn = chats.some((one) => joinChats.loginsOf(one).size > 0);
    for (const { chat } of chats) {
      const { language } = (await localeOf(chat)).texts;
      deps.chatMenu.follow(chat, { loggedIn, language });
    }
  }

  async function join(ctx: BotContext, code: string, show: (content: Content) => Promise<unknown>) {
    const before = await joinChats.check(chatUserOf(ctx).chat, code);
    const result = await joinChats.join(await joiningIn(ctx), code);
    if (result.kind !== 'joined') return void (await refuse(ctx, result.kind));
    const { chats } = result;
    await updateMenus(chats);
    const theirs = before.kind === 'joined' ? before.chats : [];
    const others = new Set(theirs.flatMap((one) => [...joinChats.loginsOf(one).keys()]));
    const own = chats.find(({ chat }) => chat === chatUserOf(ctx).chat);
    const twice = new Map([...(own ? joinChats.loginsOf(own) : [])].filter(([mid]) => others.has(mid)));
    await show(drawJoined(chats, twice, viewerIn(ctx)));
    await tellOthers(chatUserOf(ctx).chat, chats, (viewer) => drawJoined(chats, twice, viewer));
  }

  async function refuse(ctx: BotContext, kind: keyof BotContext['texts']['chatsOfOnePerson']['refused']) {
    await ctx.reply(ctx.texts.chatsOfOnePerson.refused[kind]);
  }

  async function redeemJoinCode(ctx: BotContext, code: string): Promise<void> {
    const { chat, user } = chatUserOf(ctx);
    if (deps.codes.count(user) !== undefined) return refuse(ctx, 'tooMany');
    const found = await joinChats.check(chat, code);
    if (found.kind !== 'joined') return refuse(ctx, found.kind);
    const [own] = await joinChats.of(chat);
    // The maker of the code would get these logins and groups, so the user must confirm.
    if (joinChats.loginsOf(own).size > 0 || (own.record?.links ?? []).length > 0)
      await send(ctx, drawJoinQuestion(found.chats, own, code, viewerIn(ctx)));
    else await join(ctx, code, (content) => send(ctx, content));
  }

  return {
    commands: [
      {
        name: 'link',
        theme: 'account',
        inGroups: 'everyone',
        async run(ctx, argument) {
          const code = readCode(argument);
          if (!chatUserOf(ctx).private) {
            // In a group, others have read the code.
            if (code !== '') await joinChats.revoke(code);
            return replyPrivateOnly(ctx, 'start');
          }
          if (code === '') await openPanel(ctx, await panel(ctx));
          else await redeemJoinCode(ctx, code);
        },
      },
    ],
    callbacks: {
      joinChats: (ctx, { code }) => join(ctx, code, (content) => editOrSendNew(ctx, content)),
      async separateChats(ctx, { chat }) {
        const { chat: here } = chatUserOf(ctx);
        const kept = await joinChats.of(here);
        if (kept.length === 1 || !kept.some((one) => one.chat === chat))
          return editOrSendNew(ctx, { text: ctx.texts.chatsOfOnePerson.notJoined });
        const before = await joinChats.separate(chat);
        for (const one of before) await updateMenus(await joinChats.of(one.chat));
        const draw = async (viewer: JoinViewer) => ({
          text: drawChatsSeparated(before, await joinChats.of(viewer.chat), viewer),
        });
        await editOrSendNew(ctx, await draw(viewerIn(ctx)));
        await tellOthers(here, before, draw);
      },
      async allAlertsTo(ctx, { chat }) {
        const kept = await joinChats.of(chatUserOf(ctx).chat);
        if (!kept.some((one) => one.chat === chat))
          return editOrSendNew(ctx, { text: ctx.texts.chatsOfOnePerson.notJoined });
        await joinChats.sendAlertsTo(chat);
        await ctx.reply(ctx.texts.chatsOfOnePerson.alertsGoTo(privateChatName(ctx, chat, clientOf)));
      },
    },
  } satisfies Feature;
}

/** Normalizes a typed code: any case, with separators. */
function readCode(text: string): string {
  return text
    .slice(0, 100)
    .normalize('NFKC')
    .toUpperCase()
    .replaceAll(/[^A-Z0-9]/gu, '');
}
