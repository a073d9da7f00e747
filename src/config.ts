import { readFileSync } from 'node:fs';
import * as field from './config/fields.ts';
import { type Language, languages } from './config/languages.ts';
import {
  type ConfigError,
  createSettingsReader,
  type Environment,
  type SettingsReader,
} from './config/reader.ts';

export type { LogLevel } from './config/fields.ts';
export type { ConfigError, Environment } from './config/reader.ts';

/** All the settings, checked. Frozen, and the only way by which the environment reaches the program. */
export interface Config {
  readonly botToken: string;
  /** Address of the Bot API, no slash at its end. */
  readonly telegramApiRoot: string;
  /** When set, `https://HOST/PATH` of the site is asked for at `<bilibiliRoot>/HOST/PATH`. */
  readonly bilibiliRoot?: string;
  /** Where the records are: `sqlite://` and a path, or `postgres://…` with the password in it. Never to be shown. */
  readonly storeUrl: string;
  /** The first seals, all open; when unset, a key file beside the store is used. Always set with Postgres. */
  readonly secretKeys?: readonly field.SecretKey[];
  /** Telegram user ids; empty: whoever opens the claim link first. */
  readonly admins: readonly number[];
  /** Who besides the admins may use the bot: Telegram user ids. */
  readonly allowedUsers: 'everyone' | readonly number[];
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
 * Reads the settings; an empty one counts as unset. Touches nothing but `env` and the files that `BOT_TOKEN_FILE` and
 * `SECRET_KEYS_FILE` name.
 */
export function readConfig(
  env: Environment,
  readFile: (path: string) => string = (path) => readFileSync(path, 'utf8'),
): ConfigResult {
  const reader = createSettingsReader(env, readFile);
  const { read, readOrFile } = reader;
  const config = {
    botToken: readOrFile('BOT_TOKEN', field.botToken) ?? '',
    telegramApiRoot: read('TELEGRAM_API_ROOT', field.root) ?? telegram,
    ...given('bilibiliRoot', read('BILIBILI_ROOT', field.root)),
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

/** The lines to print before stopping: one for each wrong setting. */
export function formatConfigErrors(errors: readonly ConfigError[]): string {
  return errors
    .map(({ name, given, accepted }) => `${name}: given ${given}; accepted: ${accepted}`)
    .join('\n');
}

/** What no setting can tell by itself. */
function checkTogether(
  reader: SettingsReader,
  config: Pick<Config, 'telegramApiRoot' | 'webhookUrl' | 'storeUrl'>,
): void {
  if (!reader.has('BOT_TOKEN') && !reader.has('BOT_TOKEN_FILE')) {
    reader.fail({
      name: 'BOT_TOKEN',
      given: 'nothing',
      accepted:
        'the token of your bot. Write /newbot to @BotFather in Telegram to get one, and put it into .env. To try the bot without one, run `npm run playground`.',
    });
  }
  for (const [name, other] of [
    ['APP_KEY', 'APP_SECRET'],
    ['APP_SECRET', 'APP_KEY'],
  ] as const) {
    if (reader.has(other) && !reader.has(name))
      reader.fail({ name, given: 'nothing', accepted: `a value, since ${other} is set` });
  }
  if (
    !config.storeUrl.startsWith('sqlite:') &&
    !reader.has('SECRET_KEYS') &&
    !reader.has('SECRET_KEYS_FILE')
  ) {
    reader.fail({
      name: 'SECRET_KEYS',
      given: 'nothing',
      accepted: `${field.secretKeys.accepted}; needed since STORE_URL is a database, which keeps no key`,
    });
  }
  if (!reader.has('WEBHOOK_URL')) return;
  if (config.telegramApiRoot === telegram && config.webhookUrl?.startsWith('http:')) {
    reader.fail({
      name: 'WEBHOOK_URL',
      given: 'an address without https',
      accepted: field.webhookUrl.accepted,
    });
  }
  for (const name of ['HTTP_PORT', 'WEBHOOK_SECRET']) {
    if (!reader.has(name))
      reader.fail({ name, given: 'nothing', accepted: 'a value, since WEBHOOK_URL is set' });
  }
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
  for (const list of [config.admins, config.allowedUsers, config.secretKeys, config.warnings])
    Object.freeze(list);
  return Object.freeze(config);
}
