import { jsonText } from '../json.ts';
import type { QQMessage, QQSent } from '../port.ts';
import type { OfficialApi } from './api.ts';
import { officialSendResult } from './send-result.ts';

/** The platform's numbers for file types. */
const picture = 1;
const file = 4;

/**
 * Uploads the picture or document of a message; `undefined` when it has none. Not counted by any quota.
 * @returns the reference for messages, or the outcome of a message whose upload failed
 */
export async function upload(
  api: OfficialApi,
  path: string,
  { picture: bytes, document }: QQMessage,
  signal: AbortSignal | undefined,
): Promise<string | QQSent | undefined> {
  const content = bytes ?? document?.bytes;
  if (content === undefined) return undefined;
  const body = {
    file_type: document === undefined ? picture : file,
    file_data: Buffer.from(content).toString('base64'),
    srv_send_msg: false,
    ...(document !== undefined && { file_name: document.name }),
  };
  const answer = await api.call('POST', `${path}/files`, body, signal);
  const info = answer.kind === 'done' ? jsonText(answer.data.file_info) : undefined;
  if (info !== undefined) return info;
  const sent = officialSendResult(answer);
  // The message itself was not sent, whatever happened to the upload.
  return sent.outcome === 'mayHaveGone' ? { outcome: 'offline' } : sent;
}
