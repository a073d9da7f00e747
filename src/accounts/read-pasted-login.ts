import { withBase64Decoded } from '../text/base64-credentials.ts';
import { isKey } from '../text/credential-shapes.ts';
import { findCredentials } from '../text/find-credentials.ts';
import { finish } from '../text/interruptible-work.ts';
import { credentialNames, type NamedValue, namedValues } from '../text/named-credential-values.ts';
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
  const plain = withBase64Decoded(headerDecoded(narrowed(withoutUnseen(text)).replaceAll('^', '')));
  const named = finish(namedValues(plain));
  const cookies = cookiesOf(named);
  const { SESSDATA = '', bili_jct = '' } = cookies;
  if (!hasComma(SESSDATA) || !isKey(bili_jct)) Object.assign(cookies, valuesByLook(plain, named));
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

/** A text in which the signs of a header stand plain that was encoded as a whole: `SESSDATA%3D…%3B%20bili_jct%3D…`. */
function headerDecoded(text: string): string {
  if (!/(?:sessdata|bili_?jct)%3d/iu.test(text)) return text;
  return text.replace(/%(?:20|25|26|3b|3d)/giu, (sign) => decodeURIComponent(sign));
}

/**
 * The two cookies of a text that names both, but not beside their values, as in the columns of a table: each the only value
 * there that looks like it.
 */
function valuesByLook(text: string, named: readonly NamedValue[]): Partial<Record<LoginCookie, string>> {
  const names = finish(credentialNames(text));
  if (!names.has('SESSDATA') || !names.has('bili_jct')) return {};
  const taken = new Set(named.filter(({ name }) => !isLoginCookie(name)).map(({ start }) => start));
  const found = findCredentials(text).filter(({ start }) => !taken.has(start));
  const only = (kind: 'SESSDATA' | 'key') => {
    const values = found.filter((one) => one.kind === kind).map(({ start, end }) => text.slice(start, end));
    const [value, ...others] = new Set(values.filter((one) => hasComma(one) === (kind === 'SESSDATA')));
    return others.length === 0 ? value : undefined;
  };
  const session = only('SESSDATA');
  const csrf = only('key');
  return {
    ...(session !== undefined && { SESSDATA: encoded(session) }),
    ...(csrf !== undefined && { bili_jct: csrf }),
  };
}

function isLoginCookie(name: string): boolean {
  return name === 'SESSDATA' || name === 'bili_jct';
}

/** A SESSDATA has commas, plain or encoded, and a bili_jct none: one in the place of the other is a misreading. */
function hasComma(value: string): boolean {
  return value.includes(',') || value.toUpperCase().includes('%2C') || value.toUpperCase().includes('%252C');
}

function cookiesOf(named: readonly NamedValue[]): Record<string, string> {
  const cookies: Record<string, string> = {};
  for (const { name, value } of named) {
    if (!cookieNames.has(name) || isPlaceholder(value)) continue;
    if ((name === 'SESSDATA' && isKey(value)) || (name === 'bili_jct' && hasComma(value))) continue;
    cookies[name] = name === 'SESSDATA' ? encoded(value) : value;
  }
  // Programs that write to the site call the same value csrf.
  const csrf = named.findLast(({ name, value }) => name.toLowerCase().includes('csrf') && isKey(value));
  return csrf === undefined || 'bili_jct' in cookies ? cookies : { ...cookies, bili_jct: csrf.value };
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
