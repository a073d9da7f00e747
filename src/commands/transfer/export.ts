import { GrammyError, InputFile, InputMediaBuilder } from 'grammy';
import { type BackgroundTasks, taskKey } from '../../bot/background-tasks.ts';
import { type BotContext, chatUserOf } from '../../bot/context.ts';
import { explanationOf } from '../../bot/failures.ts';
import type { Feature } from '../../bot/feature.ts';
import { type Keyboard, loginKeyboard } from '../../bot/keyboards.ts';
import { editMessageAt, ignoreGrammyError } from '../../bot/messages.ts';
import { createProgressMessage } from '../../bot/progress-message.ts';
import { formatCount } from '../../bot/text/format-numbers.ts';
import { formatDay } from '../../bot/text/format-times.ts';
import type { Clock } from '../../clock.ts';
import {
  type AllLists,
  exportedLists,
  mostFans,
  type OnRead,
  readAllLists,
} from '../../people/read-lists-for-export.ts';
import { finishInSlices } from '../../text/interruptible-work.ts';
import { type NamedFile, toExportFiles } from './export-files.ts';
import { type ExportDocument, type Incomplete, toExportDocument } from './export-json-document.ts';

interface ExportDeps {
  tasks: BackgroundTasks;
  clock: Clock;
}

/** `/export`: sends the account's lists as files; in private chats only. */
export function exportFeature(deps: ExportDeps) {
  return {
    commands: [{ name: 'export', theme: 'people', inGroups: 'nobody', run: (ctx) => beginExport(ctx, deps) }],
  } satisfies Feature;
}

/**
 * Reads all lists in the background, since thousands of people take minutes, and sends the files together.
 * One message shows progress and result; /cancel stops it.
 */
async function beginExport(ctx: BotContext, { tasks, clock }: ExportDeps): Promise<void> {
  const account = await ctx.account();
  const { chat } = chatUserOf(ctx);
  const task = taskKey('export', chatUserOf(ctx));
  const words = ctx.texts.transfer.export;
  await tasks.cancel(task);
  const { message_id: message } = await ctx.reply(words.begun);

  const show = (text: string, keyboard: Keyboard = []): Promise<void> =>
    editMessageAt(ctx.api, { chat, message }, { text, keyboard }).catch(ignoreGrammyError);

  tasks.start(task, async (signal) => {
    try {
      const progress = createProgressMessage(show, clock.monotonic);
      const onRead: OnRead = (list, read, total) =>
        progress(
          words.reading(words.lists[list], formatCount(read), total === undefined ? '' : formatCount(total)),
        );
      const everything = await readAllLists(account.session, onRead, signal);
      signal.throwIfAborted();
      const shaping = toExportDocument(everything, {
        account,
        madeAt: clock.now(),
        timezone: ctx.timezone,
        incomplete: describeIncomplete(everything, ctx),
        notes: await ctx.notes?.all(),
      });
      const document = await finishInSlices(shaping, signal);
      const files = await finishInSlices(
        toExportFiles(document, formatDay(clock.now(), ctx.timezone)),
        signal,
      );
      const sent = files.slice(0, ctx.platform.mostDocuments);
      if (files.length > 1) await sendFiles(ctx, sent);
      const left = files.slice(sent.length).map(({ name }) => name);
      await show(summary(ctx, document, left), wouldLoginHelp(everything, ctx) ? loginKeyboard(ctx) : []);
    } catch (error) {
      if (isNotTakenNow(error)) return await show(words.notTaken);
      await show(signal.aborted ? words.stopped : words.broken);
      throw error;
    }
  });
}

/** In one call, so that they arrive together or not at all; one by one where the platform rejects that. */
async function sendFiles(ctx: BotContext, files: readonly NamedFile[]): Promise<void> {
  const uploads = () => files.map(({ name, bytes }) => new InputFile(bytes, name));
  try {
    await ctx.replyWithMediaGroup(uploads().map((upload) => InputMediaBuilder.document(upload)));
  } catch (error) {
    if (!isCallRejected(error)) throw error;
    for (const upload of uploads()) await ctx.replyWithDocument(upload);
  }
}

/** Counts of the people in the files, and what is missing. */
function summary(
  ctx: BotContext,
  { following, fans, blacks, groups, incomplete }: ExportDocument,
  left: readonly string[],
): string {
  const words = ctx.texts.transfer.export;
  const counts = Object.entries({ following, fans, blacks, groups }).flatMap(([list, rows]) =>
    rows === undefined
      ? []
      : [words.countOf(words.lists[list as keyof typeof words.lists], formatCount(rows.length))],
  );
  return [
    counts.length > 0 ? words.done(counts.join(words.separator)) : words.nothing,
    ...incomplete.map(({ list, read, total, why }) =>
      read === undefined
        ? words.leftOut(words.lists[list], why)
        : words.partly(words.lists[list], formatCount(read), formatCount(total ?? read), why),
    ),
    ...(left.length > 0 ? [words.inJsonOnly(left.join(ctx.texts.common.comma))] : []),
    ...(counts.length > 0 ? [words.next] : []),
  ].join('\n');
}

/** What is missing in an export: lists that could not be read, and lists shorter than their total. */
function describeIncomplete({ people, failed }: AllLists, { texts, timezone }: BotContext): Incomplete[] {
  const words = texts.transfer.export;
  return exportedLists.flatMap((list): Incomplete[] => {
    const failure = failed[list];
    if (failure !== undefined) {
      const why = explanationOf(failure, texts, timezone)?.text ?? texts.failures.refused.unknown;
      return [{ list, why: String(why) }];
    }
    const read = list === 'groups' ? undefined : people[list];
    if (read === undefined) return [];
    const { length } = read.people;
    const { total = length } = read;
    if (length >= total) return [];
    const why = list === 'fans' && length >= mostFans ? words.newestOnly : words.endedEarly;
    return [{ list, read: length, total, why }];
  });
}

/** Whether a new login would allow reading the missing lists. */
function wouldLoginHelp({ failed }: AllLists, { texts, timezone }: BotContext): boolean {
  return Object.values(failed).some((failure) => explanationOf(failure, texts, timezone)?.loginHelps);
}

/** Whether the platform does not know this call, or does not take it with this content; nothing was sent then. */
function isCallRejected(error: unknown): boolean {
  return error instanceof GrammyError && (error.error_code === 404 || error.error_code === 400);
}

/** Whether the platform's rate limit was hit. */
function isNotTakenNow(error: unknown): boolean {
  return error instanceof GrammyError && error.error_code === 429;
}
