import { createHash } from 'node:crypto';
import { isIP, isIPv6 } from 'node:net';
import * as z from 'zod';
import { decodePercent } from '../text/decode-percent.ts';
import type { SettingField } from './setting-fields.ts';
import { redactedValue, type SettingsReader } from './settings-reader.ts';

/** An address through which requests to Bilibili leave: a local one, or a proxy. */
export interface EgressAddress {
  /** Name for users, logs and metrics, without user and password. */
  readonly name: string;
  /** Stable across processes and restarts, whatever else is in the list; does not reveal the proxy user. */
  readonly id: string;
  /** A proxy URL contains user and password, percent-encoded; must not be shown. */
  readonly way: { readonly local: string } | { readonly proxy: string };
}

/** Default ports of proxy schemes. */
const ports: Readonly<Record<string, string>> = { 'http:': '80', 'https:': '443', 'socks5:': '1080' };

const accepted =
  'addresses of this machine like 203.0.113.7, and proxies like http://user:password@host:3128, https://host:443 or socks5://user:password@host:1080, separated by commas, each once; a comma or @ in a password is percent-encoded';

const entries: SettingField<string[]> = {
  schema: z
    .string()
    .transform((text) => text.split(/[\s,]+/u).filter((entry) => entry !== ''))
    .pipe(z.array(z.string()).min(1)),
  accepted,
  secret: true,
};

/**
 * A parsed entry: the address, its display name, the key its id is made from, and its full form, by which
 * duplicates are found.
 */
interface Entry {
  way: EgressAddress['way'];
  shown: string;
  key: string;
  whole: string;
}

/**
 * Reads the addresses of `EGRESS` or its file; each invalid entry is reported by its position in the list.
 */
export function readEgress(reader: SettingsReader): EgressAddress[] | undefined {
  const list = reader.readOrFile('EGRESS', entries);
  if (list === undefined) return undefined;
  const found: EgressAddress[] = [];
  const known = new Map<string, number>();
  const fail = (given: string) => reader.fail({ name: 'EGRESS', given, accepted });
  for (const [index, text] of list.entries()) {
    const entry = parseLocal(text) ?? parseProxy(text);
    const place = index + 1;
    if (entry === undefined) {
      fail(`${redactedEntry(text)} as entry ${place}`);
      continue;
    }
    const before = known.get(entry.whole);
    if (before !== undefined) {
      fail(`${entry.shown} twice, as entries ${before} and ${place}`);
      continue;
    }
    known.set(entry.whole, place);
    found.push(toEgressAddress(entry, found));
  }
  return found;
}

/** The secrets in these addresses, for the redactor: passwords, and the Basic credentials sent to proxies. */
export function secretsInEgress(egress: readonly EgressAddress[]): string[] {
  return egress.flatMap(({ way }) => {
    const url = 'proxy' in way ? URL.parse(way.proxy) : null;
    if (url === null || url.password === '') return [];
    const [user, password] = [decodeURIComponent(url.username), decodeURIComponent(url.password)];
    return [password, url.password, Buffer.from(`${user}:${password}`).toString('base64')];
  });
}

function parseLocal(text: string): Entry | undefined {
  if (isIP(text) === 0) return undefined;
  // Normalizes IPv6: 2001:DB8:0::1 is 2001:db8::1.
  const local = isIPv6(text) ? new URL(`http://[${text}]`).hostname.slice(1, -1) : text;
  if (local === '::' || local === '0.0.0.0') return undefined;
  return { way: { local }, shown: local, key: local, whole: local };
}

function parseProxy(text: string): Entry | undefined {
  const url = URL.parse(text);
  const standard = url ? ports[url.protocol] : undefined;
  if (url === null || standard === undefined || url.hostname === '') return undefined;
  if (!['', '/'].includes(url.pathname) || url.search !== '' || url.hash !== '') return undefined;
  const port = url.port || standard;
  const [user, password] = [decodePercent(url.username), decodePercent(url.password)];
  if (user === undefined || password === undefined || (user === '' && password !== '')) return undefined;
  // SOCKS5 has one byte for the length of each, and allows neither to be empty.
  const lengths = [user, password].map((word) => Buffer.byteLength(word));
  if (url.protocol === 'socks5:' && user !== '' && lengths.some((length) => length < 1 || length > 255))
    return undefined;
  const place = `${url.protocol}//${url.hostname.toLowerCase()}:${port}`;
  const login = url.username === '' ? '' : `${url.username}${url.password && `:${url.password}`}@`;
  const whole = `${url.protocol}//${login}${url.hostname.toLowerCase()}:${port}`;
  return { way: { proxy: whole }, shown: place, key: `${place} ${user}`, whole };
}

/**
 * Several users of one proxy are several egress addresses, distinguished by user name, or by order where only
 * the passwords differ. So a new password does not move any account.
 */
function toEgressAddress({ way, shown, key }: Entry, before: readonly EgressAddress[]): EgressAddress {
  const firstFree = (taken: readonly string[], form: (number: number) => string) => {
    let number = 1;
    while (taken.includes(form(number))) number += 1;
    return form(number);
  };
  const hash = (number: number) => createHash('sha256').update(`${key} ${number}`).digest('hex').slice(0, 16);
  return {
    name: firstFree(
      before.map(({ name }) => name),
      (number) => (number === 1 ? shown : `${shown} #${number}`),
    ),
    id: firstFree(
      before.map(({ id }) => id),
      hash,
    ),
    way,
  };
}

/** A wrong entry for an error message; one that may contain a password appears only by its length. */
function redactedEntry(text: string): string {
  return text.includes('@') ? `a value of ${text.length} characters` : redactedValue(text);
}
