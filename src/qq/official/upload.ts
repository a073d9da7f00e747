import { jsonText } from '../json.ts';
import type { QQMessage, QQSent } from '../port.ts';
import type { OfficialApi } from './api.ts';
import { officialSendResult } from './send-result.ts';

/** The kinds of file the platform tells apart, by its numbers. */
const picture = 1;
const file = 4;

/** What an upload gave: how messages name it, or what became of the message without it. */
export type Uploaded = { kind: 'uploaded'; info: string } | { kind: 'failed'; sent: QQSent };

/** Uploads the picture or the document of a message; `undefined` when it has none. Counts against no quota. */
export async function upload(
  api: OfficialApi,
  path: string,
  { picture: bytes, document }: QQMessage,
  signal: AbortSignal | undefined,
): Promise<Uploaded | undefined> {
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
  if (info !== undefined) return { kind: 'uploaded', info };
  const sent = officialSendResult(answer);
  // Nothing was shown yet, whatever became of the upload.
  return { kind: 'failed', sent: sent.outcome === 'mayHaveGone' ? { outcome: 'offline' } : sent };
}
