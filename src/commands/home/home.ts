import type { Account, Accounts, Identity } from '../../accounts/accounts.ts';
import type { Alerts } from '../../alerts/index.ts';
import { accountHash, type BotContext, chatUserOf } from '../../bot/context.ts';
import type { Command, Feature } from '../../bot/feature.ts';
import { editOrSendNew, openPanel, send, showHere } from '../../bot/messages.ts';
import type { ChatMenu } from '../../bot/platform.ts';
import { viewerOf } from '../../bot/viewer.ts';
import { isOngoing, type Jobs } from '../../jobs/index.ts';
import { displayName } from '../names-and-profile-links.ts';
import { drawAccounts, drawHome, type HomePanel } from './home-screen.ts';
import { type CountsResult, createAccountCountsReader } from './read-account-counts.ts';

export interface HomeDeps {
  accounts: Accounts;
  alerts: Pick<Alerts, 'subscription'>;
  chatMenu: ChatMenu;
  jobs: Pick<Jobs, 'list'>;
  /** The commands its buttons open; panels without a command here have no button. */
  commands: readonly Command[];
  now: () => number;
}

/** Home: an overview of an account, with buttons to everything else. */
export type Home = ReturnType<typeof createHome>;

/** Counts younger than this are not read again when navigating, ms. */
const stillFresh = 60_000;

/** Creates home, with `/me` and its buttons. */
export function createHome({ accounts, alerts, chatMenu, jobs, commands, now }: HomeDeps) {
  const readCounts = createAccountCountsReader(now);
  const commandFor = (panel: HomePanel) => commands.find(({ name }) => name === panel);

  async function draw(
    ctx: BotContext,
    account: Account,
    read: CountsResult,
    { headline, begins }: { headline?: string; begins?: true } = {},
  ) {
    const { chat } = chatUserOf(ctx);
    chatMenu.follow(chat, { loggedIn: true, language: ctx.texts.language });
    const all = await accounts.list(ctx.home);
    return drawHome(
      {
        account,
        read,
        view: await alerts.subscription(account.chat, account.mid),
        others: all.filter(({ mid }) => mid !== account.mid),
        jobsOngoing: (await jobs.list(...ctx.privateChats)).filter(
          ({ state }) => isOngoing(state) || state === 'resting',
        ).length,
        opens: (panel) => commandFor(panel) !== undefined,
        now: now(),
        ...(begins && { begins }),
      },
      { ...viewerOf(ctx), as: accountHash(account.mid) },
      headline,
    );
  }

  /** Sends home for the chat's active account. */
  async function sendHome(ctx: BotContext): Promise<void> {
    const account = await ctx.account();
    await send(ctx, await draw(ctx, account, await readCounts(account, { signal: ctx.signal })));
  }

  return {
    send: sendHome,
    /**
     * Sends home after a login, with the account's name above it. One request, as `identity` has the name that
     * Bilibili reported.
     */
    async welcome(ctx: BotContext, account: Account, identity: Identity, signal: AbortSignal): Promise<void> {
      // The login is valid even if the counts cannot be read now.
      const unread: CountsResult = { numbers: undefined, unread: undefined };
      const numbers = await readCounts(account, { signal, named: identity }).catch(() => unread);
      const headline = ctx.texts.login.done(displayName(identity.name, ctx.texts), identity.mid);
      await send(ctx, await draw(ctx, account, numbers, { headline, begins: true }));
    },
    feature: {
      commands: [{ name: 'me', theme: 'account', inGroups: 'nobody', run: sendHome }],
      callbacks: {
        async home(ctx, { to }) {
          // Home exists only in private chats; elsewhere the callback data is forged.
          if (!chatUserOf(ctx).private) return;
          if (to !== 'home') return void (await commandFor(to)?.run(ctx, ''));
          const account = await ctx.account();
          const counts = await readCounts(account, { signal: ctx.signal, maxAge: stillFresh });
          await showHere(ctx, await draw(ctx, account, counts));
        },
        async accounts(ctx) {
          const account = await ctx.account();
          const all = await accounts.list(ctx.home);
          const others = all.filter(({ mid }) => mid !== account.mid);
          await openPanel(ctx, drawAccounts(others, { ...viewerOf(ctx), as: accountHash(account.mid) }));
        },
        async switchTo(ctx, { mid }) {
          const account = await accounts.setActive(ctx.home, mid);
          if (account === undefined) return editOrSendNew(ctx, { text: ctx.texts.login.logout.gone });
          const headline = ctx.texts.home.switched(displayName(account.name, ctx.texts));
          const numbers = await readCounts(account, { signal: ctx.signal, maxAge: stillFresh });
          await showHere(ctx, await draw(ctx, account, numbers, { headline }));
        },
      },
    } satisfies Feature,
  };
}
