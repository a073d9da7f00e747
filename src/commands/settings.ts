import type { Accounts } from '../accounts/accounts.ts';
import { type BotContext, chatUserOf } from '../bot/context.ts';
import type { Feature } from '../bot/feature.ts';
import { callbackButton } from '../bot/keyboards.ts';
import { type Content, editOrSendNew, openPanel, send } from '../bot/messages.ts';
import type { ChatMenu } from '../bot/platform.ts';
import { ask, askAgain } from '../bot/questions.ts';
import { oneLine } from '../bot/text/displayable-text.ts';
import { formatTimeOfDay } from '../bot/text/format-times.ts';
import { catalogues } from '../bot/text/index.ts';
import { languages } from '../config/languages.ts';
import { redact } from '../redact.ts';
import { type QuietHoursDeps, quietHoursButton, quietHoursLine } from './alerts/quiet-hours.ts';

const question = 'timezone';

export interface SettingsDeps extends QuietHoursDeps {
  accounts: Pick<Accounts, 'active'>;
  chatMenu: ChatMenu;
  /** ms */
  now: () => number;
}

/** `/settings`: a chat's language, timezone and quiet hours; the question for quiet hours is in alerts/. */
export function settingsFeature(deps: SettingsDeps) {
  async function panel(ctx: BotContext): Promise<Content> {
    const { user } = chatUserOf(ctx);
    const words = ctx.texts.settings;
    return {
      text: [
        words.title,
        words.language(words.ownName),
        words.timezone(ctx.timezone, formatTimeOfDay(deps.now(), ctx.timezone)),
        quietHoursLine(ctx, await deps.quietHoursOf(ctx.home)),
      ].join('\n'),
      keyboard: [
        languages.map((language) =>
          callbackButton(
            // Languages are listed by their own names, for readers of that language.
            catalogues[language].settings.ownName,
            { kind: 'setLanguage', user, language },
            language === ctx.texts.language ? 'primary' : undefined,
          ),
        ),
        [
          callbackButton(words.changeTimezone, { kind: 'askTimezone', user }),
          quietHoursButton({ texts: ctx.texts, user }),
        ],
      ],
    };
  }

  return {
    commands: [
      {
        name: 'settings',
        theme: 'account',
        inGroups: 'nobody',
        run: async (ctx) => openPanel(ctx, await panel(ctx)),
      },
    ],
    callbacks: {
      async setLanguage(ctx, { language }) {
        const { chat } = chatUserOf(ctx);
        await deps.chats.update(String(chat), (record) => ({ sessions: [], ...record, language }));
        ctx.texts = catalogues[language];
        if (await deps.accounts.active(chat)) deps.chatMenu.follow(chat, { loggedIn: true, language });
        await editOrSendNew(ctx, await panel(ctx));
      },
      askTimezone: (ctx) => ask(ctx, ctx.texts.settings.askTimezone, question),
    },
    questions: [
      {
        name: question,
        async answer(ctx, text) {
          const timezone = knownTimezone(text.trim());
          if (timezone === undefined)
            return askAgain(ctx, ctx.texts.settings.unknownTimezone(oneLine(redact(text))));
          // Language is set per chat, timezone per user.
          await deps.chats.update(String(ctx.home), (record) => ({ sessions: [], ...record, timezone }));
          ctx.timezone = timezone;
          for (const one of ctx.privateChats) deps.alerts.quietHoursChanged(one);
          await send(ctx, await panel(ctx));
          return 'done';
        },
      },
    ],
  } satisfies Feature;
}

/**
 * The timezone's name as it was typed, or its canonical one when it was typed in other letters: for some cities
 * that is a name of long ago (Asia/Saigon). `undefined` when there is none, or it is only an offset such as
 * +08:00.
 */
function knownTimezone(name: string): string | undefined {
  if (!/^[A-Za-z]/u.test(name)) return undefined;
  try {
    const canonical = new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone;
    return /^[A-Z][a-z]+(?:[/_][A-Z][a-z]+)*$/u.test(name) ? name : canonical;
  } catch {
    return undefined;
  }
}
