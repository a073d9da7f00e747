import type { InlineKeyboardButton } from 'grammy/types';
import { readPrivateChats } from '../../accounts/chats-of-one-person.ts';
import type { Alerts, QuietHoursOf } from '../../alerts/index.ts';
import { firstChatSetting } from '../../bot/chat-locale.ts';
import type { BotContext } from '../../bot/context.ts';
import type { Feature } from '../../bot/feature.ts';
import { callbackButton } from '../../bot/keyboards.ts';
import { ask, askAgain } from '../../bot/questions.ts';
import type { Viewer } from '../../bot/viewer.ts';
import type { ChatRecord, Repository } from '../../storage/index.ts';
import { formatQuietHours, type Hours, readQuietHours } from './parse-quiet-hours.ts';

const question = 'quietHours';

/** The quiet hours of each chat, in its own timezone or else in `timezone`. */
export function createQuietHoursOf(deps: { chats: Repository<ChatRecord>; timezone: string }): QuietHoursOf {
  return async (chat) => {
    const kept = await readPrivateChats(deps.chats, chat);
    const hours = firstChatSetting(kept, 'quietHours');
    return hours && { ...hours, timezone: firstChatSetting(kept, 'timezone') ?? deps.timezone };
  };
}

export interface QuietHoursDeps {
  chats: Repository<ChatRecord>;
  alerts: Pick<Alerts, 'quietHoursChanged'>;
  quietHoursOf: QuietHoursOf;
}

/** The question for a chat's quiet hours, asked from any panel that has its button. */
export function quietHoursFeature({ chats, alerts, quietHoursOf }: QuietHoursDeps) {
  async function keep(ctx: BotContext, hours: Hours | undefined): Promise<void> {
    for (const one of ctx.privateChats) {
      await chats.update(String(one), (record) => {
        const { quietHours: _, ...rest } = record ?? { sessions: [] };
        return { ...rest, ...(hours && one === ctx.home && { quietHours: hours }) };
      });
    }
    // Alerts held back by the old hours may be due now.
    for (const one of ctx.privateChats) alerts.quietHoursChanged(one);
  }

  return {
    commands: [],
    callbacks: {
      async askQuietHours(ctx) {
        const words = ctx.texts.alerts.quiet;
        const line = quietHoursLine(ctx, await quietHoursOf(ctx.home));
        await ask(ctx, `${line}\n${words.ask}`, question);
      },
    },
    questions: [
      {
        name: question,
        async answer(ctx, text) {
          const words = ctx.texts.alerts.quiet;
          const read = readQuietHours(text);
          if (read.kind === 'unreadable' || read.kind === 'equal') return askAgain(ctx, words[read.kind]);
          const hours = read.kind === 'hours' ? read.hours : undefined;
          await keep(ctx, hours);
          await ctx.reply(hours ? words.set(formatQuietHours(hours), ctx.timezone) : words.cleared);
          return 'done';
        },
      },
    ],
  } satisfies Feature;
}

/** The chat's quiet hours as a line of text. */
export function quietHoursLine(ctx: BotContext, hours: Hours | undefined): string {
  const words = ctx.texts.alerts.quiet;
  return words.line(hours ? words.daily(formatQuietHours(hours), ctx.timezone) : words.none);
}

/** The button that asks for quiet hours. */
export function quietHoursButton({ texts, user }: Pick<Viewer, 'texts' | 'user'>): InlineKeyboardButton {
  return callbackButton(texts.alerts.buttons.quiet, { kind: 'askQuietHours', user });
}
