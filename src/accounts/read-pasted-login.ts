import { withBase64Decoded } from '../text/base64-credentials.ts';
import { isKey } from '../text/credential-shapes.ts';
import { findCredentials } from '../text/find-and-redact-credentials.ts';
import { finish } from '../text/interruptible-work.ts';
import { narrowed, withoutUnseen } from '../text/invisible-and-wide-characters.ts';
import { credentialNames, type NamedValue, namedValues } from '../text/named-credential-values.ts';

/** The two cookies that make a login. */
export type LoginCookie = 'SESSDATA' | 'bili_jct';

/** What a text contains of a login. Everything except `missing` is secret. */
export type PastedLogin =
  | {
      kind: 'cookie';
      /**
       * SESSDATA and bili_jct, and any other login or device cookies found, encoded as in a Cookie header.
       */
      cookies: Record<string, string>;
      /** The refresh token, if the text contained one. */
      refreshToken?: string;
    }
  | { kind: 'accessKey'; accessKey: string }
  | {
      /** Part of a login was found, not enough to log in with. */
      kind: 'incomplete';
      /** The required cookies that were not found by name. */
      missing: LoginCookie[];
      /** Values were found without names, so which is which would be a guess. */
      unnamed: boolean;
    }
  | { kind: 'none' };

/** The cookies that are kept: login cookies and device cookies. */
const cookieNames: ReadonlySet<string> = new Set([
  ...['SESSDATA', 'bili_jct', 'DedeUserID', 'DedeUserID__ckMd5', 'sid'],
  ...['buvid3', 'buvid4', 'buvid_fp', 'b_nut', 'bili_ticket', 'bili_ticket_expires'],
]);

/**
 * Finds a login in pasted text: a Cookie header, a command copied from a browser, the JSON of a browser
 * extension, a table, a settings file, with any text around it. A cookie login needs both cookies by name; a
 * `bili_jct` is never read as an access_key. Makes no request. Runs in linear time.
 */
export function readPastedLogin(text: string): PastedLogin {
  const plain = withBase64Decoded(decodeHeader(narrowed(withoutUnseen(text)).replaceAll('^', '')));
  const named = finish(namedValues(plain));
  const cookies = cookiesOf(named);
  const { SESSDATA = '', bili_jct = '' } = cookies;
  if (!hasComma(SESSDATA) || !isKey(bili_jct)) Object.assign(cookies, valuesByFormat(plain, named));
  const missing = (['SESSDATA', 'bili_jct'] as const).filter((name) => !(name in cookies));
  if (missing.length === 0) {
    const refreshToken = refreshTokenOf(named);
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
 * The access_key in the answer to the question for one, either named or as the whole text; `undefined` when
 * the text is something else, such as a cookie.
 */
export function readAccessKey(text: string): string | undefined {
  const login = readPastedLogin(text);
  if (login.kind === 'accessKey') return login.accessKey;
  const bare = withoutUnseen(text).trim();
  if (
    login.kind === 'cookie' ||
    (login.kind === 'incomplete' && !login.unnamed) ||
    bare.length > maxKeyLength
  )
    return undefined;
  const holdsSession = findCredentials(bare).some(({ kind }) => kind === 'SESSDATA');
  return isAccessKey(bare) && !holdsSession ? bare : undefined;
}

const maxKeyLength = 256;

function isAccessKey(value: string): boolean {
  return /^[\w.%~-]{10,256}$/u.test(value);
}

/**
 * Decodes the separators of a Cookie header that was percent-encoded as a whole:
 * `SESSDATA%3D…%3B%20bili_jct%3D…`.
 */
function decodeHeader(text: string): string {
  if (!/(?:sessdata|bili_?jct)%3d/iu.test(text)) return text;
  return text.replace(/%(?:20|25|26|3b|3d)/giu, (sign) => decodeURIComponent(sign));
}

/**
 * The two cookies in a text that names both, but not next to their values (columns of a table): a value is
 * taken when it is the only one in the text with the format of that cookie.
 */
function valuesByFormat(text: string, named: readonly NamedValue[]): Partial<Record<LoginCookie, string>> {
  const names = finish(credentialNames(text));
  if (!names.has('SESSDATA') || !names.has('bili_jct')) return {};
  const otherValues = new Set(named.filter(({ name }) => !isLoginCookie(name)).map(({ start }) => start));
  const found = findCredentials(text).filter(({ start }) => !otherValues.has(start));
  const only = (kind: 'SESSDATA' | 'key') => {
    const values = found.filter((one) => one.kind === kind).map(({ start, end }) => text.slice(start, end));
    const [value, ...others] = new Set(values.filter((one) => hasComma(one) === (kind === 'SESSDATA')));
    return others.length === 0 ? value : undefined;
  };
  const session = only('SESSDATA');
  const csrf = only('key');
  return {
    ...(session !== undefined && { SESSDATA: encodeSessdata(session) }),
    ...(csrf !== undefined && { bili_jct: csrf }),
  };
}

function isLoginCookie(name: string): boolean {
  return name === 'SESSDATA' || name === 'bili_jct';
}

/**
 * Whether a value contains a comma, plain or encoded. SESSDATA does, bili_jct does not; this detects swapped
 * values.
 */
function hasComma(value: string): boolean {
  return value.includes(',') || value.toUpperCase().includes('%2C') || value.toUpperCase().includes('%252C');
}

function cookiesOf(named: readonly NamedValue[]): Record<string, string> {
  const cookies: Record<string, string> = {};
  for (const { name, value } of named) {
    if (!cookieNames.has(name) || isPlaceholder(value)) continue;
    if ((name === 'SESSDATA' && isKey(value)) || (name === 'bili_jct' && hasComma(value))) continue;
    cookies[name] = name === 'SESSDATA' ? encodeSessdata(value) : value;
  }
  // Some programs call the same value csrf.
  const csrf = named.findLast(({ name, value }) => name.toLowerCase().includes('csrf') && isKey(value));
  return csrf === undefined || 'bili_jct' in cookies ? cookies : { ...cookies, bili_jct: csrf.value };
}

/** Whether a value is a placeholder from instructions, or from an answer that deletes the cookie. */
function isPlaceholder(value: string): boolean {
  return /^(?:(.)\1*|deleted|null|none|undefined|value|your.*)$/iu.test(value.slice(0, 20));
}

/** SESSDATA as Bilibili expects it: commas percent-encoded exactly once. */
function encodeSessdata(value: string): string {
  if (value.includes('%252')) return value.replaceAll('%25', '%');
  if (!value.includes(',')) return value;
  return value.includes('%') ? value.replaceAll(',', '%2C') : encodeURIComponent(value);
}

function accessKeyOf(named: readonly NamedValue[], csrf: string | undefined): string | undefined {
  const found = named.findLast(({ name }) => name === 'access_key' || name === 'access_token');
  return found !== undefined && isAccessKey(found.value) && found.value !== csrf ? found.value : undefined;
}

/**
 * The refresh token of a web login: `ac_time_value`, or `refresh_token` unless an app token is present, which
 * it would belong to.
 */
function refreshTokenOf(named: readonly NamedValue[]): string | undefined {
  const ofApp = named.some(({ name }) => name === 'access_key' || name === 'access_token');
  return named.findLast(({ name }) => name === 'ac_time_value' || (name === 'refresh_token' && !ofApp))
    ?.value;
}
