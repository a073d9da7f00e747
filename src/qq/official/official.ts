import { download, FileUnavailable } from '../../bot/download-file.ts';
import { createNewIdCheck } from '../../bot/new-id-check.ts';
import type { Clock } from '../../clock.ts';
import { createBackOff } from '../back-off.ts';
import {
  type QQEvent,
  type QQMessage,
  type QQPerson,
  type QQPort,
  type QQSent,
  type QQTarget,
  QQTrouble,
} from '../port.ts';
import { createPresence } from '../presence.ts';
import { createTroubleNotice } from '../report-trouble-once.ts';
import { createAddresses } from './addresses.ts';
import { createOfficialApi } from './api.ts';
import type { OfficialConnection } from './connection-deps.ts';
import { parseSelf, readOfficialEvent } from './events.ts';
import { pollPresence } from './poll-presence.ts';
import { keepGateway } from './reconnect-gateway.ts';
import { createReplyQuota, replyQuota } from './reply-quota.ts';
import { pathOf, sendOfficialMessage } from './send-message.ts';
import { createAccessToken } from './token.ts';
import { createOfficialWebhook, type OfficialWebhook } from './webhook.ts';

/** How the official platform is reached. */
export interface OfficialOptions {
  /** The bot's id and secret from q.qq.com. */
  app: { id: string; secret: string };
  /**
   * When set, `https://HOST/PATH` is requested at `<apiRoot>/HOST/PATH`; the gateway's address comes from the
   * answer.
   */
  apiRoot?: string | undefined;
  /** Events arrive at `webhook`. The platform then offers no gateway, so none is connected. */
  byWebhook?: boolean;
  clock: Clock;
  /**
   * Called right before every call; rejects, so that nothing is sent, when another process may have taken
   * over.
   */
  fence?: () => Promise<void>;
  /** Like Math.random, for the pauses between attempts. */
  random: () => number;
}

const mostRememberedEvents = 4096;
/** The platform's limits for buttons. */
const buttons = { rows: 5, columns: 5, label: 10 } as const;

/** QQ through the official platform (API v2), over its gateway or its webhook. */
export function createOfficial({
  app,
  apiRoot,
  byWebhook = false,
  clock,
  fence,
  random,
}: OfficialOptions): QQPort & { webhook: OfficialWebhook } {
  const addresses = createAddresses(apiRoot);
  const token = createAccessToken(app, addresses, clock);
  const api = createOfficialApi(token, addresses, fence);
  const quota = createReplyQuota(clock.monotonic);
  const isNewEvent = createNewIdCheck<string>(mostRememberedEvents);
  let self: QQPerson | undefined;
  let mayHaveButtons = true;
  let emit: (event: QQEvent) => void = () => undefined;
  const presence = createPresence((event) => emit(event));
  const onTrouble = (error: QQTrouble) => emit({ kind: 'trouble', error });

  function onEvent(
    type: unknown,
    id: string | undefined,
    data: Parameters<typeof readOfficialEvent>[2],
  ): void {
    const read = readOfficialEvent(type, id, data);
    if (read === undefined || !isNewEvent(read.key)) return;
    const { event, refersTo } = read;
    if (refersTo !== undefined) quota.open(refersTo.target, refersTo.ref, refersTo.wire);
    emit(event);
  }

  async function send(target: QQTarget, message: QQMessage, signal?: AbortSignal): Promise<QQSent> {
    const sent = await sendOfficialMessage({ api, quota }, target, message, signal);
    if (sent.outcome === 'refused' && sent.reason === 'buttons' && mayHaveButtons) {
      mayHaveButtons = false;
      onTrouble(noButtonsTrouble(sent.detail));
    }
    return sent;
  }

  return {
    webhook: createOfficialWebhook({
      app,
      now: () => clock.now(),
      onEvent,
      onUntimely: () => onTrouble(badTimestampTrouble()),
    }),
    capabilities: {
      get buttons() {
        return mayHaveButtons && buttons;
      },
      push: 'mayBeRefused',
      replyQuota,
      recallWindow: 120_000,
    },
    self: () => self,
    send,
    async recall(target, id) {
      const answer = await api.call('DELETE', `${pathOf(target)}/messages/${encodeURIComponent(id)}`);
      return answer.kind === 'done';
    },
    async acknowledge(press) {
      await api.call('PUT', `/interactions/${encodeURIComponent(press)}`, { code: 0 });
    },
    async file({ reference, size }, most, signal) {
      if (size !== undefined && size > most) throw new FileUnavailable('tooBig', `${size} bytes`);
      return download(addresses.of(reference), { most, signal });
    },
    quoted: async () => undefined,
    befriend: async () => undefined,
    async run(listener, signal) {
      emit = listener;
      const backOff = createBackOff(random);
      const trouble = createTroubleNotice(onTrouble);
      const connection: OfficialConnection = {
        api,
        token,
        clock,
        backOff,
        presence,
        trouble,
        onReady(user) {
          self = parseSelf(user) ?? self;
          backOff.reset();
          trouble.clear();
          presence.online();
        },
      };
      await (byWebhook ? pollPresence(connection, signal) : keepGateway(connection, onEvent, signal));
    },
  };
}

function noButtonsTrouble(detail: string): QQTrouble {
  return new QQTrouble(
    'noButtons',
    `The QQ platform does not let this bot send Markdown, and so no buttons (${detail}): its messages name the possible replies instead. Apply for Markdown on the page of the bot at q.qq.com, then restart.`,
  );
}

function badTimestampTrouble(): QQTrouble {
  return new QQTrouble(
    'badFrame',
    'The QQ platform brought what was signed more than ten minutes ago, or later than now. If that goes on, set the clock of this machine.',
  );
}
