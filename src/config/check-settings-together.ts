import * as field from './setting-fields.ts';
import type { SettingsReader } from './settings-reader.ts';

/** Settings whose values are checked together with others. */
interface RelatedSettings {
  role: field.Role;
  telegramApiRoot: string;
  storeUrl: string;
  webhookUrl: string | undefined;
  qqApiRoot: string | undefined;
  qqWebhookUrl: string | undefined;
}

/** The Bot API of Telegram itself. */
export const defaultTelegramApiRoot = 'https://api.telegram.org';

/** Reports an error when no chat platform is configured. */
export function checkPlatform(reader: SettingsReader, { role }: Pick<RelatedSettings, 'role'>): void {
  if (role === 'watcher' || ['BOT_TOKEN', 'QQ_APP_SECRET'].some((name) => hasOrFile(reader, name))) return;
  if (platformSettings.some(reader.has)) return;
  reader.fail({
    name: 'BOT_TOKEN',
    given: 'nothing',
    accepted:
      'the token of your bot. Send /newbot to @BotFather in Telegram to get one, and put it into .env. For QQ set QQ_ONEBOT_URL, QQ_ONEBOT_PORT or QQ_APP_ID instead. To try the bot without any, run `npm run playground`.',
  });
}

/** Checks that depend on several settings. */
export function checkTogether(reader: SettingsReader, config: RelatedSettings): void {
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
  if (config.telegramApiRoot === defaultTelegramApiRoot && config.webhookUrl?.startsWith('http:')) {
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
  { qqApiRoot, qqWebhookUrl, webhookUrl }: RelatedSettings,
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

/** Settings that enable QQ. */
const platformSettings = ['QQ_ONEBOT_URL', 'QQ_ONEBOT_PORT', 'QQ_APP_ID'];

/** Whether a setting is present, directly or as a file. */
function hasOrFile(reader: SettingsReader, name: string): boolean {
  return reader.has(name) || reader.has(`${name}_FILE`);
}

/** Settings that do nothing unless one of others is there. */
const useless: readonly (readonly [name: string, without: readonly string[]])[] = [
  ['HTTP_HOST', ['HTTP_PORT']],
  ['QQ_ONEBOT_TOKEN', ['QQ_ONEBOT_URL', 'QQ_ONEBOT_PORT']],
  ['QQ_API_ROOT', ['QQ_APP_ID']],
  ['WEBHOOK_SECRET', ['WEBHOOK_URL']],
];

/** Sentences about settings that are accepted but probably not intended. */
export function warningsOf(reader: SettingsReader, { alertInterval }: { alertInterval: number }): string[] {
  const tooOften =
    alertInterval < 120
      ? [`ALERT_INTERVAL is ${alertInterval} seconds: below 120 Bilibili may take the bot for an attack.`]
      : [];
  const idle = useless.filter(([name, without]) => hasOrFile(reader, name) && !without.some(reader.has));
  return [
    ...tooOften,
    ...idle.map(([name, without]) => `${name} does nothing without ${without.join(' or ')}.`),
  ];
}
