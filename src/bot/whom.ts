import type { Bilibili } from '../api/index.ts';
import { findWhom, readWhom, type Target, type Whom } from '../people/person-forms.ts';
import { resolve } from '../people/resolve.ts';
import type { BotContext } from './context.ts';
import type { Command, Feature } from './feature.ts';
import type { PressOf } from './press.ts';
import { ask } from './questions.ts';
import { actingReaderOf } from './reader.ts';
import { repliedTo } from './replied.ts';
import { listed, namedInReply, resolveMany, sayUnresolved, shownWhom } from './resolving.ts';
import { typing } from './show.ts';
import type { Texts } from './text/index.ts';

/**
 * A command that wants people: its name, and what it does once one person is known. When nobody is named it asks, or
 * does what `alone` says; when several are named, or something cannot be read, `many` goes on, if there is one.
 */
export type Intent = Pick<Command, 'inGroups'> & {
  carryOut(ctx: BotContext, mid: number): Promise<void>;
  /** `unread`: pieces that mean nobody; going on without them needs a yes. */
  many?(ctx: BotContext, mids: readonly number[], unread: readonly string[]): Promise<void>;
} & (
    | { name: keyof Texts['commands']['whom']['ask']; alone?: undefined }
    | { name: PressOf<'pick'>['intent']; alone(ctx: BotContext): Promise<void> }
  );

const question = 'whom';

/**
 * The commands that want a person, in every form one can be written: after the command, by reply to a message that
 * names one, or as the answer to a question. When several may be meant, the user picks. Plain text that names one
 * person shows the card, as the first intent does it.
 */
export function peopleCommands(
  deps: { bilibili: Pick<Bilibili, 'resolveShortLink'> },
  intents: readonly [Intent, ...Intent[]],
): Feature {
  const [first] = intents;

  async function found(ctx: BotContext, intent: Intent, { targets, unread }: Whom): Promise<boolean> {
    const words = ctx.texts.commands.whom;
    const [target] = targets;
    if (target === undefined || (unread.length > 0 && intent.many === undefined)) {
      await ctx.reply(words.unread(listed(unread)));
      return false;
    }
    if (targets.length === 1 && unread.length === 0) await resolveAndCarryOut(ctx, intent, target);
    else if (intent.many) await resolveAll(ctx, intent.many, { targets, unread });
    else await ctx.reply(words.several(targets.length));
    return true;
  }

  /** Whoever cannot be told for certain is not acted on, but listed back as it was written. */
  async function resolveAll(ctx: BotContext, many: NonNullable<Intent['many']>, whom: Whom): Promise<void> {
    const found = await resolveMany(ctx, deps.bilibili, whom);
    if (found) await many(ctx, found.mids, found.unread);
  }

  async function resolveAndCarryOut(ctx: BotContext, intent: Intent, target: Target): Promise<void> {
    const { session } = await ctx.account();
    await typing(ctx);
    const resolved = await resolve({ session, bilibili: deps.bilibili, signal: ctx.signal }, target);
    if (resolved.kind === 'person') return intent.carryOut(ctx, resolved.mid);
    const { user, as } = actingReaderOf(ctx);
    await sayUnresolved(ctx, target, resolved, (mid) => ({
      kind: 'pick',
      user,
      intent: intent.name,
      mid,
      as,
    }));
  }

  async function run(ctx: BotContext, intent: Intent, argument: string): Promise<void> {
    await ctx.account();
    const words = ctx.texts.commands.whom;
    if (argument !== '') {
      await found(ctx, intent, shownWhom(argument));
    } else if (repliedTo(ctx.message)) {
      const targets = namedInReply(ctx);
      if (targets.length > 0) await found(ctx, intent, { targets, unread: [] });
      else await ctx.reply(words.noneInReply);
    } else if (intent.alone) {
      await intent.alone(ctx);
    } else {
      await ctx.reply(words.ask[intent.name]);
      await ask(ctx, question, intent.name);
    }
  }

  const intentNamed = (name: unknown): Intent => intents.find((intent) => intent.name === name) ?? first;
  return {
    commands: intents.map((intent) => ({
      name: intent.name,
      theme: 'people',
      inGroups: intent.inGroups,
      run: (ctx, argument) => run(ctx, intent, argument),
    })),
    presses: {
      pick: {
        forGuests: ({ intent }) => intentNamed(intent).inGroups === 'everyone',
        run: (ctx, press) => intentNamed(press.intent).carryOut(ctx, press.mid),
      },
    },
    questions: [
      {
        name: question,
        noText: async (ctx) => void (await ctx.reply(ctx.texts.login.noWords)),
        answer: async (ctx, text, about) =>
          (await found(ctx, intentNamed(about), shownWhom(text))) ? 'done' : 'again',
      },
    ],
    async text(ctx, text) {
      const { targets, unread } = readWhom(text);
      const [target, ...others] = unread.length === 0 ? targets : findWhom(text, []);
      if (target === undefined || others.length > 0) return false;
      await resolveAndCarryOut(ctx, first, target);
      return true;
    },
  };
}
