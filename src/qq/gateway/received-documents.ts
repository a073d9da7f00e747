import { FileUnavailable } from '../../bot/download-file.ts';
import type { QQFile, QQPort } from '../port.ts';
import { CallRefused } from './bot-api-responses.ts';
import type { MessageStore } from './message-store.ts';

/** Largest download, in bytes: Telegram's limit for bots. The bot itself asks for less. */
const most = 20 * 1024 * 1024;

/** The file id of a document in a message. */
export function fileIdOf(chat: number, message: number, place: number): string {
  return `qq.${chat}.${message}.${place}`;
}

/** Finds received documents by their file ids and downloads them. */
export interface Files {
  /** @throws CallRefused when the message is no longer stored */
  find(id: string): Promise<QQFile>;
  /** The response to a download of the path that `getFile` gave. */
  download(path: string, signal?: AbortSignal): Promise<Response>;
}

export function createFiles({ port, messages }: { port: QQPort; messages: MessageStore }): Files {
  async function find(id: string): Promise<QQFile> {
    const [, chat, message, place] = /^qq\.(-?\d{1,16})\.(\d{1,16})\.(\d{1,2})$/u.exec(id) ?? [];
    const stored = chat === undefined ? undefined : await messages.get(Number(chat), Number(message));
    const file = stored?.files?.[Number(place)];
    if (file === undefined)
      throw new CallRefused(400, 'Bad Request: wrong file_id or the file is temporarily unavailable');
    return file;
  }
  return {
    find,
    async download(path, signal) {
      try {
        const bytes = await port.file(await find(path), most, signal);
        return new Response(new Uint8Array(bytes));
      } catch (error) {
        if (error instanceof FileUnavailable || error instanceof CallRefused)
          return new Response(error.message, { status: 404 });
        throw error;
      }
    },
  };
}
