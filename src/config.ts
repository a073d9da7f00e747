import { readFileSync } from 'node:fs';
import {
  checkPlatform,
  checkTogether,
  defaultTelegramApiRoot,
  warningsOf,
} from './config/check-settings-together.ts';
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

/** All settings, checked and frozen. No other code reads the environment. */
export interface Config {
  /** `watcher`: only polls for new fans, beside other processes on the same Postgres store. */
  readonly role: field.Role;
  /** Unset: the bot is not on Telegram. */
  readonly botToken?: string | undefined;
  /** Base URL of the Bot API, without a trailing slash. */
  readonly telegramApiRoot: string;
  readonly qqOneBot?: OneBotSettings | undefined;
  readonly qqOfficial?: OfficialQQSettings | undefined;
  /** URL to which the official platform sends events; unset: the bot connects to its gateway. */
  readonly qqWebhookUrl?: string | undefined;
  /** When set, `https://HOST/PATH` of the official platform is requested at `<qqApiRoot>/HOST/PATH`. */
  readonly qqApiRoot?: string | undefined;
  /** When set, `https://HOST/PATH` of Bilibili is requested at `<bilibiliRoot>/HOST/PATH`. */
  readonly bilibiliRoot?: string | undefined;
  /** Egress addresses; each account keeps to one. Unset: the system chooses. */
  readonly egress?: readonly EgressAddress[] | undefined;
  /** The store: `sqlite://` and a path, or `postgres://…` including the password. Must not be shown. */
  readonly storeUrl: string;
  /**
   * Keys of sealed records: the first seals, all can open. Unset: a key file beside the store. Always set
   * with Postgres.
   */
  readonly secretKeys?: readonly field.SecretKey[] | undefined;
  /** Empty: the first user to claim it becomes admin. */
  readonly admins: readonly field.UserName[];
  /** Who may use the bot, besides the admins. */
  readonly allowedUsers: 'everyone' | readonly field.UserName[];
  /** Seconds between two polls for new fans. */
  readonly alertInterval: number;
  /** Pause between the end of a read request and the next request of the same session, ms. */
  readonly readSpacing: number;
  /** The same after a write request. */
  readonly writeSpacing: number;
  /** Daily limit of relation changes per account. */
  readonly dailyWrites: number;
  /** App key that signs calls made with an access_key; unset: they are not signed. */
  readonly appKey?: string | undefined;
  /** The app's secret; set if and only if `appKey` is. */
  readonly appSecret?: string | undefined;
  /** Port of `/healthz`, `/metrics` and the webhooks; 0 takes any free one; unset: no server. */
  readonly httpPort?: number | undefined;
  /** Local address to listen on. */
  readonly httpHost: string;
  readonly webhookUrl?: string | undefined;
  readonly webhookSecret?: string | undefined;
  /** Language of chats that have not chosen one. */
  readonly language: Language;
  /** IANA name. */
  readonly timezone: string;
  readonly logLevel: field.LogLevel;
  /** Sentences for the operator about settings that are accepted but probably not intended. */
  readonly warnings: readonly string[];
}

/** QQ through OneBot v11: the WebSocket server to connect to, or the loopback port to listen on. */
export interface OneBotSettings {
  readonly transport: { readonly url: string } | { readonly port: number };
  readonly token: string;
}

/** QQ through the official platform: the bot's id and secret. */
export interface OfficialQQSettings {
  readonly id: string;
  readonly secret: string;
}

/** The settings, or everything that is wrong with them. */
export type ConfigResult = { ok: true; config: Config } | { ok: false; errors: readonly ConfigError[] };

const defaultStoreUrl = 'sqlite://data/guanxi.sqlite';

/**
 * Reads the settings; an empty one counts as unset. Reads nothing but `env` and the files named by settings
 * that end in `_FILE`.
 * @param options `platform`: whether a chat platform is required; tools that only use the store need none
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
    botToken: readOrFile('BOT_TOKEN', field.botToken),
    telegramApiRoot: read('TELEGRAM_API_ROOT', field.root) ?? defaultTelegramApiRoot,
    qqOneBot: readOneBot(reader),
    qqOfficial: readOfficial(reader),
    qqApiRoot: read('QQ_API_ROOT', field.root),
    qqWebhookUrl: read('QQ_WEBHOOK_URL', field.qqWebhookUrl),
    bilibiliRoot: read('BILIBILI_ROOT', field.root),
    egress: readEgress(reader),
    storeUrl: read('STORE_URL', field.storeUrl) ?? defaultStoreUrl,
    secretKeys: readOrFile('SECRET_KEYS', field.secretKeys),
    admins: read('ADMINS', field.userIds) ?? [],
    allowedUsers: read('ALLOWED_USERS', field.allowedUsers) ?? [],
    alertInterval: read('ALERT_INTERVAL', field.wholeNumberSetting(1, 86_400, 'in seconds')) ?? 300,
    readSpacing: read('READ_SPACING', field.wholeNumberSetting(0, 600_000, 'in milliseconds')) ?? 1000,
    writeSpacing: read('WRITE_SPACING', field.wholeNumberSetting(0, 600_000, 'in milliseconds')) ?? 4000,
    dailyWrites: read('DAILY_WRITES', field.wholeNumberSetting(0, 100_000, '')) ?? 200,
    appKey: read('APP_KEY', field.appKey),
    appSecret: read('APP_SECRET', field.appSecret),
    httpPort: read('HTTP_PORT', field.wholeNumberSetting(0, 65_535, '0 for any free port')),
    httpHost: read('HTTP_HOST', field.host) ?? '127.0.0.1',
    webhookUrl: read('WEBHOOK_URL', field.webhookUrl),
    webhookSecret: read('WEBHOOK_SECRET', field.webhookSecret),
    language: read('LANGUAGE', field.oneOfSetting(languages)) ?? languages[0],
    timezone: read('TIMEZONE', field.timezone) ?? 'Asia/Shanghai',
    logLevel: read('LOG_LEVEL', field.oneOfSetting(field.logLevels)) ?? 'info',
  };
  if (platform === 'required') checkPlatform(reader, config);
  checkTogether(reader, config);
  if (reader.errors.length > 0) return { ok: false, errors: reader.errors };
  return {
    ok: true,
    config: freezeConfig({ ...config, warnings: warningsOf(reader, config) }),
  };
}

/** The secret settings, apart from keys: no log line or terminal output may contain them. */
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

/** Reads one user name as in ADMINS; `undefined` when it is none. */
export function parseConfiguredUser(text: string): field.UserName | undefined {
  return field.userName.safeParse(text).data;
}

/** Error messages to print before exiting, one line per wrong setting. */
export function formatConfigErrors(errors: readonly ConfigError[]): string {
  return errors
    .map(({ name, given, accepted }) => `${name}: given ${given}; accepted: ${accepted}`)
    .join('\n');
}

function readOneBot({ read, readOrFile }: SettingsReader): OneBotSettings | undefined {
  const url = read('QQ_ONEBOT_URL', field.oneBotUrl);
  const port = read('QQ_ONEBOT_PORT', field.wholeNumberSetting(1, 65_535, ''));
  const token = readOrFile('QQ_ONEBOT_TOKEN', field.oneBotToken);
  if (token === undefined) return undefined;
  if (url !== undefined) return { transport: { url }, token };
  return port === undefined ? undefined : { transport: { port }, token };
}

function readOfficial({ read, readOrFile }: SettingsReader): OfficialQQSettings | undefined {
  const id = read('QQ_APP_ID', field.qqAppId);
  const secret = readOrFile('QQ_APP_SECRET', field.qqAppSecret);
  return id === undefined || secret === undefined ? undefined : { id, secret };
}

function freezeConfig(config: Config): Config {
  const { admins, allowedUsers, secretKeys, egress, warnings } = config;
  for (const list of [admins, allowedUsers, secretKeys, egress, warnings]) Object.freeze(list);
  return Object.freeze(config);
}
