import { FormattedString } from '@grammyjs/parse-mode';
import type { Account, Accounts } from '../accounts/accounts.ts';
import { type Alerts, wantsLooks } from '../alerts/index.ts';
import { profileLink, shownName } from './person/person-card.ts';
import { accountMark, type BotContext, placeOf } from '../bot/context.ts';
import type { Feature } from '../bot/feature.ts';
import { type Keyboard, pressButton } from '../bot/keyboards.ts';
import { type Content, edit, send } from '../bot/messages.ts';
import { count, moment } from '../bot/text/times.ts';

/** What /me needs. */
export interface MeDeps {
  accounts: Accounts;
  alerts: Pick<Alerts, 'view'>;
}

/** `/me`: the account this chat acts as, and a way to act as another. */
export function me(deps: MeDeps): Feature {
  return {
    commands: [
      {
        name: 'me',
        theme: 'account',
        inGroups: 'nobody',
        run: async (ctx) => void (await send(ctx, await portrait(ctx, await ctx.account(), deps))),
      },
    ],
    presses: {
      switchTo: {
        async run(ctx, { mid }) {
          const account = await deps.accounts.use(placeOf(ctx).chat, mid);
          if (account === undefined) return edit(ctx, { text: ctx.texts.login.logout.gone });
          const text = ctx.texts.login.me.switched(shownName(account.name, ctx.texts));
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
  const watched = await alerts.view(placeOf(ctx).chat, mid);
  const told = watched && watched.paused === undefined && wantsLooks(watched.settings);
  const renewedAt = credential.kind === 'cookie' ? credential.renewedAt : undefined;
  const lines = [
    FormattedString.bold(FormattedString.link(shownName(nav.uname, ctx.texts), profileLink(mid))),
    FormattedString.join([new FormattedString(`${card.mid} `), FormattedString.code(String(mid))], ''),
    ...[
      `${card.counts(count(stat.following), count(stat.follower))} · ${words.black(count(stat.black))}`,
      words.made(moment(madeAt, ctx.timezone)),
      ...(renewedAt === undefined ? [] : [words.renewed(moment(renewedAt, ctx.timezone))]),
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
  const { chat, user } = placeOf(ctx);
  const { me: words, logout } = ctx.texts.login;
  const all = await accounts.list(chat);
  const others = all.filter(({ mid }) => mid !== using.mid);
  return [
    ...others.map(({ mid, name }) => [
      pressButton(words.use(shownName(name, ctx.texts)), { kind: 'switchTo', user, mid }),
    ]),
    [pressButton(ctx.texts.alerts.buttons.open, { kind: 'alerts', user, as: accountMark(using.mid) })],
    [
      { text: ctx.texts.card.buttons.profile, url: profileLink(using.mid) },
      pressButton(logout.button, { kind: 'askLogout', user, mid: using.mid }),
    ],
  ];
}
