import type { Middleware } from 'grammy';
import type { Message } from 'grammy/types';
import { decodeText } from '../../people/import/decode-text.ts';
import { UnreadableFile } from '../../people/unreadable-file.ts';
import { credentialsIn } from '../../text/find-and-redact-credentials.ts';
import { finishInSlices } from '../../text/interruptible-work.ts';
import { type BotContext, chatUserOf } from '../context.ts';
import { deleteMessageWithCredential } from '../delete-message-with-credential.ts';
import { downloadSentFile, FileUnavailable } from '../download-file.ts';
import { everythingWritten } from '../read-message-text.ts';

/** The largest file that is searched for credentials, in bytes; a whole browser's cookies are smaller. */
const maxSearchedBytes = 512 * 1024;

/**
 * Deletes a message that contains a credential, wherever it was written: after a command, in answer to
 * another question, in or under a file. The text is kept on the context for the one feature that handles it.
 */
export function deleteCredentials(): Middleware<BotContext> {
  return async (ctx, next) => {
    ctx.pasted = await pastedCredential(ctx);
    if (ctx.pasted !== undefined) await deleteMessageWithCredential(ctx);
    await next();
  };
}

/**
 * The text of a message, or of the document in it, when it contains a credential. In private chats this
 * includes values that merely look like a key, which in a group may be anything.
 */
async function pastedCredential(ctx: BotContext): Promise<string | undefined> {
  const { message } = ctx;
  const text = everythingWritten(message);
  const inPrivate = chatUserOf(ctx).private;
  const written = await finishInSlices(credentialsIn(text), ctx.signal);
  if (written.some(({ kind }) => inPrivate || kind !== 'key')) return text;
  if (!inPrivate || message?.document === undefined) return undefined;
  const content = await documentText(ctx, message.document);
  if (content === undefined) return undefined;
  const found = await finishInSlices(credentialsIn(content), ctx.signal);
  return found.some(({ kind }) => kind !== 'key') ? content : undefined;
}

/** The content of a document that may be text; `undefined` when it cannot be downloaded or is not text. */
async function documentText(
  ctx: BotContext,
  { file_id, file_size = 0 }: NonNullable<Message['document']>,
): Promise<string | undefined> {
  if (file_size > maxSearchedBytes) return undefined;
  try {
    const bytes = await downloadSentFile(ctx, file_id, maxSearchedBytes);
    return await finishInSlices(decodeText(bytes), ctx.signal);
  } catch (error) {
    if (error instanceof FileUnavailable || error instanceof UnreadableFile) return undefined;
    throw error;
  }
}
