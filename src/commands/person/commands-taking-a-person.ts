import type { Bilibili } from '../../api/index.ts';
import type { CallbackOf } from '../../bot/callback-data.ts';
import { type BotContext, requireLogin } from '../../bot/context.ts';
import type { Command, Feature } from '../../bot/feature.ts';
import { ask } from '../../bot/questions.ts';
import { repliedTo, urlsBehindText } from '../../bot/read-message-text.ts';
import type { Texts } from '../../bot/text/index.ts';
import { actingViewerOf } from '../../bot/viewer.ts';
import {
  findPeopleInMessage,
  type PeopleInText,
  type PersonReference,
  readPeopleInAnswer,
} from '../../people/people-in-text.ts';
import { readPersonAndText } from '../../people/person-and-text.ts';
import { nameInMessage } from '../names-and-profile-links.ts';
import {
  peopleInRepliedMessage,
  quotePieces,
  readPeopleIn,
  replyUnresolved,
  resolveOne,
  resolvePeople,
} from './resolve-people.ts';

/**
 * A command about people: its name, and what it does with one person. When nobody is named it asks, or runs
 * `alone`; for several people, or unrecognized pieces, it runs `forMany` if there is one.
 */
export type PersonCommand = Pick<Command, 'inGroups'> & {
  /**
   * Runs it for one person. `text`: what follows the person, for commands that take a text, or empty. `name`:
   * their name, where known without a request.
   */
  forOne(ctx: BotContext, mid: number, text: string, name?: string): Promise<unknown>;
  /** Only the first piece names a person; the rest is a text about them. */
  takesText?: true;
  /** Runs it for several. `unread`: unrecognized pieces; continuing without them needs a confirmation. */
  forMany?(ctx: BotContext, mids: readonly number[], unread: readonly string[]): Promise<void>;
} & (
    | { name: keyof Texts['commands']['whom']['ask']; withoutArgument?: undefined }
    | { name: CallbackOf<'pick'>['intent']; withoutArgument(ctx: BotContext): Promise<unknown> }
  );

const question = 'whom';

/**
 * Creates commands that take a person in any supported form: after the command, in a message it replies to,
 * or as the answer to a question. When several people match, the user picks one. Plain text that names one
 * person runs the first intent; text that names several gets a list of commands for them.
 */
export function commandsTakingPerson(
  bilibili: Pick<Bilibili, 'resolveShortLink'>,
  intents: readonly [PersonCommand, ...PersonCommand[]],
) {
  const [first] = intents;

  async function carryOut(
    ctx: BotContext,
    intent: PersonCommand,
    { targets, unread }: PeopleInText,
    text = '',
  ): Promise<boolean> {
    const words = ctx.texts.commands.whom;
    const [target, ...others] = targets;
    // For commands without `forMany`, one person among other words is accepted.
    const isClear = unread.length === 0 || (intent.forMany === undefined && others.length === 0);
    if (target !== undefined && isClear && others.length === 0) {
      await resolveAndCarryOut(ctx, intent, target, text);
      return true;
    }
    if (target === undefined || (unread.length > 0 && intent.forMany === undefined)) {
      await ctx.reply(words.unread(quotePieces(unread)));
      return false;
    }
    if (intent.forMany === undefined) {
      await ctx.reply(words.several(targets.length));
      return true;
    }
    // People who cannot be resolved are not acted on; their text is shown to the user.
    const found = await resolvePeople(ctx, bilibili, { targets, unread });
    if (found) await intent.forMany(ctx, found.mids, found.unread);
    return true;
  }

  /** Parses the people named in an answer or after a command, and continues with them. */
  async function carryOutForText(ctx: BotContext, intent: PersonCommand, said: string): Promise<boolean> {
    const { who, text } = intent.takesText ? readPersonAndText(said) : { who: said, text: '' };
    return carryOut(ctx, intent, readPeopleIn(ctx, who), text);
  }

  async function resolveAndCarryOut(
    ctx: BotContext,
    intent: PersonCommand,
    target: PersonReference,
    text = '',
  ): Promise<unknown> {
    const resolved = await resolveOne(ctx, bilibili, target);
    if (resolved.kind === 'person') return intent.forOne(ctx, resolved.mid, text, resolved.name);
    const { user, as } = actingViewerOf(ctx);
    const { name } = intent;
    return replyUnresolved(ctx, target, resolved, (mid) => ({ kind: 'pick', user, intent: name, mid, as }));
  }

  async function run(ctx: BotContext, intent: PersonCommand, argument: string): Promise<void> {
    await requireLogin(ctx);
    const words = ctx.texts.commands.whom;
    const named =
      repliedTo(ctx.message) && (argument === '' || intent.takesText) ? peopleInRepliedMessage(ctx) : [];
    if (named.length > 0) {
      await carryOut(ctx, intent, { targets: named, unread: [] }, argument);
    } else if (argument !== '') {
      await carryOutForText(ctx, intent, argument);
    } else if (repliedTo(ctx.message)) {
      await ctx.reply(words.noneInReply);
    } else if (intent.withoutArgument) {
      await intent.withoutArgument(ctx);
    } else {
      await ask(ctx, words.ask[intent.name], question, intent.name);
    }
  }

  const intentNamed = (name: unknown): PersonCommand =>
    intents.find((intent) => intent.name === name) ?? first;
  return {
    commands: intents.map((intent) => ({
      name: intent.name,
      theme: 'people',
      inGroups: intent.inGroups,
      run: (ctx, argument) => run(ctx, intent, argument),
    })),
    callbacks: {
      pick: {
        forGuests: ({ intent }) => intentNamed(intent).inGroups === 'everyone',
        run: (ctx, { intent, mid }) => intentNamed(intent).forOne(ctx, mid, '', nameInMessage(ctx, mid)),
      },
    },
    questions: [
      {
        name: question,
        answer: async (ctx, text, about) =>
          (await carryOutForText(ctx, intentNamed(about), text)) ? 'done' : 'again',
      },
    ],
    async text(ctx, text) {
      const { targets, unread } = readPeopleInAnswer(text);
      const onlyPeople = unread.length === 0 && targets.length > 0;
      const [target, ...others] = onlyPeople
        ? targets
        : findPeopleInMessage(text, urlsBehindText(ctx.message));
      if (onlyPeople && others.length > 0) {
        await ctx.reply(ctx.texts.commands.whom.severalAlone(targets.length));
        return true;
      }
      if (target === undefined || others.length > 0) return false;
      await resolveAndCarryOut(ctx, first, target);
      return true;
    },
  } satisfies Feature;
}
