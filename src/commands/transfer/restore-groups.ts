import type { Group } from '../../api/index.ts';
import { type BackgroundTasks, taskKey } from '../../bot/background-tasks.ts';
import { type BotContext, chatUserOf } from '../../bot/context.ts';
import { replyWithFailure } from '../../bot/failures.ts';
import { type Content, editOrSendNew } from '../../bot/messages.ts';
import type { Clock } from '../../clock.ts';
import type { JobPerson } from '../../jobs/index.ts';
import type { PeopleRead } from '../../people/import/read-people.ts';
import { type GroupMade, makeGroups } from '../../people/make-groups.ts';
import { compareGroups } from './compare-import-groups.ts';
import { toJobPeopleWithGroups } from './import-job-people.ts';
import { drawGroupsMade, leftOutNotices } from './import-notices.ts';
import { createProgressMessage } from './throttle-progress-edits.ts';

/** The groups to restore, the question to show again on failure, and the next step. */
export interface RestoreGroupsRequest {
  read: PeopleRead;
  /** All groups of the account. */
  groups: readonly Group[];
  /** The answered question, asked again when groups cannot be created. */
  question: Content;
  follow(people: readonly JobPerson[]): Promise<void>;
}

/** Creates the groups the account lacks, then continues with the people in them. */
export type RestoreGroups = (ctx: BotContext, groups: RestoreGroupsRequest) => Promise<void>;

export function createRestoreGroups({
  tasks,
  clock,
}: {
  tasks: BackgroundTasks;
  clock: Clock;
}): RestoreGroups {
  async function makeAndFollow(
    ctx: BotContext,
    missing: readonly string[],
    { read, question, follow }: RestoreGroupsRequest,
  ): Promise<void> {
    const { session } = await ctx.account();
    const progress = createProgressMessage((text) => editOrSendNew(ctx, { text }), clock.monotonic);
    const outcomes: GroupMade[] = [];
    try {
      for await (const outcome of makeGroups(session, missing, ctx.signal)) {
        outcomes.push(outcome);
        await progress(ctx.texts.transfer.import.making(missing.length, outcomes.length));
      }
      await editOrSendNew(ctx, {
        text: [drawGroupsMade(outcomes, ctx.texts), ...leftOutNotices(read, ctx.texts)].join('\n'),
      });
      const groups = await session.groups.list({}, { signal: ctx.signal });
      await follow(toJobPeopleWithGroups(read.people, groups));
    } catch (error) {
      const stopped = [ctx.texts.transfer.import.gaveUp, drawGroupsMade(outcomes, ctx.texts)].join('\n');
      await editOrSendNew(ctx, { ...question, text: `${question.text}\n\n${stopped}` });
      await replyWithFailure(ctx, error);
    }
  }

  return async (ctx, restored) => {
    const { read, groups, follow } = restored;
    const { missing } = compareGroups(read.people, groups);
    const words = ctx.texts.transfer.import;
    if (missing.length === 0) {
      await editOrSendNew(ctx, { text: [words.ready, ...leftOutNotices(read, ctx.texts)].join('\n') });
      return follow(toJobPeopleWithGroups(read.people, groups));
    }
    const task = taskKey('import', chatUserOf(ctx));
    await tasks.cancel(task);
    await editOrSendNew(ctx, { text: words.making(missing.length, 0) });
    // Creating a group takes seconds, so several may take longer than an update may.
    tasks.start(task, async (signal) => {
      ctx.signal = AbortSignal.any([ctx.signal, signal]);
      await makeAndFollow(ctx, missing, restored);
    });
  };
}
