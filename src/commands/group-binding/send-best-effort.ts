import type { Api } from 'grammy';
import type { Destination } from '../../alerts/index.ts';
import { ignoreGrammyError } from '../../bot/messages.ts';

/** Sends an unimportant message; refusals by the platform are ignored. */
export async function sendBestEffort(api: Api, { chat, thread }: Destination, text: string): Promise<void> {
  await api
    .sendMessage(chat, text, thread === undefined ? {} : { message_thread_id: thread })
    .catch(ignoreGrammyError);
}
