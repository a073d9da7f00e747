import type { User } from 'grammy/types';
import { Hono } from 'hono';
import { streamSSE } from 'hono/streaming';
import { openQuery } from '../people/button-press.ts';
import { setBlocked } from '../people/group-changes.ts';
import { send } from '../people/send-message.ts';
import { inLanguage } from '../state/bot-profile.ts';
import type { ChatRecord } from '../state/chats.ts';
import type { TelegramEvent } from '../state/events.ts';
import { isShownTo } from '../state/messages.ts';
import type { State } from '../state/state.ts';
import type { Telegram } from '../telegram.ts';

/** Keeps proxies and browsers from closing an idle stream; ms. */
const PING = 15_000;

/** The routes of the chat page: state, history, events, and the actions of a person. */
export function clientRoutes({ state }: Telegram): Hono {
  const app = new Hono();
  app.onError((error, c) => c.json({ ok: false, error: error.message }, 400));

  // A page that has just been opened gives no user, and gets the first one.
  app.get('/state', (c) => {
    const user = c.req.query('user') ?? state.users.all()[0]?.id;
    return c.json(clientState(state, userOf(state, user)));
  });

  app.get('/history', (c) => {
    const record = chatOf(state, c.req.query('chat'));
    return c.json({
      messages: [...record.messages.values()],
      reactions: Object.fromEntries(record.reactions),
      pinned: record.pinned,
      ...(record.keyboard ? { keyboard: record.keyboard } : {}),
    });
  });

  // Clients read state and history again whenever the stream (re)opens, so events are not replayed.
  app.get('/events', (c) => {
    const user = userOf(state, c.req.query('user'));
    return streamSSE(c, async (stream) => {
      const ended = Promise.withResolvers<void>();
      const stop = state.events.on('event', (event) => {
        if (isVisibleTo(state, event, user))
          void stream.writeSSE({ event: event.kind, data: JSON.stringify(event) });
      });
      const ping = setInterval(() => void stream.write(': ping\n\n'), PING);
      stream.onAbort(() => ended.resolve());
      const close = () => ended.resolve();
      state.closing.signal.addEventListener('abort', close);
      await stream.writeSSE({ event: 'open', data: '{}', retry: 1000 });
      if (!state.closing.signal.aborted) await ended.promise;
      state.closing.signal.removeEventListener('abort', close);
      clearInterval(ping);
      stop();
    });
  });

  app.post('/send', async (c) => {
    const { user, chat, text, replyTo, thread } = await c.req.json<SendBody>();
    const options = { ...(replyTo ? { replyTo } : {}), ...(thread ? { thread } : {}) };
    return c.json({
      ok: true,
      message: send(state, userOf(state, user), chatOf(state, chat), text, options),
    });
  });

  // Answers when the query is queued; the bot's answer arrives as an `answer` event with the same query.
  app.post('/press', async (c) => {
    const { user, chat, message, data: choice } = await c.req.json<PressBody>();
    const query = openQuery(state, {
      user: userOf(state, user),
      record: chatOf(state, chat),
      message,
      choice,
    });
    return c.json({ ok: true, query });
  });

  app.post('/document', async (c) => {
    const { user, chat, caption, file } = await c.req.parseBody();
    if (!(file instanceof File)) throw new Error('there is no file');
    const document = { name: file.name, content: new Uint8Array(await file.arrayBuffer()), mime: file.type };
    const text = typeof caption === 'string' ? caption : '';
    const message = send(state, userOf(state, user), chatOf(state, chat), text, { document });
    return c.json({ ok: true, message });
  });

  app.get('/file/:id', (c) => {
    const file = state.files.get(c.req.param('id'));
    if (!file) return c.json({ ok: false, error: 'there is no such file' }, 404);
    const headers = { 'content-type': file.mime, 'cache-control': 'max-age=31536000, immutable' };
    return c.body(new Uint8Array(file.bytes), 200, headers);
  });

  app.post('/block', async (c) => {
    const { user, blocked } = await c.req.json<{ user: number; blocked: boolean }>();
    const person = userOf(state, user);
    setBlocked(state, state.chats.private(person), blocked, person);
    return c.json({ ok: true });
  });
  return app;
}

interface SendBody {
  user: number;
  chat: number;
  text: string;
  replyTo?: number;
  thread?: number;
}

interface PressBody {
  user: number;
  chat: number;
  message: number;
  /** The button's data or label. */
  data: string;
}

function userOf(state: State, id: unknown): User {
  const user = state.users.get(Number(id));
  if (!user) throw new Error(`there is no user ${String(id)}`);
  return user;
}

/** A chat by its id. The private chat of a person always exists. */
function chatOf(state: State, id: unknown): ChatRecord {
  const user = state.users.get(Number(id));
  const record = user ? state.chats.private(user) : state.chats.get(Number(id));
  if (!record) throw new Error(`there is no chat ${String(id)}`);
  return record;
}

function clientState(state: State, user: User) {
  const language = user.language_code;
  return {
    bot: {
      ...state.bot,
      name: inLanguage(state.profile.name, language) || state.bot.first_name,
      description: inLanguage(state.profile.description, language),
      short_description: inLanguage(state.profile.shortDescription, language),
    },
    user,
    users: state.users.all(),
    chats: [state.chats.private(user), ...state.chats.all().filter(({ chat }) => chat.type !== 'private')]
      .filter(({ members, migratedTo }) => members.has(user.id) && migratedTo === undefined)
      .map((record) => ({
        chat: record.chat,
        blocked: record.blocked,
        started: record.started,
        topics: [...record.topics.values()],
        commands: state.commands.menu(user, record),
        menuButton: record.menuButton ?? state.profile.menuButton,
      })),
  };
}

/** Answers to a press are sent to the person who pressed; other events to everybody in the chat. */
function isVisibleTo(state: State, event: TelegramEvent, user: User): boolean {
  if (event.kind === 'commands') return true;
  if (event.kind === 'answer' && event.user.id !== user.id) return false;
  if (event.kind === 'message' && !isShownTo(user, event.message)) return false;
  return state.chats.get(event.chat)?.members.has(user.id) ?? false;
}
