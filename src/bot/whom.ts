import type { MessageEntity } from 'grammy/types';
import type { Bilibili } from '../api/index.ts';
import { mostPeople, TooManyPeople } from '../jobs/index.ts';
import { resolve } from '../people/resolve.ts';
import { findWhom, readWhom, type Target, type Whom } from '../people/whom.ts';
import { type BotContext, placeOf } from './context.ts';
import type { Feature } from './feature.ts';
import { type Keyboard, pressButton } from './keyboards.ts';
import type { PressOf } from './press.ts';
import { ask } from './questions.ts';
import { send } from './show.ts';
import type { Texts } from './text/index.ts';
import { oneLine } from './text/safe.ts';

/**
 * A command that wants people: its name, and what it does once one person is known. When nobody is named it asks, or
 * does what `alone` says; when several are named, or something cannot be read, `many` goes on, if there is one.
 */
export type Intent = {
  carryOut(ctx: BotContext, mid: number): Promise<void>;
  /** `unread`: pieces that mean nobody; going on without them needs a yes. */
  many?(ctx: BotContext, mids: readonly number[], unread: readonly string[]): Promise<void>;
} & (
  | { name: keyof Texts['commands']['whom']['ask']; alone?: undefined }
  | { name: PressOf<'pick'>['intent']; alone(ctx: BotContext): Promise<void> }
);

const question = 'whom';
/** Names, videos and short links in one message: each costs a request, and an update has a minute. */
const mostLookUps = 20;

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
    const { targets } = whom;
    if (targets.length > mostPeople) throw new TooManyPeople(targets.length);
    if (targets.filter(({ kind }) => kind !== 'mid').length > mostLookUps) {
      return void (await ctx.reply(ctx.texts.jobs.tooManyLookUps(mostLookUps)));
    }
    const { session } = await ctx.account();
    await ctx.replyWithChatAction('typing');
    const mids: number[] = [];
    const unread = [...whom.unread];
    for (const target of targets) {
      const resolved = await resolve({ session, bilibili: deps.bilibili, signal: ctx.signal }, target);
      if (resolved.kind === 'person') mids.push(resolved.mid);
      else unread.push(asWritten(target));
    }
    if (mids.length > 0) await many(ctx, mids, unread);
    else await ctx.reply(ctx.texts.commands.whom.unread(listed(unread)));
  }

  async function resolveAndCarryOut(ctx: BotContext, intent: Intent, target: Target): Promise<void> {
    const { session } = await ctx.account();
    await ctx.replyWithChatAction('typing');
    const words = ctx.texts.commands.whom;
    const resolved = await resolve({ session, bilibili: deps.bilibili, signal: ctx.signal }, target);
    const written = target.kind === 'name' ? oneLine(target.name) : '';
    switch (resolved.kind) {
      case 'person':
        return intent.carryOut(ctx, resolved.mid);
      case 'nobody': {
        await ctx.reply(
          resolved.missing === 'name' ? words.nobody.name(written) : words.nobody[resolved.missing],
        );
        return;
      }
      case 'choices': {
        const { user } = placeOf(ctx);
        const keyboard: Keyboard = resolved.choices.map(({ mid, name }) => [
          pressButton(`${oneLine(name) || mid} · ${mid}`, { kind: 'pick', user, intent: intent.name, mid }),
        ]);
        keyboard.push([pressButton(ctx.texts.common.cancel, { kind: 'dismiss', user })]);
        await send(ctx, {
          text: resolved.among === 'joint' ? words.pickJoint : words.pickName(written),
          keyboard,
        });
      }
    }
  }

  async function run(ctx: BotContext, intent: Intent, argument: string): Promise<void> {
    await ctx.account();
    const words = ctx.texts.commands.whom;
    if (argument !== '') {
      await found(ctx, intent, readWhom(argument));
    } else if (ctx.message?.reply_to_message) {
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
      run: (ctx, argument) => run(ctx, intent, argument),
    })),
    presses: { pick: { run: (ctx, press) => intentNamed(press.intent).carryOut(ctx, press.mid) } },
    questions: [
      {
        name: question,
        noText: async (ctx) => void (await ctx.reply(ctx.texts.login.noWords)),
        answer: async (ctx, text, about) =>
          (await found(ctx, intentNamed(about), readWhom(text))) ? 'done' : 'again',
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

function listed(pieces: readonly string[]): string {
  return pieces.slice(0, 10).map(oneLine).join(' ');
}

function asWritten(target: Target): string {
  switch (target.kind) {
    case 'mid':
      return String(target.mid);
    case 'video':
      return 'bvid' in target ? target.bvid : `av${target.aid}`;
    case 'short':
      return target.url;
    case 'name':
      return `@${target.name}`;
  }
}

/**
 * Whom the message replied to names. In the bot's own messages only the links it set itself count: a name or a
 * signature shown there is a stranger's text.
 */
function namedInReply(ctx: BotContext): Target[] {
  const message = ctx.message?.reply_to_message;
  const text = message?.text ?? message?.caption ?? '';
  const entities = message?.entities ?? message?.caption_entities ?? [];
  const links = entities.flatMap((entity: MessageEntity) =>
    entity.type === 'text_link' ? [entity.url] : [],
  );
  return findWhom(message?.from?.id === ctx.me.id ? '' : text, links);
}
