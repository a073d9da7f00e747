import { credentialFields, type PackedCredential } from './credential.ts';
import type { Endpoint, FormFields } from './endpoint.ts';
import type { BudgetShare } from './request-budget.ts';
import type { HttpRequest } from './transport.ts';

/** Who a request is made for: its request queue and, for a session, the mid and credential. */
export interface Asker {
  queue: string;
  /** The key that the egress address is chosen by; by default `queue`, which for a session is its mid. */
  route?: string | undefined;
  mid?: number;
  credential?: PackedCredential;
  /** The share of the rate-limit budget it counts toward; `commands` by default. */
  share?: BudgetShare | undefined;
}

/** Makes requests without a login. */
export const guest: Asker = { queue: 'guest' };

/** The site answers list requests of common browsers only. */
const browser =
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/138.0.0.0 Safari/537.36';

const space = 'https://space.bilibili.com';

/** The headers of a request; the site refuses lists without a Referer on its own domain. */
function headersFor(asker: Asker): Record<string, string> {
  return {
    'user-agent': browser,
    accept: 'application/json, text/plain, */*',
    'accept-language': 'zh-CN,zh;q=0.9',
    referer: asker.mid === undefined ? `${space}/` : `${space}/${asker.mid}/`,
  };
}

/** Adds the credential's fields, unless the endpoint is called without login. */
export function withCredential(
  endpoint: Endpoint,
  fields: FormFields,
  credential: PackedCredential | undefined,
): FormFields {
  if (endpoint.withoutLogin) return fields;
  return { ...fields, ...credentialFields(credential, endpoint.method, endpoint.csrf) };
}

/** Builds the HTTP request for an endpoint; `fields` include credential and signature. */
export function buildRequest(
  endpoint: Endpoint,
  fields: FormFields,
  asker: Asker,
  buildUrl: BuildUrl,
): HttpRequest {
  const rest = { ...fields };
  const path = endpoint.path.replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = rest[name] ?? '';
    delete rest[name];
    return encodeURIComponent(value);
  });
  const url = buildUrl(endpoint.host, path);
  const headers = headersFor(asker);
  if (!endpoint.withoutLogin && asker.credential?.kind === 'cookie') headers.cookie = asker.credential.header;

  if (endpoint.method === 'GET') {
    const query = percentEncode(rest);
    return { method: 'GET', url: query === '' ? url : `${url}?${query}`, headers };
  }
  return {
    method: 'POST',
    url,
    headers: { ...headers, origin: space, 'content-type': 'application/x-www-form-urlencoded' },
    body: percentEncode(rest),
  };
}

/** Encodes fields as a query or form: a space becomes %20, a comma %2C. */
export function percentEncode(fields: Record<string, string>): string {
  return Object.entries(fields)
    .map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(value)}`)
    .join('&');
}

/** Builds the address of a path on one of Bilibili's hosts. */
export type BuildUrl = (host: string, path: string) => string;

/** Builds https://HOST/PATH, or ROOT/HOST/PATH when `root` is given, for a simulated site. */
export function createBuildUrl(root?: string): BuildUrl {
  if (root === undefined) return (host, path) => `https://${host}/${path}`;
  const base = root.replace(/(?<!\/)\/+$/u, '');
  return (host, path) => `${base}/${host}/${path}`;
}
