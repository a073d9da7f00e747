import type { Message } from 'grammy/types';
import { type BotContext, requireLogin } from '../../bot/context.ts';
import type { Feature } from '../../bot/feature.ts';
import { ask } from '../../bot/questions.ts';
import { repliedTo } from '../../bot/read-message-text.ts';
import { isImportSource } from './import-source.ts';
import { createImportSteps, type ImportDeps } from './import-steps.ts';

const question = 'import';

/**
 * `/import`: follows the people named in a file or text, after a preview. They are read from the text after
 * the command, the document it is the caption of, the message it replies to, or the answer to its question.
 */
export function importFeature(deps: ImportDeps): Feature<'importAnswer'> {
  const importing = createImportSteps(deps);

  async function run(ctx: BotContext): Promise<void> {
    await requireLogin(ctx);
    const message = messageOf(ctx);
    const replied = repliedTo(message);
    const words = ctx.texts.transfer.import;
    if (isImportSource(message)) await importing.begin(ctx, message);
    else if (replied && isImportSource(replied)) await importing.begin(ctx, replied);
    else if (replied) await ctx.reply(words.noneInReply);
    else {
      await ask(ctx, words.ask, question);
    }
  }

  return {
    commands: [{ name: 'import', theme: 'people', inGroups: 'owner', run }],
    callbacks: importing.callbacks,
    questions: [
      {
        name: question,
        noText: (ctx) => ctx.texts.transfer.import.takes,
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
