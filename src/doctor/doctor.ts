import { parseArgs } from 'node:util';
import { exitCodes } from '../app/exit-code-and-message.ts';
import { type Config, secretsIn } from '../config.ts';
import { createRedactor } from '../redact.ts';
import type { Store } from '../storage/index.ts';
import { checkEgress } from './egress.ts';
import { checkEndpoints, type DoctorLogin } from './endpoints.ts';
import { bad, type Finding, formatFinding, ok } from './finding.ts';
import { checkQQ, type QQCheckOptions } from './qq.ts';
import { checkStore, withStore } from './store.ts';
import { checkTelegram } from './telegram.ts';

const usage =
  'npm run doctor -- [--chat ID] [--mid MID] [--extra]\n' +
  '  --chat   the chat whose login to ask Bilibili with; the first that has one when left out\n' +
  '  --mid    whom to ask about, when that is nobody of the account’s own\n' +
  '  --extra  names the fields, too, that the program can do without or does not read';

/**
 * Checks settings, store, Telegram, QQ and Bilibili, and prints its findings. Writes to none of them.
 * @returns the exit code: 0 when all is well, 2 when something needs fixing, 1 for wrong options
 */
export async function doctor(
  config: Config,
  args: readonly string[],
  print: (line: string) => void,
  qq: QQCheckOptions = {},
): Promise<number> {
  const options = readOptions(args);
  if (options === undefined) {
    print(usage);
    return exitCodes.wrongConfiguration;
  }
  const login = await findLogin(config, options.chat);
  const clean = createRedactor(secretsOf(config, login));
  let ill = false;
  const say = (finding: Finding) => {
    ill ||= finding.mark === 'bad';
    print(clean(formatFinding(finding)));
  };

  say(ok('Settings: read'));
  for (const text of config.warnings) say({ mark: 'note', text });
  for (const finding of await checkStore(config)) say(finding);
  for (const finding of await checkTelegram(config)) say(finding);
  await checkQQ(config, say, qq);
  await checkEgress(config, say);
  if (options.chat !== undefined && login === undefined) {
    say(bad(`Chat ${options.chat} has no Bilibili login that opens`));
  } else {
    await checkEndpoints(config, { ...options, login }, say);
  }
  print(ill ? 'Something needs fixing: see the lines marked BAD.' : 'All is well.');
  return ill ? exitCodes.cannotRun : exitCodes.stopped;
}

function readOptions(
  args: readonly string[],
): { chat: string | undefined; mid: number; extra: boolean } | undefined {
  try {
    const { values } = parseArgs({
      args: [...args],
      options: {
        chat: { type: 'string' },
        mid: { type: 'string', default: '2' },
        extra: { type: 'boolean', default: false },
      },
    });
    const isMid = /^[1-9]\d{0,15}$/u.test(values.mid);
    const isChat = values.chat === undefined || /^-?\d{1,16}$/u.test(values.chat);
    return isMid && isChat ? { chat: values.chat, mid: Number(values.mid), extra: values.extra } : undefined;
  } catch {
    return undefined;
  }
}

/**
 * The active login of a chat, else the first one; a store that cannot be read is reported by its own check.
 */
async function findLogin(config: Config, wanted: string | undefined): Promise<DoctorLogin | undefined> {
  const find = async (store: Store | undefined) => {
    for await (const [chat, { sessions, active }] of store?.chats.all() ?? []) {
      const session = sessions.find(({ mid }) => mid === active) ?? sessions.at(-1);
      if (session && (wanted === undefined || wanted === chat))
        return { chat, mid: session.mid, credential: session.credential };
    }
    return undefined;
  };
  return withStore(config, find, () => undefined);
}

/** Secrets that must not be printed even if an answer repeats them. */
function secretsOf(config: Config, login: DoctorLogin | undefined): string[] {
  const { secretKeys = [] } = config;
  const credential = login?.credential;
  return [
    ...secretsIn(config),
    ...secretKeys.map(({ key }) => key.toString('base64')),
    ...(credential?.kind === 'cookie' ? valuesOf(credential.cookies) : []),
    ...(credential?.kind === 'accessKey' ? [credential.accessKey] : []),
  ];
}

/** Cookie values as stored and as others write them; the account's own id is not secret. */
function valuesOf({ DedeUserID: _, ...cookies }: Record<string, string>): string[] {
  return Object.values(cookies).flatMap((value) => [value, value.replaceAll('%2C', ',')]);
}
