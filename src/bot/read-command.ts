import type { Context } from 'grammy';
import { readCommandWord } from './command-words.ts';

/** A command as a message has it, whether there is one of that name or not. */
export interface WrittenCommand {
  name: string;
  /** What stands after it, trimmed. */
  argument: string;
  /** It begins with a slash: whatever was being asked, that is a command. Words may as well be an answer. */
  slash: boolean;
  /** It is said to this bot and to no other: in private, by its name, or as an answer to it. */
  addressed: boolean;
}

/** Where a command stands: in the text of a message, or in what is written under a document. */
export function commandText({ message }: Context): string {
  return message?.text ?? (message?.document && message.caption) ?? '';
}

/** What /start takes in the place of a person's words: a claim, or the code of a group. */
const startPayload = /^\s*(?:claim|link)_[\w-]+\s*$/u;

/** The command a message is; `undefined` when it is none, or one for another bot. What somebody forwards is not theirs. */
export function readCommand(ctx: Context): WrittenCommand | undefined {
  const { message, chat } = ctx;
  if (!message || !chat || message.forward_origin !== undefined) return undefined;
  const me = ctx.me.username.toLowerCase();
  const { text, mentioned } = withoutMention(commandText(ctx), me);
  const inPrivate = chat.type === 'private';
  const addressed = inPrivate || mentioned || message.reply_to_message?.from?.id === ctx.me.id;

  const typed = /^[/／](\w+)(?:@(\w+))?(?:\s([\s\S]*))?$/u.exec(text);
  if (typed) {
    const [, name = '', bot, argument = ''] = typed;
    if (bot !== undefined && bot.toLowerCase() !== me) return undefined;
    return {
      name: name.toLowerCase(),
      argument: argument.trim(),
      slash: true,
      addressed: addressed || bot !== undefined,
    };
  }
  // Platforms without links that say it for one have it written by hand.
  if (addressed && startPayload.test(text))
    return { name: 'start', argument: text.trim(), slash: true, addressed };
  const slash = /^[/／]/u.test(text);
  const word = addressed ? readCommandWord(slash ? text.slice(1) : text) : undefined;
  return word && { ...word, slash, addressed };
}

/** Whether a text that is said to the bot is a command in words, without a slash. */
export function isCommandInWords(text: string): boolean {
  return startPayload.test(text) || readCommandWord(text) !== undefined;
}

/** Whether a message is the command /cancel. */
export function isCancel(ctx: Context): boolean {
  return readCommand(ctx)?.name === 'cancel';
}

function withoutMention(text: string, me: string): { text: string; mentioned: boolean } {
  const mention = /^\s*[@＠](\w+)\s+/u.exec(text);
  if (mention?.[1]?.toLowerCase() !== me) return { text, mentioned: false };
  return { text: text.slice(mention[0].length), mentioned: true };
}
