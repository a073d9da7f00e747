import { type Api, GrammyError, HttpError } from 'grammy';
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

/**
 * Downloads a file that a user sent.
 * @param options.most size limit in bytes; a larger file is abandoned as soon as that is known
 * @throws FileUnavailable; the signal's reason when aborted
 */
export async function downloadFile(
  api: Api,
  fileId: string,
  { most, signal, timeout = defaultTimeout }: { most: number; signal: AbortSignal; timeout?: number },
): Promise<Buffer> {
  const path = await pathOf(api, fileId, most);
  signal.throwIfAborted();
  const root = api.options?.apiRoot ?? 'https://api.telegram.org';
  const ending = AbortSignal.any([signal, AbortSignal.timeout(timeout)]);
  try {
    // A platform that answers the API calls itself also serves the files.
    const fetchFile = (api.options?.fetch ?? fetch) as typeof fetch;
    const response = await fetchFile(`${root}/file/bot${api.token}/${path}`, { signal: ending });
    if (!response.ok) throw new FileUnavailable('notFetched', `HTTP ${response.status}`);
    return await readResponseBody(response, most);
  } catch (error) {
    signal.throwIfAborted();
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
