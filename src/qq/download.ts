import { BodyTooLong, readResponseBody } from '../bot/read-response-body.ts';
import { QQFileError } from './port.ts';

/** Timeout of a download, in ms. */
const patience = 30_000;

/**
 * Downloads a file from a URL.
 * @param most bytes, counted while reading, since a declared size may be wrong
 * @throws QQFileError
 */
export async function download(address: string, most: number, signal?: AbortSignal): Promise<Buffer> {
  if (!/^https?:\/\//iu.test(address))
    throw new QQFileError('notFetched', 'its address is not one of the web');
  const ending = AbortSignal.any([AbortSignal.timeout(patience), ...(signal ? [signal] : [])]);
  try {
    const response = await fetch(address, { signal: ending });
    if (!response.ok) throw new QQFileError('notFetched', `HTTP ${response.status}`);
    return await readResponseBody(response, most);
  } catch (error) {
    if (error instanceof QQFileError) throw error;
    if (error instanceof BodyTooLong) throw new QQFileError('tooBig', error.message);
    throw new QQFileError('notFetched', ending.aborted ? 'no answer in time' : 'no connection');
  }
}
