import type { Message } from 'grammy/types';
import type { BackgroundTasks } from '../../bot/background-tasks.ts';
import { type BotContext, requireLogin } from '../../bot/context.ts';
import type { AnswerOutcome, Feature } from '../../bot/feature.ts';
import { type Content, editOrSendNew } from '../../bot/messages.ts';
import { ask } from '../../bot/questions.ts';
import { repliedTo } from '../../bot/read-message-text.ts';
import { formatCount } from '../../bot/text/format-numbers.ts';
import type { Clock } from '../../clock.ts';
import type { ImportText, PeopleRead } from '../../people/import/read-people.ts';
import { tryToReadNames } from '../../people/read-names.ts';
import type { JobProposals } from '../bulk/propose-job.ts';
import { leftOutNotices } from './import-notices.ts';
import {
  drawColumnQuestion,
  drawGroupsQuestion,
  drawPurposeQuestion,
  type ImportAnswers,
  type ImportQuestionContext,
  nothingAnswered,
  shownCandidates,
} from './import-question-screens.ts';
import { type ImportSource, isImportSource, readPeopleOrExplain } from './import-source.ts';
import {
  anyGroupNamed,
  isAnythingToRestore,
  matchGroupsWithAccount,
  toJobPeopleWithoutGroups,
} from './match-groups-with-account.ts';
import { restoreGroups } from './restore-groups.ts';

export interface ImportDeps {
  jobProposals: Pick<JobProposals, 'propose'>;
  tasks: BackgroundTasks;
  clock: Clock;
}

const question = 'import';

/**
 * `/import`: follows the people named in a file or text, after a preview. They are read from the text after
 * the command, the document it is the caption of, the message it replies to, or the answer to its question.
 */
export function importFeature({ jobProposals, tasks, clock }: ImportDeps) {
  async function run(ctx: BotContext): Promise<void> {
    await requireLogin(ctx);
    const message = messageOf(ctx);
    const replied = repliedTo(message);
    const words = ctx.texts.transfer.import;
    if (isImportSource(message)) await begin(ctx, message);
    else if (replied && isImportSource(replied)) await begin(ctx, replied);
    else if (replied) await ctx.reply(words.noneInReply);
    else await ask(ctx, words.ask, question);
  }

  /**
   * Reads the people of a message and proposes to follow them. Open questions are asked first, one by one:
   * which column holds the people, what a blacklist or list of fans is for, whether to restore groups. Each
   * question replies to the message, and a press reads the message again with all answers so far, so nothing
   * is stored in between. `again` when nobody was found, which the user was told.
   * @throws TooManyPeople and what prevents reading the account; nothing is done then.
   */
  async function begin(
    ctx: BotContext,
    source: ImportSource,
    answers: ImportAnswers = nothingAnswered,
  ): Promise<AnswerOutcome> {
    const { mid } = await ctx.account();
    const read = await readPeopleOrExplain(ctx, source, answers.column);
    if (read === undefined) return 'again';
    const asking = { ctx, mid, answers };
    const open = await openQuestion(read, asking);
    if (open) await show(ctx, source, open);
    else if (read.kind !== 'ambiguous') await propose(read, asking);
    return 'done';
  }

  async function propose(read: PeopleRead, asking: ImportQuestionContext): Promise<void> {
    const { ctx, answers } = asking;
    if (answers.groups === 'restore') return restore(read, asking);
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

  async function restore(read: PeopleRead, asking: ImportQuestionContext): Promise<void> {
    const { ctx } = asking;
    const { session } = await ctx.account();
    const groups = await session.groups.list({}, { signal: ctx.signal });
    const wanted = matchGroupsWithAccount(read.people, groups);
    await restoreGroups(
      ctx,
      {
        read,
        groups,
        missing: wanted.missing,
        question: drawGroupsQuestion(read, wanted, asking),
        follow: (people) => jobProposals.propose(ctx, { action: 'follow', people }, read.unread),
      },
      { tasks, clock },
    );
  }

  return {
    commands: [{ name: 'import', theme: 'people', inGroups: 'owner', run }],
    callbacks: {
      async importAnswer(ctx, { mid, column, purpose, groups }) {
        const source = ctx.callbackQuery?.message?.reply_to_message;
        const { mid: acting } = await ctx.account();
        if (source === undefined || !isImportSource(source) || acting !== mid)
          return editOrSendNew(ctx, { text: ctx.texts.transfer.import.stale });
        await begin(ctx, source, { column, purpose, groups });
      },
    },
    questions: [
      {
        name: question,
        noText: (ctx) => ctx.texts.transfer.import.takes,
        answer: (ctx) => begin(ctx, messageOf(ctx)),
        document: (ctx) => begin(ctx, messageOf(ctx)),
      },
    ],
  } satisfies Feature;
}

/** The first open question; `undefined` when there is none. */
async function openQuestion(read: ImportText, asking: ImportQuestionContext): Promise<Content | undefined> {
  const { ctx, answers } = asking;
  const { session } = await ctx.account();
  if (read.kind === 'ambiguous') {
    const candidates = shownCandidates(read.candidates);
    const mids = [...new Set(candidates.flatMap((candidate) => candidate.mids))];
    return drawColumnQuestion(candidates, await tryToReadNames(session, mids, ctx.signal), asking);
  }
  if (read.kind !== 'follows' && answers.purpose === 'open') return drawPurposeQuestion(read, asking);
  if (answers.purpose === 'block' || answers.groups !== 'open' || !anyGroupNamed(read.people))
    return undefined;
  const wanted = matchGroupsWithAccount(read.people, await session.groups.list({}, { signal: ctx.signal }));
  return isAnythingToRestore(wanted) ? drawGroupsQuestion(read, wanted, asking) : undefined;
}

/** Edits the pressed message, or sends a new one as a reply to the source. */
async function show(ctx: BotContext, { message_id }: ImportSource, content: Content): Promise<void> {
  if (ctx.callbackQuery) return editOrSendNew(ctx, content);
  await ctx.reply(String(content.text), {
    reply_parameters: { message_id, allow_sending_without_reply: true },
    reply_markup: { inline_keyboard: content.keyboard ?? [] },
  });
}

function messageOf(ctx: BotContext): Message {
  if (ctx.message === undefined) throw new TypeError('A command and an answer have a message');
  return ctx.message;
}
