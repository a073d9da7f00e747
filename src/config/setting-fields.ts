import * as z from 'zod';

/** How one setting is parsed, and what the error message says when it is invalid. */
export interface SettingField<T> {
  schema: z.ZodType<T, string>;
  /** Describes valid values; continues "accepted: …". */
  accepted: string;
  /** The value must not be shown, not even when it is invalid. */
  secret?: true;
}

/** A named sealing key of 32 bytes. */
export interface SecretKey {
  readonly id: string;
  readonly key: Buffer;
}

/** Log levels, from least to most output. */
export const logLevels = ['silent', 'fatal', 'error', 'warn', 'info', 'debug', 'trace'] as const;
export type LogLevel = (typeof logLevels)[number];

/** Role of a process among several on one store: everything when it leads, or only polling for new fans. */
export const roles = ['all', 'watcher'] as const;
export type Role = (typeof roles)[number];

/** A whole number from `least` to `most`; `unit` is added to the error message. */
export function wholeNumberSetting(least: number, most: number, unit: string): SettingField<number> {
  return {
    schema: z.string().regex(/^\d+$/u).transform(Number).pipe(z.int().min(least).max(most)),
    accepted: `a whole number from ${least} to ${most}${unit && `, ${unit}`}`,
  };
}

/** One of the given words. */
export function oneOfSetting<const W extends string>(words: readonly W[]): SettingField<W> {
  return { schema: z.enum(words), accepted: words.join(', ') };
}

export const botToken: SettingField<string> = {
  schema: z.string().regex(/^\d+:[\w-]+$/u),
  accepted: 'a token as @BotFather gives it, like 123456789:AAF…',
  secret: true,
};

export const appKey: SettingField<string> = {
  schema: z.string().regex(/^[0-9A-Za-z]{8,64}$/u),
  accepted: 'an appkey of Bilibili, 8 to 64 letters and digits',
};

export const appSecret: SettingField<string> = {
  schema: z.string().regex(/^[0-9A-Za-z]{16,128}$/u),
  accepted: 'the secret of the appkey, 16 to 128 letters and digits',
  secret: true,
};

export const oneBotUrl: SettingField<string> = {
  schema: z.string().refine((text) => isRoot(text, ['ws:', 'wss:'])),
  accepted:
    'the WebSocket server of a OneBot v11 implementation, like ws://127.0.0.1:3001, without query, user or password',
};

export const oneBotToken: SettingField<string> = {
  schema: z.string().regex(/^[\x21-\x7E]{1,256}$/u),
  accepted: 'the token that the OneBot v11 implementation has as well, 1 to 256 characters without spaces',
  secret: true,
};

export const qqAppId: SettingField<string> = {
  schema: z.string().regex(/^\d{1,20}$/u),
  accepted: 'the AppID of your bot at q.qq.com, a number',
};

export const qqAppSecret: SettingField<string> = {
  schema: z.string().regex(/^[\x21-\x7E]{1,256}$/u),
  accepted: 'the AppSecret of your bot at q.qq.com, 1 to 256 characters without spaces',
  secret: true,
};

/** A base URL, to which paths are appended; without trailing slashes. */
export const root: SettingField<string> = {
  schema: z
    .string()
    .refine((text) => isRoot(text, ['http:', 'https:']))
    .transform((text) => text.replace(/(?<!\/)\/+$/u, '')),
  accepted: 'an http or https address without query, user or password',
};

/** A local IP address or host name. */
export const host: SettingField<string> = {
  schema: z.string().regex(/^[\w.:-]{1,255}$/u),
  accepted: 'an address of this machine, like 127.0.0.1, 0.0.0.0 or ::1',
};

export const webhookUrl: SettingField<string> = {
  schema: z.string().refine((text) => isRoot(text, ['http:', 'https:'])),
  accepted: 'the address at which Telegram reaches this program, https, without query, user or password',
};

export const qqWebhookUrl: SettingField<string> = {
  schema: webhookUrl.schema,
  accepted:
    'the address at which the official QQ platform reaches this program, https, without query, user or password',
};

export const webhookSecret: SettingField<string> = {
  schema: z.string().regex(/^[\w-]{1,256}$/u),
  accepted: '1 to 256 letters, digits, _ and -',
  secret: true,
};

/** The store; a SQLite path is taken as written. */
export const storeUrl: SettingField<string> = {
  schema: z.union([z.string().regex(/^sqlite:\/\/.*[^/]$/u), z.string().refine(isPostgresUrl)]),
  accepted:
    'sqlite:// and a path, like sqlite://data/guanxi.sqlite or sqlite:///var/lib/guanxi.sqlite, or postgres://user:password@host/database',
};

/** A QQ user as settings name them: by QQ number, or by openid on the official platform. */
export type QQUserName = `qq:${string}`;

/** A user as settings name them: a Telegram user id, or a QQ user. */
export type UserName = number | QQUserName;

/** Parses one user name. */
export const userName: z.ZodType<UserName, string> = z.union([
  z.string().regex(/^\d+$/u).transform(Number).pipe(z.int().positive()),
  z
    .string()
    .regex(/^qq:(?:[1-9]\d{3,11}|(?=.*\D)[\w-]{1,128}|\d{16,128})$/iu)
    .transform((text): QQUserName => `qq:${text.slice(3)}`),
]);

export const userIds: SettingField<UserName[]> = {
  schema: z
    .string()
    .transform((text) => [...new Set(text.split(/[\s,]+/u).filter((id) => id !== ''))])
    .pipe(z.array(userName)),
  accepted:
    'Telegram user ids (numbers), QQ numbers like qq:10001 and openids of the official QQ platform like qq:E4F5…, separated by commas',
};

export const allowedUsers: SettingField<'everyone' | UserName[]> = {
  schema: z.union([z.literal('*').transform((): 'everyone' => 'everyone'), userIds.schema]),
  accepted: `${userIds.accepted}, or * for everyone`,
};

export const secretKeys: SettingField<SecretKey[]> = {
  schema: z
    .string()
    .transform((text) => text.split(/[\s,]+/u).filter((entry) => entry !== ''))
    .pipe(
      z
        .array(
          z
            .string()
            .regex(/^[\w-]{1,32}:[A-Za-z0-9+/_-]{43}=?$/u)
            .transform(secretKey),
        )
        .min(1),
    )
    .refine((keys) => new Set(keys.map(({ id }) => id)).size === keys.length),
  accepted:
    'name:key separated by commas, each name once, each key 32 bytes in base64 (`openssl rand -base64 32` makes one)',
  secret: true,
};

export const timezone: SettingField<string> = {
  schema: z.string().refine(isTimezone),
  accepted: 'a name of the IANA time zone database, like Asia/Shanghai or UTC',
};

function secretKey(entry: string): SecretKey {
  const [id = '', key = ''] = entry.split(':');
  return { id, key: Buffer.from(key, 'base64') };
}

function isRoot(text: string, protocols: readonly string[]): boolean {
  const url = URL.parse(text);
  return (
    url !== null &&
    protocols.includes(url.protocol) &&
    [url.search, url.hash, url.username, url.password].every((part) => part === '')
  );
}

function isPostgresUrl(text: string): boolean {
  const url = /^postgres(?:ql)?:\/\//u.test(text) ? URL.parse(text) : null;
  // A Unix socket is given in the query instead of a host.
  return url !== null && url.pathname.length > 1 && (url.hostname !== '' || url.searchParams.has('host'));
}

function isTimezone(name: string): boolean {
  try {
    // Offsets such as +08:00 are rejected: they have no daylight saving time and no name to show.
    return /^[A-Za-z]/u.test(name) && new Intl.DateTimeFormat('en', { timeZone: name }).format() !== '';
  } catch {
    return false;
  }
}
