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
import type { Answered, Question, TakePasted } from './feature.ts';
import { readCommand } from './read-command.ts';

/** How long a question waits for its answer, in milliseconds. */
const patience = 10 * 60_000;
const conversationId = 'question';

interface Asked {
  question: string;
  about: unknown;
}

/** What is asked next, of the answers at work: the conversation that heard the answer goes on with it. */
const answering = new WeakMap<BotContext, { next?: Asked }>();

/**
 * Asks: the next text of this user in this chat goes to the question's `answer`. An older question is dropped. Of a group
 * Telegram lets the bot hear only what answers one of its messages, so there it asks for that. An answer may ask on.
 */
export async function ask(ctx: BotContext, question: string, about: unknown = {}): Promise<void> {
  const answer = answering.get(ctx);
  if (answer) answer.next = { question, about };
  else {
    await ctx.conversation.exitAll();
    await ctx.conversation.enter(conversationId, { question, about } satisfies Asked);
  }
  if (chatUserOf(ctx).private) return;
  const { message } = ctx;
  await ctx.reply(
    ctx.texts.common.answerHere,
    message && {
      reply_parameters: { message_id: message.message_id, allow_sending_without_reply: true },
      reply_markup: { force_reply: true, selective: true },
    },
  );
}

/** Leaves what is being asked here, if anything is: a button answered it. */
export async function leaveQuestion(ctx: BotContext): Promise<void> {
  await ctx.conversation.exitAll();
}

/**
 * Typed input (or a document), one question at a time a chat and user, kept over a restart. There is one conversation for all
 * questions: it waits and hands the text on, and does the rest outside of the replay.
 *
 * The plugin stores every message it waits for, a pasted cookie too, so its storage must be a sealed collection.
 */
export function questionMiddleware(
  all: readonly Question[],
  storage: Repository<ConversationRecord>,
  takePasted: TakePasted,
): Composer<BotContext> {
  const byName = new Map(all.map((question) => [question.name, question]));

  async function answered(ctx: BotContext, { question, about }: Asked): Promise<Answered> {
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
      await asked.noText(ctx);
      return 'again';
    } catch (error) {
      // An error of any other class than grammY's would leave the conversation hanging for ever.
      await replyWithFailure(ctx, error);
      return 'done';
    }
  }

  /** What is asked after an answer to `asked`: something else, the same again, or nothing more. */
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
      await conversation.waitFor('message', { maxMilliseconds: patience, next: true });
      open = await conversation.external((outside) => afterAnswer(outside, question));
    }
  }

  const composer = new Composer<BotContext>();
  composer.use(
    conversations<BotContext, Context>({
      storage: {
        type: 'key',
        // Updates without a chat or a user would share one key otherwise.
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
