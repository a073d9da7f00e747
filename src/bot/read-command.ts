import type { Context } from 'grammy';
import { readCommandWord } from './command-words.ts';

/** A command as written in a message, whether or not it exists. */
export interface WrittenCommand {
  name: string;
  /** The text after it, trimmed. */
  argument: string;
  /**
   * Whether it starts with a slash, which makes it a command even while a question is open. A word may also
   * be an answer.
   */
  slash: boolean;
  /** Whether it is meant for this bot only: in private, with its name, or as a reply to it. */
  addressed: boolean;
}

/** The text that may contain a command: a message's text, or the caption of a document. */
export function commandText({ message }: Context): string {
  return message?.text ?? (message?.document && message.caption) ?? '';
}

/** A payload of /start: a claim, or the code of a group. */
const startPayload = /^\s*(?:claim|link)_[\w-]+\s*$/u;

/**
 * The command in a message; `undefined` when it has none, or one for another bot. Forwarded messages are not
 * the sender's commands.
 */
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
  // On platforms without start links users write the payload by hand.
  if (addressed && startPayload.test(text))
    return { name: 'start', argument: text.trim(), slash: true, addressed };
  const slash = /^[/／]/u.test(text);
  const word = addressed ? readCommandWord(slash ? text.slice(1) : text) : undefined;
  return word && { ...word, slash, addressed };
}

/** Whether a text is a command written as a word, without a slash. */
export function isCommandInWords(text: string): boolean {
  return startPayload.test(text) || readCommandWord(text) !== undefined;
}

/** Whether a message is /cancel. */
export function isCancel(ctx: Context): boolean {
  return readCommand(ctx)?.name === 'cancel';
}

function withoutMention(text: string, me: string): { text: string; mentioned: boolean } {
  const mention = /^\s*[@＠](\w+)\s+/u.exec(text);
  if (mention?.[1]?.toLowerCase() !== me) return { text, mentioned: false };
  return { text: text.slice(mention[0].length), mentioned: true };
}
