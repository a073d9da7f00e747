import type { Message } from 'grammy/types';
import { type BackgroundTasks, taskKey } from '../../bot/background-tasks.ts';
import { type BotContext, chatUserOf } from '../../bot/context.ts';
import { explain } from '../../bot/failures.ts';
import type { Answered, CallbackHandlers } from '../../bot/feature.ts';
import { edit } from '../../bot/messages.ts';
import type { Clock } from '../../clock.ts';
import { mostPeople, TooManyPeople } from '../../jobs/index.ts';
import { type GroupMade, makeGroups } from '../../people/new-groups.ts';
import { UnreadableFile } from '../../people/unreadable-file.ts';
import type { JobProposals } from '../bulk/propose-job.ts';
import type { Roll } from './import-collector.ts';
import { type GroupsWanted, groupsWanted, namesGroups, withGroups, withoutGroups } from './import-groups.ts';
import { drawGroupsMade, drawImportGroups, drawUnread } from './import-screens.ts';
import { isSource, readSource } from './import-source.ts';
import { createProgress } from './progress-message.ts';

/** What importing needs. */
export interface ImportDeps {
  jobProposals: Pick<JobProposals, 'propose'>;
  tasks: BackgroundTasks;
  clock: Clock;
}

/** The way from a document or a text to the proposal of a follow job. */
export interface Importing {
  /**
   * Reads whom a message names and proposes to follow them. When they were in groups, it is asked first whether to
   * restore those; the question answers the message, and a press reads it anew, so nothing is kept in between.
   * `again` when nobody could be read, which was said.
   * @throws TooManyPeople and what keeps the account from being read; nothing is done then.
   */
  begin(ctx: BotContext, message: Message): Promise<Answered>;
  callbacks: CallbackHandlers<'importGroups'>;
}

/** Puts the way together. */
export function createImporting({ jobProposals, tasks, clock }: ImportDeps): Importing {
  async function begin(ctx: BotContext, message: Message): Promise<Answered> {
    const { session, mid } = await ctx.account();
    await ctx.replyWithChatAction('typing');
    const roll = await rollOf(ctx, message);
    if (roll === undefined) return 'again';
    if (!namesGroups(roll.people)) {
      await follow(ctx, { people: withoutGroups(roll.people), unread: roll.unread });
      return 'done';
    }
    const wanted = groupsWanted(roll.people, await session.groups.list({}, { signal: ctx.signal }));
    const { text, keyboard } = drawImportGroups(roll, wanted, { ctx, mid });
    await ctx.reply(text, {
      reply_parameters: { message_id: message.message_id, allow_sending_without_reply: true },
      reply_markup: { inline_keyboard: keyboard },
    });
    return 'done';
  }

  async function follow(
    ctx: BotContext,
    { people, unread }: { people: ReturnType<typeof withoutGroups>; unread: readonly string[] },
  ): Promise<void> {
    await jobProposals.propose(ctx, { action: 'follow', people }, unread);
  }

  async function restore(ctx: BotContext, roll: Roll): Promise<void> {
    const { session } = await ctx.account();
    const groups = await session.groups.list({}, { signal: ctx.signal });
    const wanted = groupsWanted(roll.people, groups);
    const words = ctx.texts.transfer.import;
    if (wanted.missing.length === 0) {
      await edit(ctx, { text: words.ready });
      return follow(ctx, { people: withGroups(roll.people, groups), unread: roll.unread });
    }
    const task = taskKey('import', chatUserOf(ctx));
    await tasks.cancel(task);
    await edit(ctx, { text: words.making(wanted.missing.length, 0) });
    // Making groups is writing, a few seconds each, which together may be longer than an update has.
    tasks.start(task, async (signal) => {
      ctx.signal = AbortSignal.any([ctx.signal, signal]);
      await makeAndFollow(ctx, roll, wanted);
    });
  }

  async function makeAndFollow(ctx: BotContext, roll: Roll, wanted: GroupsWanted): Promise<void> {
    const { session, mid } = await ctx.account();
    const { missing } = wanted;
    const progress = createProgress((text) => edit(ctx, { text }), clock.now);
    const outcomes: GroupMade[] = [];
    try {
      for await (const outcome of makeGroups(session, missing, ctx.signal)) {
        outcomes.push(outcome);
        await progress(ctx.texts.transfer.import.making(missing.length, outcomes.length));
      }
      await edit(ctx, { text: drawGroupsMade(outcomes, ctx.texts) });
      const groups = await session.groups.list({}, { signal: ctx.signal });
      await follow(ctx, { people: withGroups(roll.people, groups), unread: roll.unread });
    } catch (error) {
      const { text, keyboard } = drawImportGroups(roll, wanted, { ctx, mid });
      const stopped = [ctx.texts.transfer.import.gaveUp, drawGroupsMade(outcomes, ctx.texts)].join('\n');
      await edit(ctx, { text: `${text}\n\n${stopped}`, keyboard });
      await explain(ctx, error);
    }
  }

  return {
    begin,
    callbacks: {
      importGroups: {
        async run(ctx, { mid, restore: restoring }) {
          const source = ctx.callbackQuery?.message?.reply_to_message;
          const { mid: acting } = await ctx.account();
          if (source === undefined || !isSource(source) || acting !== mid)
            return edit(ctx, { text: ctx.texts.transfer.import.stale });
          const roll = await rollOf(ctx, source);
          if (roll === undefined) return;
          if (restoring === 'yes') return restore(ctx, roll);
          await edit(ctx, { text: ctx.texts.transfer.import.withoutGroups });
          await follow(ctx, { people: withoutGroups(roll.people), unread: roll.unread });
        },
      },
    },
  };
}

/** Whom a message names; `undefined` when that is nobody, which the user was told. */
async function rollOf(
  ctx: BotContext,
  message: Pick<Message, 'document' | 'text'>,
): Promise<Roll | undefined> {
  try {
    const roll = await readSource(ctx, message);
    if (roll.people.length > mostPeople) throw new TooManyPeople(roll.people.length);
    if (roll.people.length > 0) return roll;
    await ctx.reply(drawUnread(roll.unread, ctx.texts));
  } catch (error) {
    if (!(error instanceof UnreadableFile)) throw error;
    await ctx.reply(ctx.texts.transfer.import.unreadable[error.reason]);
  }
  return undefined;
}
