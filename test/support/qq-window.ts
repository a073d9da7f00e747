import {
  type OfficialMessage,
  type OfficialPlayground,
  type OfficialSayOptions,
  type OneBotPlayground,
  type Segment,
  startOfficial,
  startOneBot,
} from '../../playground/qq/index.ts';

/** A message of the bot as shown on QQ. */
export interface Shown {
  /** The position in the chat: unique and increasing. */
  place: number;
  /** Milliseconds since 1970. */
  at: number;
  text: string;
  /** The labels of real buttons; empty where there are none. */
  buttons: readonly string[];
  picture: boolean;
  document?: { name: string; bytes: Buffer };
  recalled: boolean;
}

/** A person's private chat with the bot on a simulated QQ. */
export interface QQWindow {
  /** The person's name in the settings. */
  readonly name: string;
  /** The chat's id, unique on this server; the program's own id where that can be computed. */
  readonly id: number;
  /** All messages of the bot, oldest first. */
  shown(): readonly Shown[];
  /** Listens for messages and recalls. Returns the function that removes the listener. */
  onChange(listener: () => void): () => void;
  /**
   * @param quoted the place of the quoted message
   * @returns the place of this one
   */
  say(text: string, quoted?: number): number;
  sendFile(name: string, bytes: Buffer): number;
  /** Presses a button of the newest message that has it. */
  press(label: string): void;
}

/** A simulated QQ for the bot. */
export interface QQServer {
  /** The bot's settings. */
  readonly env: Record<string, string>;
  /** Whether the bot is connected. */
  connected(): boolean;
  open(name: string): QQWindow;
  close(): Promise<void>;
}

/** The two connections to QQ, by their name in tests. */
export const qqServers = {
  onebot: async (now: () => number) => serveByOneBot(await startOneBot({ now })),
  official: async (now: () => number) => serveOfficially(await startOfficial({ now })),
};

/** People get QQ numbers from 10001 on. */
export function serveByOneBot(qq: OneBotPlayground): QQServer {
  let last = 10_000;
  return {
    env: { QQ_ONEBOT_URL: qq.url, QQ_ONEBOT_TOKEN: qq.token },
    connected: () => qq.connected > 0,
    open(name) {
      last += 1;
      const me = last;
      qq.befriend(me, name);
      const history = () => qq.history({ user: me });
      return {
        name: `qq:${me}`,
        id: 2 ** 44 + me,
        shown: () =>
          history().flatMap((message, place) => {
            if (message.from !== qq.self.id) return [];
            const { segments, time, recalled } = message;
            return [{ place, at: time * 1000, buttons: [], recalled, ...contentOf(qq, segments) }];
          }),
        onChange: (listener) => both(qq.on('message', listener), qq.on('recall', listener)),
        say(text, quoted) {
          const quote = quoted === undefined ? undefined : history()[quoted]?.id;
          qq.say(me, text, { ...(quote !== undefined && { quote }) });
          return history().length - 1;
        },
        sendFile(file, bytes) {
          qq.sendFile(me, { name: file, bytes });
          return history().length - 1;
        },
        press(label) {
          throw new Error(`There is no button "${label}": there are none on OneBot`);
        },
      };
    },
    close: qq.close,
  };
}

function contentOf(
  qq: OneBotPlayground,
  segments: readonly Segment[],
): Pick<Shown, 'text' | 'picture' | 'document'> {
  const file = segments.find(({ type }) => type === 'file');
  return {
    text: segments.map(({ type, data }) => (type === 'text' ? String(data.text) : '')).join(''),
    picture: segments.some(({ type }) => type === 'image'),
    ...(file && {
      document: {
        name: String(file.data.name),
        bytes: qq.bytesOf(file) ?? Buffer.alloc(0),
      },
    }),
  };
}

/** Pushes are allowed in all chats. */
export function serveOfficially(qq: OfficialPlayground): QQServer {
  let last = 0;
  return {
    env: { QQ_APP_ID: qq.app.id, QQ_APP_SECRET: qq.app.secret, QQ_API_ROOT: qq.root },
    connected: () => qq.connected > 0,
    open() {
      last += 1;
      const id = last;
      const me = `OPENID${id}`;
      qq.allowPush({ user: me });
      /** The messages of both sides: the index for quoting, and the text. */
      const history: { index: string; text: string; sent?: OfficialMessage }[] = [];
      qq.on('message', (sent) => {
        if (JSON.stringify(sent.chat) === JSON.stringify({ user: me }))
          history.push({ index: sent.index, text: sent.text, sent });
      });
      const say = (text: string, options: OfficialSayOptions = {}) => {
        const { index } = qq.say(me, text, options);
        history.push({ index, text });
        return history.length - 1;
      };
      return {
        name: `qq:${me}`,
        id,
        shown: () =>
          history.flatMap(({ sent }, place) => {
            if (sent === undefined) return [];
            const { text, media, buttons, at, recalled } = sent;
            return [
              {
                place,
                at,
                text,
                buttons: buttons.flat().map(({ label }) => label),
                picture: media?.kind === 1,
                ...(media?.name !== undefined && { document: { name: media.name, bytes: media.bytes } }),
                recalled,
              },
            ];
          }),
        onChange: (listener) => both(qq.on('message', listener), qq.on('recall', listener)),
        say(text, quoted) {
          const message = quoted === undefined ? undefined : history[quoted];
          return say(text, message && { quote: { index: message.index, text: message.text } });
        },
        sendFile: (name, bytes) => say('', { file: { name, bytes } }),
        press: (label) => void qq.press(me, label),
      };
    },
    close: qq.close,
  };
}

function both(...ends: (() => void)[]): () => void {
  return () => {
    for (const end of ends) end();
  };
}
