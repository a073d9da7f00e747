import type { BuildUrl } from './build-url.ts';
import type { FormFields } from './check-and-encode-parameters.ts';
import { credentialFields, type HeldCredential } from './credential.ts';
import type { Endpoint } from './endpoint.ts';
import { percentEncode } from './percent-encode.ts';
import type { BudgetShare } from './token-bucket.ts';
import type { HttpRequest } from './transport.ts';

/** Who asks: a request queue to wait in, and for a session whose it is and its login. */
export interface Asker {
  queue: string;
  /** What the egress address is chosen by; the queue when not given, which for a session is its mid. */
  route?: string | undefined;
  mid?: number;
  credential?: HeldCredential;
  /** Of which share of the budget its requests are; commands when not given. */
  share?: BudgetShare | undefined;
}

/** Asks without a login. */
export const guest: Asker = { queue: 'guest' };

/** The site gives lists to ordinary browsers only. */
const browser =
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/138.0.0.0 Safari/537.36';

const space = 'https://space.bilibili.com';

/** Headers for a request by `asker`; the site gives no list without a Referer of its own. */
function headersFor(asker: Asker): Record<string, string> {
  return {
    'user-agent': browser,
    accept: 'application/json, text/plain, */*',
    'accept-language': 'zh-CN,zh;q=0.9',
    referer: asker.mid === undefined ? `${space}/` : `${space}/${asker.mid}/`,
  };
}

/** The fields of a request with those of the credential; none where the endpoint wants no login. */
export function withCredential(
  endpoint: Endpoint,
  fields: FormFields,
  credential: HeldCredential | undefined,
): FormFields {
  if (endpoint.open) return fields;
  return { ...fields, ...credentialFields(credential, endpoint.method, endpoint.csrf) };
}

/** The HTTP request for an endpoint; `fields` are all of them, with credential and signature. */
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
  if (!endpoint.open && asker.credential?.kind === 'cookie') headers.cookie = asker.credential.header;

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
