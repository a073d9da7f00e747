import { type Api, GrammyError, HttpError } from 'grammy';
import type { BotContext } from './context.ts';
import { BodyTooLong, readResponseBody } from './read-response-body.ts';

/** Default timeout of a download, ms. */
const defaultTimeout = 30_000;

/** A file could not be downloaded: it is too large, or the platform did not provide it. */
export class FileUnavailable extends Error {
  override name = 'FileUnavailable';
  readonly reason: 'tooBig' | 'notFetched';

  /** @param detail must not contain the address, because that contains the bot's token */
  constructor(reason: FileUnavailable['reason'], detail: string) {
    super(`The file could not be downloaded: ${detail}`);
    this.reason = reason;
  }
}

/** Downloaded files by id, for each update being handled. */
const downloads = new WeakMap<BotContext['update'], Map<string, Buffer>>();

/**
 * Downloads a file that a user sent, once per update; later calls for the same update get the same bytes. A
 * failed download is tried again.
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

interface DownloadLimits {
  /** Size limit in bytes, counted while reading, since a stated size may be wrong. */
  most: number;
  signal?: AbortSignal | undefined;
  /** ms */
  timeout?: number;
}

/**
 * Downloads a file of the platform by its id.
 * @throws FileUnavailable; the signal's reason when aborted
 */
export async function downloadFile(api: Api, fileId: string, limits: DownloadLimits): Promise<Buffer> {
  const path = await pathOf(api, fileId, limits.most);
  limits.signal?.throwIfAborted();
  const root = api.options?.apiRoot ?? 'https://api.telegram.org';
  // A platform that answers the API calls itself also serves the files.
  const fetchFile = (api.options?.fetch ?? fetch) as typeof fetch;
  return download(`${root}/file/bot${api.token}/${path}`, limits, fetchFile);
}

/**
 * Downloads what a web address leads to.
 * @throws FileUnavailable; the signal's reason when aborted
 */
export async function download(
  address: string,
  { most, signal, timeout = defaultTimeout }: DownloadLimits,
  fetchFile = fetch,
): Promise<Buffer> {
  if (!/^https?:\/\//iu.test(address))
    throw new FileUnavailable('notFetched', 'its address is not one of the web');
  const ending = AbortSignal.any([AbortSignal.timeout(timeout), ...(signal ? [signal] : [])]);
  try {
    const response = await fetchFile(address, { signal: ending });
    if (!response.ok) throw new FileUnavailable('notFetched', `HTTP ${response.status}`);
    return await readResponseBody(response, most);
  } catch (error) {
    signal?.throwIfAborted();
    if (error instanceof FileUnavailable) throw error;
    if (error instanceof BodyTooLong) throw new FileUnavailable('tooBig', error.message);
    throw new FileUnavailable('notFetched', ending.aborted ? 'no answer in time' : 'no connection');
  }
}

async function pathOf(api: Api, fileId: string, most: number): Promise<string> {
  try {
    const { file_path, file_size = 0 } = await api.getFile(fileId);
    if (file_size > most) throw new FileUnavailable('tooBig', `${file_size} bytes`);
    if (file_path === undefined) throw new FileUnavailable('notFetched', 'the platform named no path');
    return file_path.split('/').map(encodeURIComponent).join('/');
  } catch (error) {
    if (error instanceof HttpError) throw new FileUnavailable('notFetched', 'no connection');
    if (!(error instanceof GrammyError) || error.error_code !== 400) throw error;
    throw error.description.includes('too big')
      ? new FileUnavailable('tooBig', 'more than the platform lets bots have')
      : new FileUnavailable('notFetched', error.description);
  }
}
