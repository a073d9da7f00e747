import { alerts as enAlerts } from './en/alerts.ts';
import { card as enCard } from './en/card.ts';
import { commands as enCommands } from './en/commands.ts';
import { common as enCommon } from './en/common.ts';
import { digest as enDigest } from './en/digest.ts';
import { failures as enFailures } from './en/failures.ts';
import { groups as enGroups } from './en/groups.ts';
import { jobs as enJobs } from './en/jobs.ts';
import { linking as enLinking } from './en/linking.ts';
import { lists as enLists } from './en/lists.ts';
import { login as enLogin } from './en/login.ts';
import { settings as enSettings } from './en/settings.ts';
import { status as enStatus } from './en/status.ts';
import { transfer as enTransfer } from './en/transfer.ts';
import { alerts } from './zh/alerts.ts';
import { card } from './zh/card.ts';
import { commands } from './zh/commands.ts';
import { common } from './zh/common.ts';
import { digest } from './zh/digest.ts';
import { failures } from './zh/failures.ts';
import { groups } from './zh/groups.ts';
import { jobs } from './zh/jobs.ts';
import { linking } from './zh/linking.ts';
import { lists } from './zh/lists.ts';
import { login } from './zh/login.ts';
import { settings } from './zh/settings.ts';
import { status } from './zh/status.ts';
import { transfer } from './zh/transfer.ts';

const zh = {
  language: 'zh' as Language,
  common,
  alerts,
  card,
  login,
  failures,
  commands,
  linking,
  lists,
  groups,
  jobs,
  settings,
  status,
  transfer,
  digest,
};

/** Every sentence the bot says, in one language. */
export type Texts = typeof zh;
/** The languages the bot speaks. */
export type Language = 'zh' | 'en';

const en = {
  language: 'en',
  common: enCommon,
  alerts: enAlerts,
  card: enCard,
  login: enLogin,
  failures: enFailures,
  commands: enCommands,
  linking: enLinking,
  lists: enLists,
  groups: enGroups,
  jobs: enJobs,
  settings: enSettings,
  status: enStatus,
  transfer: enTransfer,
  digest: enDigest,
} satisfies Texts;

/** The catalogues by language. */
export const catalogues: Readonly<Record<Language, Texts>> = { zh, en };

/**
 * The language for a chat: its own setting, else the reader's Telegram language (`zh-hans`, `en`, …; any that is
 * not Chinese reads English), else the configured one.
 */
export function languageFor(
  own: Language | undefined,
  code: string | undefined,
  configured: Language,
): Language {
  if (own !== undefined) return own;
  if (code === undefined || code === '') return configured;
  return code.toLowerCase().startsWith('zh') ? 'zh' : 'en';
}
