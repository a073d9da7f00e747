import { cookieLine, type Guanxi } from '../support/guanxi.ts';
import type { ChatSide } from './chat-side.ts';
import { fanMessagesOnTelegram } from './fan-messages.ts';

/** Telegram, which has no faults of its own here. */
export function createTelegramSide({ telegram, world }: Pick<Guanxi, 'telegram' | 'world'>): ChatSide {
  return {
    onCall: (listener) =>
      telegram.on('call', ({ method, params: { chat_id: id } }) => {
        if (method === 'getUpdates') return;
        const sends = /^send(?:Message|Photo)$/u.test(method);
        listener({ what: method, chat: id === undefined ? undefined : Number(id), sends });
      }),
    onShown: (listener) =>
      telegram.on('event', (event) => {
        if (event.kind !== 'message') return;
        listener(event.chat, event.message.text ?? event.message.caption ?? '');
      }),
    strand: (what) => telegram.faults.failNext(what, 'hang'),
    fanMessagesIn: ({ chat }) => fanMessagesOnTelegram(telegram, chat),
    idOf: async ({ chat }) => chat,
    login: async (chat, mid) => void (await chat.send(cookieLine(world.login(mid).cookies))),
    troubles: [],
    recover: () => undefined,
    doubts: 0,
    // On a busy machine, setting the command menus can time out.
    usualLines: /"msg":"no command menus/u,
  };
}
