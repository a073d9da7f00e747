import { Hono } from 'hono';
import { secureHeaders } from 'hono/secure-headers';
import { streamSSE } from 'hono/streaming';
import type { OneBotPlayground, ShownMessage } from './onebot-interface.ts';
import type { OneBotMessage, Segment } from './world.ts';

/** Keeps proxies and browsers from closing an idle stream; ms. */
const ping = 15_000;

/** A message as sent to the page; images and files are fetched from their addresses. */
interface ClientMessage {
  id: number;
  /** The QQ number of the sender. */
  from: number;
  /** Seconds since 1970. */
  time: number;
  text: string;
  /** The id of the quoted message. */
  quotes?: number;
  /** Size in pixels, if known. */
  picture?: { address: string; width?: number; height?: number };
  document?: { name: string; bytes: number; address: string };
  /** Whether it was recalled; then the content is omitted. */
  recalled: boolean;
}

/**
 * The HTTP routes with which a page shows the private chats with the bot: people, history, events, and
 * sending. To be mounted in another app. A chat is identified by the friend's QQ number.
 */
export function createOneBotApp(qq: OneBotPlayground): Hono {
  const app = new Hono();
  app.onError((error, c) => c.json({ ok: false, error: error.message }, 400));
  // Uploaded files have the same origin as the page: they must not run scripts.
  app.use(secureHeaders({ contentSecurityPolicy: { defaultSrc: ["'none'"], sandbox: [] } }));

  app.get('/state', (c) =>
    c.json({ bot: qq.self, friends: [...qq.friends].map(([id, name]) => ({ id, name })) }),
  );

  app.get('/history', (c) => {
    const user = friendOf(qq, c.req.query('user'));
    return c.json({ messages: qq.history({ user }).map(toClient) });
  });

  // Clients read the history again whenever the stream (re)opens, so events are not replayed.
  app.get('/events', (c) => {
    const user = friendOf(qq, c.req.query('user'));
    return streamSSE(c, async (stream) => {
      const ended = Promise.withResolvers<void>();
      const write = (message: OneBotMessage) => {
        if ('user' in message.chat && message.chat.user === user)
          void stream.writeSSE({ event: 'message', data: JSON.stringify(toClient(message)) });
      };
      const offs = [qq.on('message', write), qq.on('recall', write), qq.on('close', ended.resolve)];
      const timer = setInterval(() => void stream.write(': ping\n\n'), ping);
      stream.onAbort(() => ended.resolve());
      await stream.writeSSE({ event: 'open', data: '{}', retry: 1000 });
      await ended.promise;
      clearInterval(timer);
      for (const off of offs) off();
    });
  });

  app.post('/send', async (c) => {
    const { user, text, quote } = await c.req.json<{ user: unknown; text: unknown; quote?: unknown }>();
    if (typeof text !== 'string' || text === '') throw new Error('there is no text');
    const id = qq.say(friendOf(qq, user), text, { ...(quote !== undefined && { quote: Number(quote) }) });
    return c.json({ ok: true, id });
  });

  app.post('/document', async (c) => {
    const { user, file } = await c.req.parseBody();
    if (!(file instanceof File)) throw new Error('there is no file');
    const bytes = new Uint8Array(await file.arrayBuffer());
    return c.json({ ok: true, id: qq.sendFile(friendOf(qq, user), { name: file.name, bytes }) });
  });

  app.get('/file/:message/:place', (c) => {
    const message = qq.message(Number(c.req.param('message')));
    const segment = message?.recalled ? undefined : message?.segments[Number(c.req.param('place'))];
    const bytes = segment && qq.bytesOf(segment);
    if (bytes === undefined) return c.json({ ok: false, error: 'there is no such file' }, 404);
    const type = segment?.type === 'image' ? imageType(bytes) : 'application/octet-stream';
    const headers = { 'content-type': type, 'cache-control': 'max-age=31536000, immutable' };
    return c.body(new Uint8Array(bytes), 200, headers);
  });

  function toClient({ id, from, time, segments, recalled }: OneBotMessage | ShownMessage): ClientMessage {
    const common = { id, from, time, recalled };
    if (recalled) return { ...common, text: '' };
    const quotes = segments.find(({ type }) => type === 'reply')?.data.id;
    const addressOf = (type: string) => {
      const place = segments.findIndex((segment) => segment.type === type);
      return place < 0 ? undefined : `file/${id}/${place}`;
    };
    const picture = addressOf('image');
    const document = segments.find(({ type }) => type === 'file');
    return {
      ...common,
      text: segments.map(({ type, data }) => (type === 'text' ? String(data.text) : '')).join(''),
      ...(quotes !== undefined && { quotes: Number(quotes) }),
      ...(picture !== undefined && { picture: { address: picture, ...pngSize(imageBytes(segments)) } }),
      ...(document && {
        document: {
          name: nameOf(document),
          bytes: qq.bytesOf(document)?.length ?? 0,
          address: addressOf('file') ?? '',
        },
      }),
    };
  }
  function imageBytes(segments: readonly Segment[]): Buffer {
    const picture = segments.find(({ type }) => type === 'image');
    return (picture && qq.bytesOf(picture)) ?? Buffer.alloc(0);
  }
  return app;
}

function friendOf(qq: OneBotPlayground, user: unknown): number {
  const id = Number(user);
  if (!qq.isFriend(id)) throw new Error(`there is no friend ${String(user)}`);
  return id;
}

function nameOf({ data }: Segment): string {
  return String(data.name ?? data.file);
}

/** The size of a PNG, from its header; empty for other formats. */
function pngSize(bytes: Buffer): { width?: number; height?: number } {
  return imageType(bytes) === 'image/png' && bytes.length >= 24
    ? { width: bytes.readUInt32BE(16), height: bytes.readUInt32BE(20) }
    : {};
}

/** The image type by its first bytes. */
function imageType(bytes: Buffer): string {
  if (bytes.subarray(0, 4).equals(Buffer.from([0x89, 0x50, 0x4e, 0x47]))) return 'image/png';
  if (bytes.subarray(0, 3).equals(Buffer.from([0xff, 0xd8, 0xff]))) return 'image/jpeg';
  if (bytes.subarray(0, 4).toString('latin1') === 'GIF8') return 'image/gif';
  return bytes.subarray(8, 12).toString('latin1') === 'WEBP' ? 'image/webp' : 'application/octet-stream';
}
