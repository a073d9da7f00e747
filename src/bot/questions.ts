import {
  type Conversation,
  type ConversationData,
  conversations,
  createConversation,
  type VersionedState,
} from '@grammyjs/conversations';
import { Composer, type Context } from 'grammy';
import type { ConversationRecord, Repository } from '../storage/index.ts';
import { type BotContext, chatUserOf } from './context.ts';
import { replyWithFailure } from './failures.ts';
import type { AnswerOutcome, Question, TakePasted } from './feature.ts';
import { type Content, send } from './messages.ts';
import { readCommand } from './read-command.ts';

/** How long a question waits for its answer, ms. */
const answerTimeout = 10 * 60_000;
const conversationId = 'question';

interface Asked {
  question: string;
  about: unknown;
}

/**
 * By context of an answer being handled: the question that follows. The running conversation continues with
 * it.
 */
const answering = new WeakMap<BotContext, { next?: Asked }>();

/**
 * Asks a question in these words: the next text of this user in this chat goes to its `answer`. Replaces an
 * open question. In a group Telegram delivers only replies to the bot's messages, so there a reply is
 * requested. May be called while an answer is handled.
 */
export async function ask(
  ctx: BotContext,
  words: string | Content,
  question: string,
  about: unknown = {},
): Promise<void> {
  if (typeof words === 'string') await ctx.reply(words);
  else await send(ctx, words);
  const answer = answering.get(ctx);
  if (answer) answer.next = { question, about };
  else {
    await ctx.conversation.exitAll();
    await ctx.conversation.enter(conversationId, { question, about } satisfies Asked);
  }
  if (chatUserOf(ctx).private) return;
  const { message } = ctx;
  await ctx.reply(
    ctx.texts.replies.answerHere,
    message && {
      reply_parameters: { message_id: message.message_id, allow_sending_without_reply: true },
      reply_markup: { force_reply: true, selective: true },
    },
  );
}

/** Says what is wrong with an answer; the question stays open. */
export async function askAgain(ctx: BotContext, words: string): Promise<'again'> {
  await ctx.reply(words);
  return 'again';
}

/** Ends the open question, if any, because a button answered it. */
export async function leaveQuestion(ctx: BotContext): Promise<void> {
  await ctx.conversation.exitAll();
}

/**
 * Waits for typed input (or a document), one question at a time per chat and user, also over a restart. All
 * questions share one conversation, which only waits and passes the answer on; everything else happens
 * outside of the plugin's replay. The plugin stores every message it waits for, including pasted cookies, so
 * its storage must be encrypted.
 */
export function questionMiddleware(
  all: readonly Question[],
  storage: Repository<ConversationRecord>,
  takePasted: TakePasted,
): Composer<BotContext> {
  const byName = new Map(all.map((question) => [question.name, question]));

  async function answered(ctx: BotContext, { question, about }: Asked): Promise<AnswerOutcome> {
    const asked = byName.get(question);
    if (asked === undefined) return 'done';
    const { text, document } = ctx.message ?? {};
    try {
      if (ctx.pasted !== undefined) {
        if (asked.takesCredentials) return await asked.answer(ctx, ctx.pasted, about);
        await takePasted(ctx, ctx.pasted);
        return 'done';
      }
      if (document !== undefined && asked.document) return await asked.document(ctx, document, about);
      if (text !== undefined) return await asked.answer(ctx, text, about);
      await ctx.reply(asked.noText?.(ctx) ?? ctx.texts.login.noWords);
      return 'again';
    } catch (error) {
      // Errors of other classes than grammY's would leave the conversation stuck forever.
      await replyWithFailure(ctx, error);
      return 'done';
    }
  }

  /** The question after an answer to `asked`: another one, the same again, or none. */
  async function afterAnswer(ctx: BotContext, asked: Asked): Promise<Asked | undefined> {
    const answer: { next?: Asked } = {};
    answering.set(ctx, answer);
    const outcome = await answered(ctx, asked);
    answering.delete(ctx);
    return answer.next ?? (outcome === 'again' ? asked : undefined);
  }

  async function conversation(
    conversation: Conversation<BotContext, Context>,
    _: Context,
    asked: Asked,
  ): Promise<void> {
    let open: Asked | undefined = asked;
    while (open) {
      const question: Asked = open;
      await conversation.waitFor('message', { maxMilliseconds: answerTimeout, next: true });
      open = await conversation.external((outside) => afterAnswer(outside, question));
    }
  }

  const composer = new Composer<BotContext>();
  composer.use(
    conversations<BotContext, Context>({
      storage: {
        type: 'key',
        // Without placeholders, updates without a chat or a user would share one key.
        getStorageKey: (ctx) => `${ctx.chat?.id ?? 'nowhere'}:${ctx.from?.id ?? 'nobody'}`,
        adapter: {
          read: (key) => storage.get(key) as Promise<VersionedState<ConversationData> | undefined>,
          write: async (key, state) => void (await storage.update(key, () => state)),
          delete: async (key) => void (await storage.remove(key)),
        },
      },
    }),
    async (ctx, next) => {
      const written = readCommand(ctx);
      const leaves = written?.slash === true || written?.name === 'cancel';
      ctx.leftQuestion = leaves && ctx.conversation.active(conversationId) > 0;
      if (ctx.leftQuestion) await ctx.conversation.exitAll();
      await next();
    },
    createConversation<BotContext, Context>(conversation, { id: conversationId }),
  );
  return composer;
}
