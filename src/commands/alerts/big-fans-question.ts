import { type Alerts, defaultBigFanThreshold } from '../../alerts/index.ts';
import type { Feature } from '../../bot/feature.ts';
import { ask, askAgain } from '../../bot/questions.ts';
import { formatCount } from '../../bot/text/format-numbers.ts';

const question = 'bigFrom';
const most = 1_000_000_000;

/** The account the question is about, and the chat that keeps its alerts. */
interface About {
  chat: number;
  mid: number;
}

/** The question for the number of fans from which somebody is a big fan. */
export function bigFansFeature({ alerts }: { alerts: Pick<Alerts, 'subscription' | 'changeSubscription'> }) {
  return {
    commands: [],
    callbacks: {
      async alertBigFrom(ctx) {
        const { chat, mid } = await ctx.account();
        const view = await alerts.subscription(chat, mid);
        const from = formatCount(view?.settings.bigFrom ?? defaultBigFanThreshold);
        await ask(ctx, ctx.texts.alerts.bigFrom.ask(from), question, { chat, mid } satisfies About);
      },
    },
    questions: [
      {
        name: question,
        async answer(ctx, text, about) {
          const words = ctx.texts.alerts.bigFrom;
          const from = readFanCount(text);
          if (from === undefined) return askAgain(ctx, words.unreadable);
          const { chat, mid } = about as About;
          const changed = await alerts.changeSubscription(chat, mid, { bigFans: true, bigFrom: from });
          await ctx.reply(
            changed === undefined ? ctx.texts.alerts.bigFrom.gone : words.set(formatCount(from)),
          );
          return 'done';
        },
      },
    ],
  } satisfies Feature;
}

/** Parses a number of fans: `10000`, `10,000`, `1.5万`, `20k`; `undefined` for anything else. */
function readFanCount(text: string): number | undefined {
  const plain = text.normalize('NFKC').trim().slice(0, 30).replaceAll(/[,\s]/gu, '');
  const found = /^(\d{1,10})(?:\.(\d{1,4}))?(万|w|k)?$/iu.exec(plain);
  if (found === null) return undefined;
  const [, whole, part, unit] = found;
  const factor = unit === undefined ? 1 : unit.toLowerCase() === 'k' ? 1000 : 10_000;
  const count = Math.round(Number(`${whole}.${part ?? '0'}`) * factor);
  return count >= 1 && count <= most ? count : undefined;
}
