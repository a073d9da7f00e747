import { jsonText } from '../json.ts';
import { QQTrouble } from '../port.ts';
import { troubleFromAnswer } from './api.ts';
import type { OfficialConnection } from './connection-deps.ts';
import { type ConnectOptions, connectGateway, type GatewaySession } from './gateway-session.ts';

/** Close codes of a bot that is banned or not allowed to receive the requested events. */
const bannedCodes = new Set([4014, 4914, 4915]);

/** Connects to the gateway again and again until `signal` aborts, resuming the session. */
export async function keepGateway(
  { api, token, clock, backOff, presence, trouble, onReady }: OfficialConnection,
  onEvent: ConnectOptions['onEvent'],
  signal: AbortSignal,
): Promise<void> {
  const session: GatewaySession = {};

  async function gatewayAddress(): Promise<string | QQTrouble> {
    const answer = await api.call('GET', '/gateway');
    const address = answer.kind === 'done' ? jsonText(answer.data.url) : undefined;
    if (address !== undefined && /^wss?:\/\//iu.test(address)) return address;
    return troubleFromAnswer(answer, 'names no gateway');
  }

  async function connect(url: string): Promise<void> {
    const bearer = await token.get().catch(() => '');
    const { was, code, invalid } = await connectGateway(
      { url, token: bearer, session, clock, onReady, onEvent },
      signal,
    );
    if (invalid) token.drop(bearer);
    if (bannedCodes.has(code)) {
      trouble.report(
        new QQTrouble(
          'banned',
          `The QQ platform does not let the bot in (${code}). See its page at q.qq.com.`,
        ),
      );
      presence.offline('loggedOff');
    } else if (was === 'out' && !invalid && !signal.aborted) presence.offline('disconnected');
  }

  while (!signal.aborted) {
    const address = await gatewayAddress();
    if (address instanceof QQTrouble) {
      if (!signal.aborted) trouble.report(address);
      presence.offline('disconnected');
    } else await connect(address);
    await clock.sleep(backOff.next(), signal).catch(() => undefined);
  }
}
