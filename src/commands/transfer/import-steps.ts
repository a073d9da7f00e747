import type { BackgroundTasks } from '../../bot/background-tasks.ts';
import type { BotContext } from '../../bot/context.ts';
import { deleteMessageWithCredential } from '../../bot/delete-message-with-credential.ts';
import type { AnswerOutcome, CallbackHandlers } from '../../bot/feature.ts';
import { type Content, editOrSendNew } from '../../bot/messages.ts';
import { formatCount } from '../../bot/text/format-numbers.ts';
import type { Clock } from '../../clock.ts';
import { mostPeople, mostRequested, TooManyPeople } from '../../jobs/index.ts';
import { type ImportText, type PeopleRead, UnreadableFile } from '../../people/import/read-people.ts';
import { tryToReadNames } from '../../people/read-names.ts';
import type { JobProposals } from '../bulk/propose-job.ts';
import { anyGroupNamed, compareGroups, isAnythingToRestore } from './compare-import-groups.ts';
import { toJobPeopleWithoutGroups } from './import-job-people.ts';
import { drawNobodyRead, leftOutNotices } from './import-notices.ts';
import {
  drawColumnQuestion,
  drawGroupsQuestion,
  drawPurposeQuestion,
  type ImportAnswers,
  nothingAnswered,
  shownCandidates,
} from './import-question-screens.ts';
import { type ImportSource, isImportSource, readImportSource } from './import-source.ts';
import { createRestoreGroups } from './restore-groups.ts';

export interface ImportDeps {
  jobProposals: Pick<JobProposals, 'propose'>;
  tasks: BackgroundTasks;
  clock: Clock;
}

/** The steps from a document or text to a proposed job. */
export interface ImportSteps {
  /**
   * Reads the people of a message and proposes to follow them. Open questions are asked first, one by one:
   * which column holds the people, what a blacklist or list of fans is for, whether to restore groups. Each
   * question replies to the message, and a press reads the message again with all answers so far, so nothing
   * is stored in between. `again` when nobody was found, which the user was told.
   * @throws TooManyPeople and what prevents reading the account; nothing is done then.
   */
  begin(ctx: BotContext, message: ImportSource): Promise<AnswerOutcome>;
  callbacks: CallbackHandlers<'importAnswer'>;
}

export function createImportSteps({ jobProposals, tasks, clock }: ImportDeps): ImportSteps {
  const restoreGroups = createRestoreGroups({ tasks, clock });

  async function proceed(
    ctx: BotContext,
    source: ImportSource,
    answers: ImportAnswers,
  ): Promise<AnswerOutcome> {
    await ctx.account();
    const read = await readOrExplain(ctx, source, answers.column);
    if (read === undefined) return 'again';
    const question = await openQuestion(ctx, read, answers);
    if (question) await show(ctx, source, question);
    else if (read.kind !== 'ambiguous') await propose(ctx, read, answers);
    return 'done';
  }

  async function propose(ctx: BotContext, read: PeopleRead, answers: ImportAnswers): Promise<void> {
    if (answers.groups === 'restore') return restore(ctx, read, answers);
    const action = answers.purpose === 'block' ? 'block' : 'follow';
    const { texts } = ctx;
    const words = texts.transfer.import;
    const below = answers.groups === 'leave' ? words.withoutGroups : words.below(texts.jobs.actions[action]);
    const notices = [
      ...leftOutNotices(read, texts),
      ...(read.unreadCount > read.unread.length ? [words.unreadOf(formatCount(read.unreadCount))] : []),
    ];
    if (ctx.callbackQuery) await editOrSendNew(ctx, { text: [below, ...notices].join('\n') });
    else if (notices.length > 0) await ctx.reply(notices.join('\n'));
    await jobProposals.propose(ctx, { action, people: toJobPeopleWithoutGroups(read.people) }, read.unread);
  }

  async function restore(ctx: BotContext, read: PeopleRead, answers: ImportAnswers): Promise<void> {
    const { session, mid } = await ctx.account();
    const groups = await session.groups.list({}, { signal: ctx.signal });
    const wanted = compareGroups(read.people, groups);
    await restoreGroups(ctx, {
      read,
      groups,
      question: drawGroupsQuestion(read, wanted, { ctx, mid, answers }),
      follow: (people) => jobProposals.propose(ctx, { action: 'follow', people }, read.unread),
    });
  }

  return {
    begin: (ctx, message) => proceed(ctx, message, nothingAnswered),
    callbacks: {
      async importAnswer(ctx, { mid, column, purpose, groups }) {
        const source = ctx.callbackQuery?.message?.reply_to_message;
        const { mid: acting } = await ctx.account();
        if (source === undefined || !isImportSource(source) || acting !== mid)
          return editOrSendNew(ctx, { text: ctx.texts.transfer.import.stale });
        await proceed(ctx, source, { column, purpose, groups });
      },
    },
  };
}

/** The first open question; `undefined` when there is none. */
async function openQuestion(
  ctx: BotContext,
  read: ImportText,
  answers: ImportAnswers,
): Promise<Content | undefined> {
  const { session, mid } = await ctx.account();
  if (read.kind === 'ambiguous') {
    const candidates = shownCandidates(read.candidates);
    const mids = [...new Set(candidates.flatMap((candidate) => candidate.mids))];
    return drawColumnQuestion(candidates, await tryToReadNames(session, mids, ctx.signal), {
      ctx,
      mid,
      answers,
    });
  }
  if (read.kind !== 'follows' && answers.purpose === 'open')
    return drawPurposeQuestion(read, { ctx, mid, answers });
  if (answers.purpose === 'block' || answers.groups !== 'open' || !anyGroupNamed(read.people))
    return undefined;
  const wanted = compareGroups(read.people, await session.groups.list({}, { signal: ctx.signal }));
  return isAnythingToRestore(wanted) ? drawGroupsQuestion(read, wanted, { ctx, mid, answers }) : undefined;
}

/** Edits the pressed message, or sends a new one as a reply to the source. */
async function show(ctx: BotContext, { message_id }: ImportSource, content: Content): Promise<void> {
  if (ctx.callbackQuery) return editOrSendNew(ctx, content);
  await ctx.reply(String(content.text), {
    reply_parameters: { message_id, allow_sending_without_reply: true },
    reply_markup: { inline_keyboard: content.keyboard ?? [] },
  });
}

/**
 * Reads the people of a message; `undefined` when there are none, which the user was told. A message with a
 * login is deleted.
 * @throws TooManyPeople
 */
async function readOrExplain(
  ctx: BotContext,
  source: ImportSource,
  column: string,
): Promise<ImportText | undefined> {
  try {
    const read = await readImportSource(ctx, source, column);
    if (read.kind === 'ambiguous') return read;
    const { length } = read.people;
    // A file may name more people than a typed message.
    const most = source.document ? mostRequested : mostPeople;
    if (length > most) throw new TooManyPeople(length, most);
    if (length > 0) return read;
    await ctx.reply(drawNobodyRead(read, ctx.texts));
  } catch (error) {
    if (!(error instanceof UnreadableFile)) throw error;
    if (error.reason === 'credentials') await deleteMessageWithCredential(ctx, source);
    await ctx.reply(ctx.texts.transfer.import.unreadable[error.reason]);
  }
  return undefined;
}
