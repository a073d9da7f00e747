import type { Group } from '../../api/index.ts';
import { type BackgroundTasks, taskKey } from '../../bot/background-tasks.ts';
import { type BotContext, chatUserOf } from '../../bot/context.ts';
import { replyWithFailure } from '../../bot/failures.ts';
import { type Content, editOrSendNew } from '../../bot/messages.ts';
import { createProgressMessage } from '../../bot/progress-message.ts';
import type { Clock } from '../../clock.ts';
import type { JobPerson } from '../../jobs/index.ts';
import { type GroupMade, makeGroups } from '../../people/create-many-groups.ts';
import type { PeopleRead } from '../../people/import/read-people.ts';
import { drawGroupsMade, leftOutNotices } from './import-notices.ts';
import { toJobPeopleWithGroups } from './match-groups-with-account.ts';

/** What restoring groups needs. */
export interface RestoreGroupsRequest {
  read: PeopleRead;
  /** All groups of the account. */
  groups: readonly Group[];
  /** Names of the groups it lacks. */
  missing: readonly string[];
  /** The answered question, asked again when groups cannot be created. */
  question: Content;
  follow(people: readonly JobPerson[]): Promise<void>;
}

/** Creates the groups the account lacks, then continues with the people in them. */
export async function restoreGroups(
  ctx: BotContext,
  request: RestoreGroupsRequest,
  { tasks, clock }: { tasks: BackgroundTasks; clock: Clock },
): Promise<void> {
  const { read, groups, missing, follow } = request;
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
    await makeAndFollow(ctx, request, clock);
  });
}

async function makeAndFollow(
  ctx: BotContext,
  { read, missing, question, follow }: RestoreGroupsRequest,
  clock: Clock,
): Promise<void> {
  const { session } = await ctx.account();
  const words = ctx.texts.transfer.import;
  const progress = createProgressMessage((text) => editOrSendNew(ctx, { text }), clock.monotonic);
  const outcomes: GroupMade[] = [];
  try {
    for await (const outcome of makeGroups(session, missing, ctx.signal)) {
      outcomes.push(outcome);
      await progress(words.making(missing.length, outcomes.length));
    }
    await editOrSendNew(ctx, {
      text: [drawGroupsMade(outcomes, ctx.texts), ...leftOutNotices(read, ctx.texts)].join('\n'),
    });
    const groups = await session.groups.list({}, { signal: ctx.signal });
    await follow(toJobPeopleWithGroups(read.people, groups));
  } catch (error) {
    const stopped = [words.gaveUp, drawGroupsMade(outcomes, ctx.texts)].join('\n');
    await editOrSendNew(ctx, { ...question, text: `${question.text}\n\n${stopped}` });
    await replyWithFailure(ctx, error);
  }
}
