import { WebSocket } from 'ws';
import { jsonText, listOf, objectOf, parseObject } from '../json.ts';
import type { QQPerson, QQTrouble } from '../port.ts';
import { createCalls } from './calls.ts';
import { dial, type Serve } from './forward-connection.ts';
import type { OneBotOptions } from './onebot.ts';
import { listenForOneBot } from './reverse-connection.ts';
import { oneBotTroubles } from './trouble-messages.ts';

/** The result of checking a OneBot implementation. */
export type OneBotInspection =
  | {
      kind: 'reached';
      account: QQPerson | undefined;
      /** Whether the account is logged in to QQ; `undefined` when not said. */
      online: boolean | undefined;
      /** Name, version and protocol version of the implementation; hostile text. */
      implementation: { name: string; version: string; protocol: string };
      /** QQ numbers of the account's friends; `undefined` when not said. */
      friends: ReadonlySet<string> | undefined;
    }
  | { kind: 'trouble'; trouble: QQTrouble }
  /** No connection was made within the time given. */
  | { kind: 'nobody' };

export interface InspectionOptions extends Pick<OneBotOptions, 'transport' | 'token' | 'clock'> {
  /** Timeout for a connection, in ms. */
  patience: number;
}

/** Timeout for an answer, in ms. */
const answerPatience = 5000;

/**
 * Connects once and asks for the implementation's version, the account and its state. Sends no message.
 * @throws QQSetupError when the port cannot be listened on
 */
export async function inspectOneBot(options: InspectionOptions): Promise<OneBotInspection> {
  const { transport, token, clock, patience } = options;
  const closing = new AbortController();
  const ending = AbortSignal.any([closing.signal, AbortSignal.timeout(patience)]);
  const found = Promise.withResolvers<OneBotInspection>();
  const connection = {
    token,
    onTrouble: (trouble: QQTrouble) => found.resolve({ kind: 'trouble', trouble }),
    serve: (async (socket) => found.resolve(await ask(socket, options))) satisfies Serve,
  };
  const connecting =
    'url' in transport
      ? dial({ ...connection, url: transport.url, clock, random: Math.random }, ending)
      : listenForOneBot({ ...connection, host: '127.0.0.1', ...transport }, ending);
  connecting.then(() => found.resolve({ kind: 'nobody' }), found.reject);
  try {
    return await found.promise;
  } finally {
    closing.abort();
    await connecting.catch(() => undefined);
  }
}

async function ask(
  socket: WebSocket,
  { transport, clock }: Pick<InspectionOptions, 'transport' | 'clock'>,
): Promise<OneBotInspection> {
  const calls = createCalls((frame) => {
    if (socket.readyState !== WebSocket.OPEN) return false;
    socket.send(frame);
    return true;
  }, clock);
  let refused = false;
  socket.on('message', (raw) => {
    const frame = parseObject(String(raw));
    if (frame === undefined || frame.post_type !== undefined) return;
    refused ||= frame.retcode === 1403 && jsonText(frame.echo) === undefined;
    calls.settle(frame);
  });
  socket.on('close', () => calls.drop());
  const answerTo = async (action: string): Promise<unknown> => {
    const answer = await calls.call(action, {}, answerPatience);
    return answer.kind === 'done' ? answer.data : undefined;
  };
  const login = objectOf(await answerTo('get_login_info'));
  if (refused) return { kind: 'trouble', trouble: oneBotTroubles.wrongToken(transport) };
  const version = objectOf(await answerTo('get_version_info'));
  if (login === undefined && version === undefined)
    return { kind: 'trouble', trouble: oneBotTroubles.noAnswer() };
  const status = objectOf(await answerTo('get_status'));
  const friends = await answerTo('get_friend_list');
  const id = jsonText(login?.user_id);
  return {
    kind: 'reached',
    account: id === undefined ? undefined : { id, name: jsonText(login?.nickname) ?? '' },
    online: typeof status?.online === 'boolean' ? status.online : undefined,
    implementation: {
      name: jsonText(version?.app_name) ?? '',
      version: jsonText(version?.app_version) ?? '',
      protocol: jsonText(version?.protocol_version) ?? '',
    },
    friends: Array.isArray(friends)
      ? new Set(listOf(friends).flatMap((one) => jsonText(objectOf(one)?.user_id) ?? []))
      : undefined,
  };
}
