import type { BotContext } from './context.ts';
import { downloadFile, FileNotHad } from './download-file.ts';

/** What was downloaded while an update was handled, by the file's id. */
const downloads = new WeakMap<BotContext['update'], Map<string, Buffer>>();

/**
 * Downloads a file for whoever handles this update: the first of them downloads it, the others are given the same bytes.
 * One that could not be had is tried again.
 * @param most bytes; a larger file is given up as soon as that shows
 * @throws FileNotHad; the signal's reason when the update is given up.
 */
export async function downloadSentFile(ctx: BotContext, fileId: string, most: number): Promise<Buffer> {
  const had = downloads.get(ctx.update) ?? new Map<string, Buffer>();
  downloads.set(ctx.update, had);
  const bytes = had.get(fileId) ?? (await downloadFile(ctx.api, fileId, { most, signal: ctx.signal }));
  had.set(fileId, bytes);
  if (bytes.length > most) throw new FileNotHad('tooBig', `${bytes.length} bytes`);
  return bytes;
}
