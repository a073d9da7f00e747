import {
  type OfficialPlayground,
  type OneBotPlayground,
  startOfficial,
  startOneBot,
} from '../../playground/qq/index.ts';
import { openidIds } from '../../src/qq/gateway/chat-ids.ts';
import { createOpenidTable } from '../../src/qq/gateway/openid-table.ts';
import { loginByPhone } from '../support/chat-server.ts';
import type { Actor, Guanxi } from '../support/guanxi.ts';
import { type QQServer, type QQWindow, serveByOneBot, serveOfficially } from '../support/qq-window.ts';
import type { ChatSide } from './chat-side.ts';
import { fanMessagesOnQQ } from './fan-messages.ts';

/** A simulated QQ for the stage: the program is started on `serve`, and tested through `side`. */
export interface QQStage {
  serve(now: () => number): Promise<QQServer>;
  side(world: Guanxi['world']): ChatSide;
  /** Leaves the program without an answer to its next message, which is delivered or not. */
  loseNextAnswer(isShown: boolean): void;
  /** Makes QQ unreachable. */
  goAway(): void;
  /** QQ accepts no messages: the account is logged out, or pushes are not allowed. */
  refuseMessages(): void;
  /** Ends all faults. */
  recover(): void;
}

/** A QQ account, connected through OneBot. */
export function oneBotStage(): QQStage {
  const chats: Chats = new Map();
  let qq: OneBotPlayground;
  let doubts = 0;
  const stage: QQStage = {
    async serve(now) {
      qq = await startOneBot({ now });
      return recordWindows(serveByOneBot(qq), chats);
    },
    loseNextAnswer(isShown) {
      qq.faults.script('send', isShown ? 'timeoutSent' : 'timeoutNotSent');
      if (isShown) doubts += 1;
    },
    goAway: () => qq.goDown(),
    refuseMessages: () => qq.logOff(),
    recover() {
      qq.faults.clear();
      qq.comeBack();
      qq.heartbeat();
    },
    side: (world) => ({
      ...commonSide(world, chats),
      onCall: (listener) =>
        qq.on('call', ({ action, params: { user_id: user } }) => {
          const chat = chats.get(`qq:${Number(user)}`)?.id;
          listener({ what: action, chat, sends: action.startsWith('send_') });
        }),
      strand: () => qq.faults.script('answer', 'ignored'),
      idOf: async ({ chat }) => chat,
      get doubts() {
        return doubts;
      },
      recover: stage.recover,
      troubles: [
        ...troublesOf(stage),
        () => perform('QQ is disconnected', () => qq.disconnect()),
        () => perform('QQ repeats what people said', () => qq.repeat(5)),
      ],
    }),
  };
  return stage;
}

/** A bot on the official platform. */
export function officialStage(): QQStage {
  const chats: Chats = new Map();
  let qq: OfficialPlayground;
  let doubts = 0;
  const openids = () => [...chats.values()].map(({ name }) => name.slice('qq:'.length));
  const allowPush = (allowed: boolean) => {
    for (const user of openids()) qq.allowPush({ user }, allowed);
  };
  const stage: QQStage = {
    async serve(now) {
      qq = await startOfficial({ now });
      return recordWindows(serveOfficially(qq), chats);
    },
    loseNextAnswer(isShown) {
      qq.faults.script('send', isShown ? 'timeoutSent' : 'timeoutNotSent');
      if (isShown) doubts += 1;
    },
    goAway: () => qq.goDown(),
    refuseMessages: () => allowPush(false),
    recover() {
      qq.faults.clear();
      qq.comeBack();
      allowPush(true);
      // What could not be pushed is sent as a reply.
      for (const user of openids()) qq.say(user, '/help');
    },
    side: (world) => ({
      ...commonSide(world, chats),
      onCall: (listener) =>
        qq.on('call', ({ method, path }) => {
          const user = /^\/v2\/users\/([^/]+)\/messages$/u.exec(path)?.[1];
          const chat = chats.get(`qq:${user}`)?.id;
          listener({ what: `${method} ${path}`, chat, sends: method === 'POST' && user !== undefined });
        }),
      strand: () => qq.faults.script('answer', 'ignored'),
      idOf: async ({ chat }, store) =>
        openidIds(createOpenidTable(store)).idOf({ kind: 'person', id: openids()[chat - 1] ?? '' }),
      get doubts() {
        return doubts;
      },
      recover: stage.recover,
      troubles: [
        ...troublesOf(stage),
        () => perform('QQ is disconnected', () => qq.disconnect()),
        () => perform('sessions are forgotten', () => qq.gateway.dropSessions()),
        () => perform('tokens end', () => qq.expireTokens()),
      ],
    }),
  };
  return stage;
}

function troublesOf({
  loseNextAnswer: doubt,
  goAway,
  refuseMessages: closeUp,
  recover,
}: QQStage): (() => string)[] {
  return [
    () => perform('a message goes, and is said to have timed out', () => doubt(true)),
    () => perform('a message does not go, and is said to have timed out', () => doubt(false)),
    () => perform('QQ is away', goAway),
    () => perform('QQ takes no message', closeUp),
    () => perform('QQ is back', recover),
  ];
}

/**
 * Log lines about QQ being unreachable or back, a message that may be lost, and an image given up because
 * time passed while it was drawn.
 */
const usualLines =
  /"msg":"(?:QQ is reached|QQ cannot be reached|a message to QQ may|an answer could not|no picture|[^"]*(?:tried again|OneBot|QQ platform))/u;

/** The people's windows by their name in the settings. */
type Chats = Map<string, QQWindow>;

function recordWindows(server: QQServer, chats: Chats): QQServer {
  return {
    ...server,
    open(name) {
      const window = server.open(name);
      chats.set(window.name, window);
      return window;
    },
  };
}

function commonSide(world: Guanxi['world'], chats: Chats) {
  const loadedWindowOf = ({ chat }: Actor) => [...chats.values()].find(({ id }) => id === chat);
  return {
    onShown(listener: (chat: number, text: string) => void) {
      const offs = [...chats.values()].map((window) => {
        let known = window.shown().length;
        return window.onChange(() => {
          const shown = window.shown();
          for (const { text } of shown.slice(known)) listener(window.id, text);
          known = shown.length;
        });
      });
      return () => {
        for (const off of offs) off();
      };
    },
    fanMessagesIn: (chat: Actor) => fanMessagesOnQQ(loadedWindowOf(chat)?.shown() ?? []),
    login: (chat: Actor, mid: number) => loginByPhone(chat, world, mid),
    usualLines,
  };
}

function perform(what: string, act: () => void): string {
  act();
  return what;
}
