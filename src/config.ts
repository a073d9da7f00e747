import { readFileSync } from 'node:fs';
import { type EgressAddress, readEgress, secretsInEgress } from './config/egress.ts';
import { type Language, languages } from './config/languages.ts';
import { passwordsInStoreUrl } from './config/passwords-in-store-url.ts';
import * as field from './config/setting-fields.ts';
import {
  type ConfigError,
  createSettingsReader,
  type Environment,
  type SettingsReader,
} from './config/settings-reader.ts';

export type { EgressAddress } from './config/egress.ts';
export type { LogLevel, Role, UserName } from './config/setting-fields.ts';
export type { ConfigError, Environment } from './config/settings-reader.ts';

/** All the settings, checked. Frozen, and the only way by which the environment reaches the program. */
export interface Config {
  /** `watcher`: only watches accounts for new fans, beside others on the same Postgres store. */
  readonly role: field.Role;
  /** Absent: the bot is not on Telegram. */
  readonly botToken?: string;
  /** Address of the Bot API, no slash at its end. */
  readonly telegramApiRoot: string;
  /** QQ by OneBot v11: the WebSocket server to connect to, or the loopback port to be connected to, and the token of both. */
  readonly qqOneBot?: { readonly transport: { url: string } | { port: number }; readonly token: string };
  /** QQ by the official platform: the bot's identifier and secret there. */
  readonly qqOfficial?: { readonly id: string; readonly secret: string };
  /** The address to which the official platform sends its events; unset: the bot connects to its gateway. */
  readonly qqWebhookUrl?: string;
  /** When set, `https://HOST/PATH` of the official platform is asked for at `<qqApiRoot>/HOST/PATH`. */
  readonly qqApiRoot?: string;
  /** When set, `https://HOST/PATH` of the site is asked for at `<bilibiliRoot>/HOST/PATH`. */
  readonly bilibiliRoot?: string;
  /** The egress addresses; an account keeps to one. Unset: the one that the system chooses. */
  readonly egress?: readonly EgressAddress[];
  /** Where the records are: `sqlite://` and a path, or `postgres://…` with the password in it. Never to be shown. */
  readonly storeUrl: string;
  /** The first seals, all open; when unset, a key file beside the store is used. Always set with Postgres. */
  readonly secretKeys?: readonly field.SecretKey[];
  /** Empty: whoever claims it first. */
  readonly admins: readonly field.UserName[];
  /** Who besides the admins may use the bot. */
  readonly allowedUsers: 'everyone' | readonly field.UserName[];
  /** Seconds between two polls for new fans. */
  readonly alertInterval: number;
  /** Milliseconds between the end of a request that reads and the start of the next of the same session. */
  readonly readSpacing: number;
  /** The same for requests that change something. */
  readonly writeSpacing: number;
  /** How many changes of relations a session may make in a day. */
  readonly dailyWrites: number;
  /** An app's own key, which signs what is asked with an access_key; unset: such calls go unsigned. */
  readonly appKey?: string;
  /** Its secret; set if and only if `appKey` is. */
  readonly appSecret?: string;
  /** Port of `/healthz`, `/metrics` and the webhook; 0 takes a free one; unset: no server. */
  readonly httpPort?: number;
  /** The address of this machine to listen on. */
  readonly httpHost: string;
  readonly webhookUrl?: string;
  readonly webhookSecret?: string;
  /** What chats speak that have not chosen. */
  readonly language: Language;
  /** IANA name. */
  readonly timezone: string;
  readonly logLevel: field.LogLevel;
  /** Sentences for the operator about settings that are taken but are probably not meant. */
  readonly warnings: readonly string[];
}

/** The settings, or every reason why they cannot be taken. */
export type ConfigResult = { ok: true; config: Config } | { ok: false; errors: readonly ConfigError[] };

const telegram = 'https://api.telegram.org';
const storeUrl = 'sqlite://data/guanxi.sqlite';

/**
 * Reads the settings; an empty one counts as unset. Touches nothing but `env` and the files that the settings ending
 * in `_FILE` name.
 * @param options `platform`: whether a bot needs to be on a chat platform; a tool that works on the store needs none
 */
export function readConfig(
  env: Environment,
  readFile: (path: string) => string = (path) => readFileSync(path, 'utf8'),
  { platform = 'required' }: { platform?: 'required' | 'optional' } = {},
): ConfigResult {
  const reader = createSettingsReader(env, readFile);
  const { read, readOrFile } = reader;
  const config = {
    role: read('ROLE', field.oneOfSetting(field.roles)) ?? field.roles[0],
    ...given('botToken', readOrFile('BOT_TOKEN', field.botToken)),
    telegramApiRoot: read('TELEGRAM_API_ROOT', field.root) ?? telegram,
    ...given('qqOneBot', readOneBot(reader)),
    ...given('qqOfficial', readOfficial(reader)),
    ...given('qqApiRoot', read('QQ_API_ROOT', field.root)),
    ...given('qqWebhookUrl', read('QQ_WEBHOOK_URL', field.qqWebhookUrl)),
    ...given('bilibiliRoot', read('BILIBILI_ROOT', field.root)),
    ...given('egress', readEgress(reader)),
    storeUrl: read('STORE_URL', field.storeUrl) ?? storeUrl,
    ...given('secretKeys', readOrFile('SECRET_KEYS', field.secretKeys)),
    admins: read('ADMINS', field.userIds) ?? [],
    allowedUsers: read('ALLOWED_USERS', field.allowedUsers) ?? [],
    alertInterval: read('ALERT_INTERVAL', field.wholeNumberSetting(1, 86_400, 'in seconds')) ?? 300,
    readSpacing: read('READ_SPACING', field.wholeNumberSetting(0, 600_000, 'in milliseconds')) ?? 1000,
    writeSpacing: read('WRITE_SPACING', field.wholeNumberSetting(0, 600_000, 'in milliseconds')) ?? 4000,
    dailyWrites: read('DAILY_WRITES', field.wholeNumberSetting(0, 100_000, '')) ?? 200,
    ...given('appKey', read('APP_KEY', field.appKey)),
    ...given('appSecret', read('APP_SECRET', field.appSecret)),
    ...given('httpPort', read('HTTP_PORT', field.wholeNumberSetting(0, 65_535, '0 for any free port'))),
    httpHost: read('HTTP_HOST', field.host) ?? '127.0.0.1',
    ...given('webhookUrl', read('WEBHOOK_URL', field.webhookUrl)),
    ...given('webhookSecret', read('WEBHOOK_SECRET', field.webhookSecret)),
    language: read('LANGUAGE', field.oneOfSetting(languages)) ?? languages[0],
    timezone: read('TIMEZONE', field.timezone) ?? 'Asia/Shanghai',
    logLevel: read('LOG_LEVEL', field.oneOfSetting(field.logLevels)) ?? 'info',
  };
  if (platform === 'required') checkPlatform(reader, config);
  checkTogether(reader, config);
  if (reader.errors.length > 0) return { ok: false, errors: reader.errors };
  return {
    ok: true,
    config: frozen({
      ...config,
      warnings: warningsOf(reader, config),
    }),
  };
}

/** The secrets among the settings, apart from keys and addresses: what no line of a log or a terminal may hold. */
export function secretsIn(config: Config): string[] {
  const { botToken, webhookSecret, appSecret, qqOneBot, qqOfficial, egress = [] } = config;
  return [
    ...[botToken, webhookSecret, appSecret, qqOneBot?.token, qqOfficial?.secret].filter(
      (secret) => secret !== undefined,
    ),
    ...secretsInEgress(egress),
    ...passwordsInStoreUrl(config.storeUrl),
  ];
}

/** Somebody as settings name them, read by itself; `undefined` when it is nobody. */
export function readUserName(text: string): field.UserName | undefined {
  return field.userName.safeParse(text).data;
}

/** The lines to print before stopping: one for each wrong setting. */
export function formatConfigErrors(errors: readonly ConfigError[]): string {
  return errors
    .map(({ name, given, accepted }) => `${name}: given ${given}; accepted: ${accepted}`)
    .join('\n');
}

/** A bot needs a chat platform. */
function checkPlatform(reader: SettingsReader, { role }: Pick<Config, 'role'>): void {
  if (role === 'watcher' || ['BOT_TOKEN', 'QQ_APP_SECRET'].some((name) => hasOrFile(reader, name))) return;
  if (platformSettings.some(reader.has)) return;
  reader.fail({
    name: 'BOT_TOKEN',
    given: 'nothing',
    accepted:
      'the token of your bot. Send /newbot to @BotFather in Telegram to get one, and put it into .env. For QQ set QQ_ONEBOT_URL, QQ_ONEBOT_PORT or QQ_APP_ID instead. To try the bot without any, run `npm run playground`.',
  });
}

/** What no setting can tell by itself. */
function checkTogether(
  reader: SettingsReader,
  config: Pick<Config, 'role' | 'telegramApiRoot' | 'webhookUrl' | 'storeUrl' | 'qqApiRoot' | 'qqWebhookUrl'>,
): void {
  const isFile = config.storeUrl.startsWith('sqlite:');
  if (config.role === 'watcher' && isFile)
    reader.fail({
      name: 'ROLE',
      given: 'watcher, with a file in STORE_URL',
      accepted:
        'watcher beside a bot on the same database, STORE_URL=postgres://…; a file has one process, all',
    });
  const needed = (name: string, other: string) =>
    reader.fail({ name, given: 'nothing', accepted: `a value, since ${other} is set` });
  if (reader.has('APP_KEY') && !reader.has('APP_SECRET')) needed('APP_SECRET', 'APP_KEY');
  if (reader.has('APP_SECRET') && !reader.has('APP_KEY')) needed('APP_KEY', 'APP_SECRET');
  const hasAppSecret = hasOrFile(reader, 'QQ_APP_SECRET');
  if (reader.has('QQ_APP_ID') && !hasAppSecret) needed('QQ_APP_SECRET', 'QQ_APP_ID');
  if (hasAppSecret && !reader.has('QQ_APP_ID')) needed('QQ_APP_ID', 'QQ_APP_SECRET');
  if (reader.has('QQ_ONEBOT_URL') && reader.has('QQ_ONEBOT_PORT'))
    reader.fail({
      name: 'QQ_ONEBOT_PORT',
      given: 'both it and QQ_ONEBOT_URL',
      accepted: 'one of the two: an address to connect to, or a port to wait for a connection on',
    });
  const oneBot = ['QQ_ONEBOT_URL', 'QQ_ONEBOT_PORT'].find(reader.has);
  if (oneBot !== undefined && !hasOrFile(reader, 'QQ_ONEBOT_TOKEN'))
    reader.fail({
      name: 'QQ_ONEBOT_TOKEN',
      given: 'nothing',
      accepted: `${field.oneBotToken.accepted}; needed since ${oneBot} is set: without it anybody could speak as anybody`,
    });
  if (!isFile && !hasOrFile(reader, 'SECRET_KEYS')) {
    reader.fail({
      name: 'SECRET_KEYS',
      given: 'nothing',
      accepted: `${field.secretKeys.accepted}; needed since STORE_URL is a database, which keeps no key`,
    });
  }
  checkQQWebhook(reader, config, needed);
  if (!reader.has('WEBHOOK_URL')) return;
  if (!hasOrFile(reader, 'BOT_TOKEN') && platformSettings.some(reader.has))
    needed('BOT_TOKEN', 'WEBHOOK_URL');
  if (config.telegramApiRoot === telegram && config.webhookUrl?.startsWith('http:')) {
    reader.fail({
      name: 'WEBHOOK_URL',
      given: 'an address without https',
      accepted: field.webhookUrl.accepted,
    });
  }
  for (const name of ['HTTP_PORT', 'WEBHOOK_SECRET']) if (!reader.has(name)) needed(name, 'WEBHOOK_URL');
}

function checkQQWebhook(
  reader: SettingsReader,
  { qqApiRoot, qqWebhookUrl, webhookUrl }: Pick<Config, 'qqApiRoot' | 'qqWebhookUrl' | 'webhookUrl'>,
  needed: (name: string, other: string) => void,
): void {
  if (!reader.has('QQ_WEBHOOK_URL')) return;
  if (!reader.has('QQ_APP_ID')) needed('QQ_APP_ID', 'QQ_WEBHOOK_URL');
  if (!reader.has('HTTP_PORT')) needed('HTTP_PORT', 'QQ_WEBHOOK_URL');
  if (qqApiRoot === undefined && qqWebhookUrl?.startsWith('http:'))
    reader.fail({
      name: 'QQ_WEBHOOK_URL',
      given: 'an address without https',
      accepted: field.qqWebhookUrl.accepted,
    });
  const pathOf = (url: string | undefined) => url && new URL(url).pathname;
  if (webhookUrl !== undefined && pathOf(webhookUrl) === pathOf(qqWebhookUrl))
    reader.fail({
      name: 'QQ_WEBHOOK_URL',
      given: 'the path of WEBHOOK_URL',
      accepted: 'an address with a path of its own, by which calls of QQ and of Telegram are told apart',
    });
}

/** What puts the bot on QQ. */
const platformSettings = ['QQ_ONEBOT_URL', 'QQ_ONEBOT_PORT', 'QQ_APP_ID'];

function readOneBot({ read, readOrFile }: SettingsReader): Config['qqOneBot'] {
  const url = read('QQ_ONEBOT_URL', field.oneBotUrl);
  const port = read('QQ_ONEBOT_PORT', field.wholeNumberSetting(1, 65_535, ''));
  const token = readOrFile('QQ_ONEBOT_TOKEN', field.oneBotToken);
  if (token === undefined) return undefined;
  if (url !== undefined) return { transport: { url }, token };
  return port === undefined ? undefined : { transport: { port }, token };
}

function readOfficial({ read, readOrFile }: SettingsReader): Config['qqOfficial'] {
  const id = read('QQ_APP_ID', field.qqAppId);
  const secret = readOrFile('QQ_APP_SECRET', field.qqAppSecret);
  return id === undefined || secret === undefined ? undefined : { id, secret };
}

/** Whether a setting is there, by itself or by its file. */
function hasOrFile(reader: SettingsReader, name: string): boolean {
  return reader.has(name) || reader.has(`${name}_FILE`);
}

function warningsOf(reader: SettingsReader, { alertInterval }: { alertInterval: number }): string[] {
  const warnings: string[] = [];
  if (alertInterval < 120) {
    warnings.push(
      `ALERT_INTERVAL is ${alertInterval} seconds: below 120 Bilibili may take the bot for an attack.`,
    );
  }
  if (reader.has('HTTP_HOST') && !reader.has('HTTP_PORT')) {
    warnings.push('HTTP_HOST does nothing without HTTP_PORT.');
  }
  if (hasOrFile(reader, 'QQ_ONEBOT_TOKEN') && !reader.has('QQ_ONEBOT_URL') && !reader.has('QQ_ONEBOT_PORT')) {
    warnings.push('QQ_ONEBOT_TOKEN does nothing without QQ_ONEBOT_URL or QQ_ONEBOT_PORT.');
  }
  if (reader.has('QQ_API_ROOT') && !reader.has('QQ_APP_ID')) {
    warnings.push('QQ_API_ROOT does nothing without QQ_APP_ID.');
  }
  if (reader.has('WEBHOOK_SECRET') && !reader.has('WEBHOOK_URL')) {
    warnings.push('WEBHOOK_SECRET does nothing without WEBHOOK_URL.');
  }
  return warnings;
}

/** A field that is absent rather than `undefined` when there is no value. */
function given<K extends string, V>(name: K, value: V | undefined): { [k in K]?: V } {
  const field: { [k in K]?: V } = {};
  if (value !== undefined) field[name] = value;
  return field;
}

function frozen(config: Config): Config {
  const { admins, allowedUsers, secretKeys, egress, warnings } = config;
  for (const list of [admins, allowedUsers, secretKeys, egress, warnings]) Object.freeze(list);
  return Object.freeze(config);
}
