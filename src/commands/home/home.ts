import type { Account, Accounts, Identity } from '../../accounts/accounts.ts';
import type { Alerts } from '../../alerts/index.ts';
import type { ChatMenu } from '../../bot/chat-menu-interface.ts';
import { accountHash, type BotContext, chatUserOf } from '../../bot/context.ts';
import type { Command, Feature } from '../../bot/feature.ts';
import { editOrSendNew, openPanel, send, showHere } from '../../bot/messages.ts';
import { viewerOf } from '../../bot/viewer.ts';
import { isOngoing, type Jobs } from '../../jobs/index.ts';
import { displayName } from '../person/person-card.ts';
import { drawAccounts, drawHome, type HomePanel } from './home-screen.ts';
import { type CountsResult, createAccountCountsReader } from './read-account-counts.ts';

export interface HomeDeps {
  accounts: Accounts;
  alerts: Pick<Alerts, 'subscription'>;
  chatMenu: ChatMenu;
  jobs: Pick<Jobs, 'list'>;
  /** What its buttons open, by their names: those that are not among them have no button. */
  commands: readonly Command[];
  now: () => number;
}

/** A login that was just kept. */
export interface NewLogin {
  account: Account;
  /** As the site named it. */
  identity: Identity;
  signal: AbortSignal;
  /** Begins to watch the account for new fans. */
  watch: () => Promise<unknown>;
}

/** Home: an account at a glance, and the way to everything else. */
export interface Home {
  /** Sends home for the account this chat acts as. */
  send(ctx: BotContext): Promise<void>;
  /**
   * Sends home after a login, with who it is above it. One request, since the site has just said who it is. Whatever becomes
   * of that, `watch` is called then, so that what the first poll says comes after it.
   */
  welcome(ctx: BotContext, login: NewLogin): Promise<void>;
  feature: Feature<'home' | 'accounts' | 'switchTo'>;
}

/** Going back and forth does not ask the site again for so long, ms. */
const stillFresh = 60_000;

/** Builds home; `/me` and the buttons that lead to it and from it. */
export function createHome({ accounts, alerts, chatMenu, jobs, commands, now }: HomeDeps): Home {
  const reader = createAccountCountsReader({ now });
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

  async function read(ctx: BotContext, account: Account, maxAge = 0): Promise<CountsResult> {
    return reader.read(account, { signal: ctx.signal, maxAge });
  }

  async function sendHome(ctx: BotContext): Promise<void> {
    const account = await ctx.account();
    await send(ctx, await draw(ctx, account, await read(ctx, account)));
  }

  return {
    send: sendHome,
    async welcome(ctx, { account, identity, signal, watch }) {
      // The login stands, whether or not the site says the numbers now.
      const unread: CountsResult = { numbers: undefined, unread: undefined };
      const numbers = await reader.read(account, { signal, named: identity }).catch(() => unread);
      const headline = ctx.texts.login.done(displayName(identity.name, ctx.texts), identity.mid);
      try {
        await send(ctx, await draw(ctx, account, numbers, { headline, begins: true }));
      } finally {
        await watch();
      }
    },
    feature: {
      commands: [{ name: 'me', theme: 'account', inGroups: 'nobody', run: sendHome }],
      callbacks: {
        home: {
          async run(ctx, { to }) {
            // Home is shown in private chats alone; elsewhere its data was made up.
            if (!chatUserOf(ctx).private) return;
            if (to !== 'home') return commandFor(to)?.run(ctx, '');
            const account = await ctx.account();
            await showHere(ctx, await draw(ctx, account, await read(ctx, account, stillFresh)));
          },
        },
        accounts: {
          async run(ctx) {
            const account = await ctx.account();
            const all = await accounts.list(ctx.home);
            const others = all.filter(({ mid }) => mid !== account.mid);
            await openPanel(ctx, drawAccounts(others, { ...viewerOf(ctx), as: accountHash(account.mid) }));
          },
        },
        switchTo: {
          async run(ctx, { mid }) {
            const account = await accounts.setActive(ctx.home, mid);
            if (account === undefined) return editOrSendNew(ctx, { text: ctx.texts.login.logout.gone });
            const headline = ctx.texts.home.switched(displayName(account.name, ctx.texts));
            const numbers = await read(ctx, account, stillFresh);
            await showHere(ctx, await draw(ctx, account, numbers, { headline }));
          },
        },
      },
    },
  };
}
