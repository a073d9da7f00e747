import { findCredentials } from '../text/find-credentials.ts';
import { finish } from '../text/interruptible-work.ts';
import { type NamedValue, namedValues } from '../text/named-credential-values.ts';
import { narrowed, withoutUnseen } from '../text/normalize.ts';

/** The two cookies that make a login. */
export type LoginCookie = 'SESSDATA' | 'bili_jct';

/** What of a login stands in a text. All of it but `missing` is secret. */
export type LoginText =
  | {
      kind: 'cookie';
      /** SESSDATA and bili_jct, and of the cookies about them those of the login and the device; as a header has them. */
      cookies: Record<string, string>;
      /** Renews the cookies, when it was pasted with them. */
      refreshToken?: string;
    }
  | { kind: 'accessKey'; accessKey: string }
  | {
      /** Something of a login is there, but not enough to try. */
      kind: 'incomplete';
      /** The cookies that no name says are there. */
      missing: LoginCookie[];
      /** Values stand there without their names, so which is which could only be guessed. */
      unnamed: boolean;
    }
  | { kind: 'none' };

/** The cookies that are kept: those of a login, and those by which the site knows the browser again. */
const cookieNames: ReadonlySet<string> = new Set([
  ...['SESSDATA', 'bili_jct', 'DedeUserID', 'DedeUserID__ckMd5', 'sid'],
  ...['buvid3', 'buvid4', 'buvid_fp', 'b_nut', 'bili_ticket', 'bili_ticket_expires'],
]);

/**
 * Reads a login from what people paste: a Cookie header, a command copied from a browser, the JSON of an extension, a
 * table, a settings file, with any words around. A whole login has both cookies by their names; a `bili_jct` never passes
 * for an access_key. Asks nobody. Takes time in proportion to the text.
 */
export function readLogin(text: string): LoginText {
  const plain = narrowed(withoutUnseen(text)).replaceAll('^', '');
  const named = finish(namedValues(plain));
  const cookies = cookiesOf(named);
  const missing = (['SESSDATA', 'bili_jct'] as const).filter((name) => !(name in cookies));
  if (missing.length === 0) {
    const refreshToken = renewalOf(named);
    return { kind: 'cookie', cookies, ...(refreshToken !== undefined && { refreshToken }) };
  }
  const accessKey = accessKeyOf(named, cookies.bili_jct);
  if (accessKey !== undefined) return { kind: 'accessKey', accessKey };
  const starts = new Set(named.map(({ start }) => start));
  const unnamed = findCredentials(plain).some(({ kind, start }) => kind === 'SESSDATA' && !starts.has(start));
  if (unnamed || missing.length === 1) return { kind: 'incomplete', missing, unnamed };
  return 'DedeUserID' in cookies ? { kind: 'incomplete', missing, unnamed } : { kind: 'none' };
}

/**
 * The access_key in an answer to the question for one, by its name or as all there is; `undefined` when it is something
 * else, a cookie above all.
 */
export function readAccessKey(text: string): string | undefined {
  const login = readLogin(text);
  if (login.kind === 'accessKey') return login.accessKey;
  const bare = withoutUnseen(text).trim();
  if (login.kind === 'cookie' || (login.kind === 'incomplete' && !login.unnamed) || bare.length > longestKey)
    return undefined;
  const holdsSession = findCredentials(bare).some(({ kind }) => kind === 'SESSDATA');
  return isAccessKey(bare) && !holdsSession ? bare : undefined;
}

const longestKey = 256;

function isAccessKey(value: string): boolean {
  return /^[\w.%~-]{10,256}$/u.test(value);
}

function cookiesOf(named: readonly NamedValue[]): Record<string, string> {
  const cookies: Record<string, string> = {};
  for (const { name, value } of named) {
    if (!cookieNames.has(name) || isPlaceholder(value)) continue;
    cookies[name] = name === 'SESSDATA' ? encoded(value) : value;
  }
  return cookies;
}

/** What stands in instructions, and in an answer that removes a cookie. */
function isPlaceholder(value: string): boolean {
  return /^(?:(.)\1*|deleted|null|none|undefined|value|your.*)$/iu.test(value.slice(0, 20));
}

/** SESSDATA as the site wants it back: commas percent-encoded, once. */
function encoded(value: string): string {
  if (value.includes('%252')) return value.replaceAll('%25', '%');
  if (!value.includes(',')) return value;
  return value.includes('%') ? value.replaceAll(',', '%2C') : encodeURIComponent(value);
}

function accessKeyOf(named: readonly NamedValue[], csrf: string | undefined): string | undefined {
  const found = named.findLast(({ name }) => name === 'access_key' || name === 'access_token');
  return found !== undefined && isAccessKey(found.value) && found.value !== csrf ? found.value : undefined;
}

/** The web keeps its token as `ac_time_value`; a `refresh_token` beside a token of the app renews that one. */
function renewalOf(named: readonly NamedValue[]): string | undefined {
  const ofApp = named.some(({ name }) => name === 'access_key' || name === 'access_token');
  return named.findLast(({ name }) => name === 'ac_time_value' || (name === 'refresh_token' && !ofApp))
    ?.value;
}
