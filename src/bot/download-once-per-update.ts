import type { BotContext } from './context.ts';
import { downloadFile, FileUnavailable } from './download-file.ts';

/** Downloaded files by id, for each update being handled. */
const downloads = new WeakMap<BotContext['update'], Map<string, Buffer>>();

/**
 * Downloads a file once per update; later calls for the same update get the same bytes. A failed download is
 * tried again.
 * @param most size limit in bytes; a larger file is abandoned as soon as that is known
 * @throws FileUnavailable; the signal's reason when aborted
 */
export async function downloadSentFile(ctx: BotContext, fileId: string, most: number): Promise<Buffer> {
  const had = downloads.get(ctx.update) ?? new Map<string, Buffer>();
  downloads.set(ctx.update, had);
  const bytes = had.get(fileId) ?? (await downloadFile(ctx.api, fileId, { most, signal: ctx.signal }));
  had.set(fileId, bytes);
  if (bytes.length > most) throw new FileUnavailable('tooBig', `${bytes.length} bytes`);
  return bytes;
}
