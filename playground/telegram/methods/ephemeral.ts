import type { User } from 'grammy/types';
import { badRequest } from '../errors.ts';
import type { Params } from '../http/params.ts';
import { isRecord } from '../objects.ts';
import type { ChatRecord } from '../state/chats.ts';
import type { State } from '../state/state.ts';

/**
 * The only receiver of a message; `undefined` for everybody in the chat. In a group, a bot may send to one
 * person if it is an administrator, or within 15 seconds of that person's press. The error texts were
 * observed, not documented.
 */
export function readReceiver(state: State, record: ChatRecord, params: Params): User | undefined {
  const parameters = params.json('ephemeral_message_parameters', 'ephemeral message parameters');
  if (parameters === undefined || state.version === '7.0') return undefined;
  if (!isRecord(parameters)) throw badRequest('object expected as ephemeral message parameters');
  const id = Number(parameters.receiver_user_id);
  if (!Number.isSafeInteger(id)) throw badRequest('can\'t find field "receiver_user_id"');
  const pressed = state.callbacks.presser(String(parameters.callback_query_id ?? ''));
  const hasJustPressed = pressed?.user === id && pressed.chat === record.chat.id;
  if (record.chat.type === 'private' || (record.bot !== 'administrator' && !hasJustPressed))
    throw badRequest('BOT_NOT_ADMIN');
  const receiver = state.users.get(id);
  const standing = record.members.get(id);
  if (!receiver || standing === undefined || standing === 'left' || standing === 'kicked')
    throw badRequest('USER_NOT_PARTICIPANT');
  return receiver;
}
