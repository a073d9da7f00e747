import { download, FileUnavailable } from '../../bot/download-file.ts';
import { jsonText, objectOf } from '../json.ts';
import type { QQFile } from '../port.ts';
import type { OneBotCalls } from './calls.ts';

/**
 * Downloads a document by its URL, else by what the implementation returns for its id. A path on another
 * machine's disk is of no use.
 * @param most bytes
 * @throws FileUnavailable
 */
export async function fetchFile(
  calls: Pick<OneBotCalls, 'call'>,
  file: QQFile,
  most: number,
  signal?: AbortSignal,
): Promise<Buffer> {
  if (file.size !== undefined && file.size > most) throw new FileUnavailable('tooBig', `${file.size} bytes`);
  if (isAddress(file.reference)) return download(file.reference, { most, signal });
  const params = { file_id: file.reference };
  const attempts: readonly [action: string, params: Record<string, unknown>][] = [
    file.group === undefined
      ? ['get_private_file_url', params]
      : ['get_group_file_url', { ...params, group_id: Number(file.group) }],
    ['get_file', params],
  ];
  for (const [action, given] of attempts) {
    const answer = await calls.call(action, given);
    signal?.throwIfAborted();
    const data = answer.kind === 'done' ? objectOf(answer.data) : undefined;
    const address = [data?.url, data?.file].map(jsonText).find((one) => one !== undefined && isAddress(one));
    if (address !== undefined) return download(address, { most, signal });
    const content = jsonText(data?.base64);
    if (content !== undefined) return decode(content, most);
  }
  throw new FileUnavailable('notFetched', 'QQ gave no address for it');
}

function isAddress(text: string): boolean {
  return /^https?:\/\//iu.test(text);
}

function decode(content: string, most: number): Buffer {
  if (content.length > Math.ceil((most * 4) / 3) + 4)
    throw new FileUnavailable('tooBig', `more than ${most} bytes`);
  return Buffer.from(content, 'base64');
}
