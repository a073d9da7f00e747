import type { Clock } from '../../clock.ts';
import { createBackOff } from '../back-off.ts';
import { download } from '../download.ts';
import { jsonText } from '../json.ts';
import {
  type QQEvent,
  QQFileError,
  type QQMessage,
  type QQPerson,
  type QQPort,
  type QQSent,
  type QQTarget,
  QQTrouble,
} from '../port.ts';
import { createPresence } from '../presence.ts';
import { createRecentIds } from '../recent-ids.ts';
import { createOfficialApi } from './api.ts';
import { createAddresses } from './api-urls.ts';
import { readOfficialEvent } from './events.ts';
import { connectGateway, type GatewaySession } from './gateway-session.ts';
import { withoutLinks } from './markup.ts';
import { messageBody } from './message-body.ts';
import { createReplyQuota, replyQuota } from './reply-quota.ts';
import { officialSendResult } from './send-result.ts';
import { createAccessToken } from './token.ts';
import { upload } from './upload.ts';

/** How the official platform is reached. */
export interface OfficialOptions {
  /** The identifier and the secret of the bot at q.qq.com. */
  app: { id: string; secret: string };
  /** When set, `https://HOST/PATH` is asked for at `<apiRoot>/HOST/PATH`; the gateway's address comes from the answer. */
  apiRoot?: string | undefined;
  clock: Clock;
  /** Asked right before every call; rejects when another process may do this one's work by now, and nothing is sent. */
  fence?: () => Promise<void>;
  /** As Math.random; for the pauses between attempts. */
  random: () => number;
}

/** Close codes of a bot that was taken down, or may not hear what it asks to hear. */
const banned = new Set([4014, 4914, 4915]);
const remembered = 4096;

/** QQ through the official platform (API v2), over its gateway. */
export function createOfficial({ app, apiRoot, clock, fence, random }: OfficialOptions): QQPort {
  const addresses = createAddresses(apiRoot);
  const token = createAccessToken(app, addresses, clock);
  const api = createOfficialApi(token, addresses, fence);
  const quota = createReplyQuota(() => clock.now());
  const heard = createRecentIds(remembered);
  let self: QQPerson | undefined;
  let tell: (event: QQEvent) => void = () => undefined;
  const presence = createPresence((event) => tell(event));

  /** Sends what is shown; as an answer while there is one left, and otherwise as a push. */
  async function post(
    target: QQTarget,
    message: QQMessage,
    media: string | undefined,
    signal: AbortSignal | undefined,
  ): Promise<QQSent> {
    let text = message.text ?? '';
    for (;;) {
      const reference = quota.take(target, message.answers);
      const shown = {
        text,
        ...(media !== undefined && { media }),
        ...(message.keyboard && { keyboard: message.keyboard }),
      };
      const body = messageBody(shown, reference);
      const sent = officialSendResult(await api.call('POST', `${pathOf(target)}/messages`, body, signal));
      if (sent.outcome !== 'refused') return sent;
      const bare = withoutLinks(text);
      if (sent.reason === 'noQuota' && reference !== undefined) quota.close(target, reference);
      else if (sent.reason === 'links' && bare !== text) text = bare;
      else return sent;
    }
  }

  async function keepConnected(signal: AbortSignal): Promise<void> {
    const backOff = createBackOff(random);
    const session: GatewaySession = {};
    let said: string | undefined;
    const trouble = (error: QQTrouble) => {
      if (said !== error.reason) tell({ kind: 'trouble', error });
      said = error.reason;
    };
    while (!signal.aborted) {
      const address = await gatewayAddress();
      if (address instanceof QQTrouble) {
        if (!signal.aborted) trouble(address);
        presence.offline('disconnected');
      } else {
        const bearer = await token.get().catch(() => '');
        const { was, code, invalid } = await connectGateway(
          {
            url: address,
            token: bearer,
            session,
            clock,
            onReady(user) {
              const id = jsonText(user?.id);
              if (id !== undefined) self = { id, name: jsonText(user?.username) ?? '' };
              backOff.reset();
              said = undefined;
              presence.online();
            },
            onEvent: hear,
          },
          signal,
        );
        if (invalid) token.drop(bearer);
        if (banned.has(code)) {
          trouble(
            new QQTrouble(
              'banned',
              `The QQ platform does not let the bot in (${code}). See its page at q.qq.com.`,
            ),
          );
          presence.offline('loggedOff');
        } else if (was === 'out' && !invalid && !signal.aborted) presence.offline('disconnected');
      }
      await clock.sleep(backOff.next(), signal).catch(() => undefined);
    }
  }

  async function gatewayAddress(): Promise<string | QQTrouble> {
    const answer = await api.call('GET', '/gateway');
    const address = answer.kind === 'done' ? jsonText(answer.data.url) : undefined;
    if (address !== undefined && /^wss?:\/\//iu.test(address)) return address;
    if (answer.kind === 'offline') return answer.trouble;
    const why = answer.kind === 'refused' ? `${answer.code} ${answer.message}`.trim() : 'no answer';
    return new QQTrouble(
      'unreachable',
      `The QQ platform names no gateway (${why}). It is tried again by itself.`,
    );
  }

  function hear(type: unknown, id: string | undefined, data: Parameters<typeof readOfficialEvent>[2]): void {
    const read = readOfficialEvent(type, id, data);
    if (read === undefined || !heard.add(read.key)) return;
    const { event, refersTo } = read;
    if (refersTo !== undefined) quota.open(refersTo.target, refersTo.ref, refersTo.wire);
    tell(event);
  }

  return {
    capabilities: {
      buttons: { rows: 5, columns: 5, label: 10 },
      edit: false,
      push: 'mayBeRefused',
      replyQuota,
      recallWindow: 120_000,
    },
    self: () => self,
    async send(target, message, signal) {
      const media = await upload(api, pathOf(target), message, signal);
      if (media?.kind === 'failed') return media.sent;
      return post(target, message, media?.info, signal);
    },
    async recall(target, id) {
      const answer = await api.call('DELETE', `${pathOf(target)}/messages/${encodeURIComponent(id)}`);
      return answer.kind === 'done';
    },
    async acknowledge(press) {
      await api.call('PUT', `/interactions/${encodeURIComponent(press)}`, { code: 0 });
    },
    async file({ reference, size }, most, signal) {
      if (size !== undefined && size > most) throw new QQFileError('tooBig', `${size} bytes`);
      return download(addresses.of(reference), most, signal);
    },
    quoted: async () => undefined,
    befriend: async () => undefined,
    async run(listener, signal) {
      tell = listener;
      await keepConnected(signal);
    },
  };
}

function pathOf({ kind, id }: QQTarget): string {
  return `/v2/${kind === 'group' ? 'groups' : 'users'}/${encodeURIComponent(id)}`;
}
