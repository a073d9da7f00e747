import { redactCredentials } from './text/find-and-redact-credentials.ts';

/** Replaces a secret. */
const redacted = '[redacted]';

/** Names of secrets at Bilibili and Telegram, in cookies, queries, forms and JSON. */
const names = [
  'SESSDATA',
  'bili_jct',
  'DedeUserID__ckMd5',
  'access_?key',
  'access_?token',
  'refresh_?token',
  'ac_time_value',
  'csrf(?:_token)?',
  'qrcode_key',
  'bot_?token',
  'webhook_?secret',
  'secret_?keys?',
  'secret_?token',
];

const nameAlone = new RegExp(
  `^(?:${names.join('|')}|token|refresh_csrf|cookies?|set-cookie|authorization)$`,
  'iu',
);

const named = names.join('|');
const value = `[^\\s;&"'\\\\}<>]+`;

/**
 * Patterns of secrets, each with its replacement. A value ends where a cookie, query, JSON string or
 * inspected object would end it. Quotes may be escaped, for JSON within JSON. JSON values that are not strings
 * are left, so that a line remains valid JSON.
 */
const patterns: readonly (readonly [RegExp, string])[] = [
  [new RegExp(`(${named})(\\s*(?:=|%3D)\\s*\\\\*["']?)${value}`, 'giu'), `$1$2${redacted}`],
  [new RegExp(`(${named})(\\\\*["']?\\s*:\\s*\\\\*["'])${value}`, 'giu'), `$1$2${redacted}`],
  [new RegExp(`(${named})(\\s*:\\s*)${value}`, 'giu'), `$1$2${redacted}`],
  [/(bot)\d+(?::|%3A)[\w-]+/giu, `$1${redacted}`],
  [/\b\d{6,}:[\w-]{30,}/gu, redacted],
  [/(\/\/)[^/\s@]+@/gu, `$1${redacted}@`],
];

/**
 * Redacts secrets that can be recognized by their format: cookies, csrf, keys and tokens by name, bot tokens.
 */
export function redact(text: string): string {
  let clean = redactCredentials(text, redacted);
  for (const [pattern, kept] of patterns) clean = clean.replace(pattern, kept);
  return clean;
}

/** Whether a field of this name holds a secret, whatever its value looks like. */
export function isSecretName(name: string): boolean {
  return nameAlone.test(name);
}

/**
 * Like {@link redact}, and also replaces these values, including their URL-encoded and JSON-escaped forms.
 * Values shorter than six characters are ignored, since they would match ordinary words.
 */
export function createRedactor(secrets: readonly string[]): (text: string) => string {
  const forms = secrets
    .filter((secret) => secret.length >= 6)
    .flatMap((secret) => [secret, encodeURIComponent(secret), JSON.stringify(secret).slice(1, -1)]);
  // Longest first, so that a secret that contains another is replaced as a whole.
  const sorted = [...new Set(forms)].sort((a, b) => b.length - a.length);
  return (text) => {
    let clean = text;
    for (const form of sorted) clean = clean.replaceAll(form, redacted);
    return redact(clean);
  };
}
