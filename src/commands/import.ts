import type { Message } from 'grammy/types';
import type { BotContext } from '../bot/context.ts';
import type { Feature } from '../bot/feature.ts';
import { ask } from '../bot/questions.ts';
import { createImporting, type ImportDeps } from '../bot/transfer/importing.ts';
import { isSource } from '../bot/transfer/source.ts';

const question = 'import';

/**
 * `/import`: follows whom a file or a text names, after a preview. They may stand after the command, in the document it
 * is written under, in the message it replies to, or come as the answer to its question.
 */
export function importPeople(deps: ImportDeps): Feature {
  const importing = createImporting(deps);

  async function run(ctx: BotContext): Promise<void> {
    await ctx.account();
    const message = messageOf(ctx);
    const repliedTo = message.reply_to_message;
    const words = ctx.texts.transfer.import;
    if (isSource(message)) await importing.begin(ctx, message);
    else if (repliedTo && isSource(repliedTo)) await importing.begin(ctx, repliedTo as Message);
    else if (repliedTo) await ctx.reply(words.noneInReply);
    else {
      await ctx.reply(words.ask);
      await ask(ctx, question);
    }
  }

  return {
    commands: [{ name: 'import', theme: 'people', run }],
    presses: importing.presses,
    questions: [
      {
        name: question,
        noText: async (ctx) => void (await ctx.reply(ctx.texts.transfer.import.takes)),
        answer: (ctx) => importing.begin(ctx, messageOf(ctx)),
        document: (ctx) => importing.begin(ctx, messageOf(ctx)),
      },
    ],
  };
}

function messageOf(ctx: BotContext): Message {
  if (ctx.message === undefined) throw new TypeError('A command and an answer have a message');
  return ctx.message;
}
