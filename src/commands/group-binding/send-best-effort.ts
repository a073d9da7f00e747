import { type Api, GrammyError } from 'grammy';
import type { Destination } from '../../alerts/index.ts';

/** Sends an unimportant message; refusals by the platform are ignored. */
export async function sendBestEffort(api: Api, { chat, thread }: Destination, text: string): Promise<void> {
  try {
    await api.sendMessage(chat, text, thread === undefined ? {} : { message_thread_id: thread });
  } catch (error) {
    if (!(error instanceof GrammyError)) throw error;
  }
}
