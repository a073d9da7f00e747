import { jsonText } from '../json.ts';
import type { QQMessage, QQSent, QQTarget } from '../port.ts';
import type { OfficialApi } from './api.ts';
import { defuseLinks, messageBody } from './message-body.ts';
import type { ReplyQuota } from './reply-quota.ts';
import { isNumberUsed, officialSendResult } from './send-result.ts';

/** The platform's numbers for file types. */
const picture = 1;
const file = 4;

/**
 * Sends a message, after uploading its picture or document: as an answer while the reply quota allows, else as
 * a push. Where the platform refuses links, they are sent as plain text.
 *
 * A request without an answer is not repeated, so a `msg_seq` that the platform knows was used by another
 * request, such as one before a restart; the next is taken.
 */
export async function sendOfficialMessage(
  { api, quota }: { api: OfficialApi; quota: ReplyQuota },
  target: QQTarget,
  message: QQMessage,
  signal: AbortSignal | undefined,
): Promise<QQSent> {
  const media = await upload(api, pathOf(target), message, signal);
  if (typeof media === 'object') return media;
  let text = message.text ?? '';
  for (;;) {
    const reference = quota.take(target, message.answers);
    const body = messageBody({ text, media, keyboard: message.keyboard }, reference);
    const answer = await api.call('POST', `${pathOf(target)}/messages`, body, signal);
    if (reference !== undefined && isNumberUsed(answer)) continue;
    const sent = officialSendResult(answer);
    if (sent.outcome === 'offline' && reference !== undefined) quota.giveBack(target, reference);
    if (sent.outcome !== 'refused') return sent;
    const bare = defuseLinks(text);
    if (sent.reason === 'noQuota' && reference !== undefined) quota.close(target, reference);
    else if (sent.reason === 'links' && bare !== text) text = bare;
    else return sent;
  }
}

/** The path of a chat. */
export function pathOf({ kind, id }: QQTarget): string {
  return `/v2/${kind === 'group' ? 'groups' : 'users'}/${encodeURIComponent(id)}`;
}

/**
 * Uploads the picture or document of a message; `undefined` when it has none. Not counted by any quota.
 * @returns the reference for messages, or the outcome of a message whose upload failed
 */
async function upload(
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
