import { systemClock } from '../clock.ts';
import type { Config, OfficialQQSettings, OneBotSettings } from '../config.ts';
import { isNumberId, isOpenidId, numberIds } from '../qq/gateway/chat-ids.ts';
import { inspectOfficial } from '../qq/official/inspect.ts';
import { inspectOneBot, type OneBotInspection } from '../qq/onebot/inspect.ts';
import { QQSetupError, type QQTrouble } from '../qq/port.ts';
import type { Store } from '../storage/index.ts';
import { bad, type Finding, note, ok } from './finding.ts';
import { withStore } from './store.ts';

/**
 * Timeouts for connecting, and for being connected to by an implementation, some of which retry every 30 s;
 * ms.
 */
const patience = { dialling: 15_000, beingDialled: 35_000 };

export interface QQCheckOptions {
  /** Timeout for an implementation to connect, ms; a little longer than the usual retry interval. */
  waitForDial?: number;
}

/** Checks every QQ connection in the settings. Sends no messages, and does not disturb a running bot. */
export async function checkQQ(
  config: Config,
  say: (finding: Finding) => void,
  { waitForDial = patience.beingDialled }: QQCheckOptions = {},
): Promise<void> {
  const { qqOneBot, qqOfficial } = config;
  if (qqOneBot !== undefined) await checkOneBot(config, qqOneBot, say, waitForDial);
  if (qqOfficial !== undefined) await checkOfficial(config, qqOfficial, say);
}

async function checkOneBot(
  config: Config,
  { transport, token }: OneBotSettings,
  say: (finding: Finding) => void,
  waitForDial: number,
): Promise<void> {
  if ('port' in transport)
    say(note(`QQ by OneBot: waiting up to ${Math.ceil(waitForDial / 1000)} seconds for a connection`));
  try {
    const found = await inspectOneBot({
      transport,
      token,
      clock: systemClock,
      patience: 'url' in transport ? patience.dialling : waitForDial,
    });
    for (const finding of oneBotFindings(found, transport)) say(finding);
    if (found.kind === 'reached' && found.friends) say(await friendsFinding(config, found.friends));
  } catch (error) {
    if (!(error instanceof QQSetupError)) throw error;
    say(await takenPortFinding(error, transport));
  }
}

function oneBotFindings(found: OneBotInspection, transport: OneBotSettings['transport']): Finding[] {
  switch (found.kind) {
    case 'trouble':
      return [bad(withoutRetry(found.trouble))];
    case 'nobody':
      return [
        'url' in transport
          ? bad('The OneBot implementation did not let the connection in. Look at its log')
          : bad(
              `Nobody connected to ws://127.0.0.1:${transport.port}. Add a WebSocket client with this address and the token of QQ_ONEBOT_TOKEN to the OneBot implementation, and see that it runs`,
            ),
      ];
    case 'reached': {
      const { account, online, implementation } = found;
      const { name, version, protocol } = implementation;
      const by =
        [name, version].filter((part) => part !== '').join(' ') || 'an implementation without a name';
      return [
        protocol === '' || /^v?11\b/iu.test(protocol)
          ? ok(`QQ by OneBot: ${by}`)
          : bad(`QQ by OneBot: ${by} speaks protocol ${protocol}. Turn on OneBot v11 there`),
        account === undefined
          ? bad('The OneBot implementation does not say which account it has. Log in to QQ there')
          : online === false
            ? bad(`QQ has logged the account ${account.id} off. Log in again at the OneBot implementation`)
            : ok(`The account is ${account.id} ${account.name}`),
      ];
    }
  }
}

/** An ordinary QQ account can message only its friends. */
async function friendsFinding(config: Config, friends: ReadonlySet<string>): Promise<Finding> {
  const strangers: string[] = [];
  for (const chat of (await subscribedChats(config)).filter(({ id }) => id > 0 && isNumberId(id))) {
    const target = await numberIds.targetOf(chat.id);
    if (target !== undefined && !friends.has(target.id)) strangers.push(`qq:${target.id}`);
  }
  if (strangers.length === 0)
    return ok('All chats with alerts are friends of the account, so alerts reach them');
  return bad(
    `No friends of the account, so that no alert reaches them: ${strangers.slice(0, 10).join(', ')}${strangers.length > 10 ? ` and ${strangers.length - 10} more` : ''}. They have to add it as a friend`,
  );
}

/** The port is taken, most likely by the running bot itself. */
async function takenPortFinding(
  { reason, message }: QQSetupError,
  transport: OneBotSettings['transport'],
): Promise<Finding> {
  if (reason !== 'portTaken' || !('port' in transport)) return bad(message);
  const words = await fetch(`http://127.0.0.1:${transport.port}`, { signal: AbortSignal.timeout(2000) })
    .then((answer) => (answer.status === 426 ? answer.text() : ''))
    .catch(() => '');
  return words.startsWith('This is the WebSocket server of a bot')
    ? note(
        `A bot listens on port ${transport.port} of this machine, so that the implementation was not asked. Its log and /healthz say whether it is connected; stop it to have it looked at here`,
      )
    : bad(`Another program has port ${transport.port}. Choose another with QQ_ONEBOT_PORT`);
}

async function checkOfficial(
  config: Config,
  app: OfficialQQSettings,
  say: (finding: Finding) => void,
): Promise<void> {
  const { qqApiRoot, qqWebhookUrl } = config;
  const byWebhook = qqWebhookUrl !== undefined;
  const found = await inspectOfficial({ app, apiRoot: qqApiRoot, byWebhook, clock: systemClock });
  if (found.kind === 'trouble') return say(bad(withoutRetry(found.trouble)));
  const name = found.self?.name;
  say(ok(`QQ by the official platform: AppID ${app.id}${name ? ` is the bot ${name}` : ''}`));
  say(
    byWebhook
      ? ok(
          `Its events come by webhook to ${new URL(qqWebhookUrl).host}; the same address must be set at q.qq.com`,
        )
      : ok('Its events come through the gateway'),
  );
  const waiting = (await subscribedChats(config)).filter(({ id, waits }) => waits && isOpenidId(id)).length;
  say(
    waiting === 0
      ? ok('No alerts wait for QQ to let them through')
      : note(
          `Chats there in which alerts wait: ${waiting}. Where QQ lets the bot push nothing (a setting of the bot at q.qq.com, and of each user), they go with the next message of the chat`,
        ),
  );
}

/** The doctor does not retry. */
function withoutRetry({ message }: QQTrouble): string {
  return message.replace(' It is tried again by itself.', '');
}

/**
 * Chats that receive alerts, and whether some alerts wait; empty when the store cannot be read, which its own
 * check reports.
 */
async function subscribedChats(config: Config): Promise<{ id: number; waits: boolean }[]> {
  const find = async (store: Store | undefined) => {
    const found = new Map<number, boolean>();
    for await (const [, { chats }] of store?.watches.all() ?? []) {
      for (const [chat, { to, pending, paused }] of Object.entries(chats)) {
        const id = to?.chat ?? Number(chat);
        if (paused === undefined) found.set(id, found.get(id) === true || pending !== undefined);
      }
    }
    return [...found].map(([id, waits]) => ({ id, waits }));
  };
  return withStore(config, find, () => []);
}
