import { FormattedString } from '@grammyjs/parse-mode';
import type { Account, Accounts } from '../accounts/accounts.ts';
import { type Alerts, wantsPolls } from '../alerts/index.ts';
import { accountMark, type BotContext, chatUserOf } from '../bot/context.ts';
import type { Feature } from '../bot/feature.ts';
import { callbackButton, type Keyboard } from '../bot/keyboards.ts';
import { type Content, edit, send } from '../bot/messages.ts';
import { formatCount, formatMoment } from '../bot/text/times.ts';
import { displayName, profileLink } from './person/person-card.ts';

export interface MeDeps {
  accounts: Accounts;
  alerts: Pick<Alerts, 'subscription'>;
}

/** `/me`: the account this chat acts as, and a way to act as another. */
export function meFeature(deps: MeDeps): Feature<'switchTo'> {
  return {
    commands: [
      {
        name: 'me',
        theme: 'account',
        inGroups: 'nobody',
        run: async (ctx) => void (await send(ctx, await portrait(ctx, await ctx.account(), deps))),
      },
    ],
    callbacks: {
      switchTo: {
        async run(ctx, { mid }) {
          const account = await deps.accounts.use(chatUserOf(ctx).chat, mid);
          if (account === undefined) return edit(ctx, { text: ctx.texts.login.logout.gone });
          const text = ctx.texts.login.me.switched(displayName(account.name, ctx.texts));
          await edit(ctx, { text, keyboard: await accountButtons(ctx, account, deps.accounts) });
        },
      },
    },
  };
}

/** Two requests: who it is now (names change), and its counts. */
async function portrait(ctx: BotContext, account: Account, { accounts, alerts }: MeDeps): Promise<Content> {
  const { session, mid, madeAt } = account;
  const { credential } = session;
  const nav = await session.people.nav({}, { signal: ctx.signal });
  const stat = await session.people.stat({ vmid: mid }, { signal: ctx.signal });
  const { me: words } = ctx.texts.login;
  const { card } = ctx.texts;
  const watched = await alerts.subscription(chatUserOf(ctx).chat, mid);
  const told = watched && watched.paused === undefined && wantsPolls(watched.settings);
  const renewedAt = credential.kind === 'cookie' ? credential.renewedAt : undefined;
  const lines = [
    FormattedString.bold(FormattedString.link(displayName(nav.uname, ctx.texts), profileLink(mid))),
    FormattedString.join([new FormattedString(`${card.mid} `), FormattedString.code(String(mid))], ''),
    ...[
      `${card.counts(formatCount(stat.following), formatCount(stat.follower))} · ${words.black(formatCount(stat.black))}`,
      words.made(formatMoment(madeAt, ctx.timezone)),
      ...(renewedAt === undefined ? [] : [words.renewed(formatMoment(renewedAt, ctx.timezone))]),
      credential.kind === 'cookie' ? words.wayCookie : words.wayKey,
      ctx.texts.alerts.inMe(ctx.texts.alerts.state[told ? 'on' : 'off']),
    ].map((line) => new FormattedString(line)),
  ];
  return {
    text: FormattedString.join(lines, '\n'),
    keyboard: await accountButtons(ctx, account, accounts),
    picture: nav.face,
  };
}

async function accountButtons(ctx: BotContext, using: Account, accounts: Accounts): Promise<Keyboard> {
  const { chat, user } = chatUserOf(ctx);
  const { me: words, logout } = ctx.texts.login;
  const all = await accounts.list(chat);
  const others = all.filter(({ mid }) => mid !== using.mid);
  return [
    ...others.map(({ mid, name }) => [
      callbackButton(words.use(displayName(name, ctx.texts)), { kind: 'switchTo', user, mid }),
    ]),
    [callbackButton(ctx.texts.alerts.buttons.open, { kind: 'alerts', user, as: accountMark(using.mid) })],
    [
      { text: ctx.texts.card.buttons.profile, url: profileLink(using.mid) },
      callbackButton(logout.button, { kind: 'askLogout', user, mid: using.mid }),
    ],
  ];
}
