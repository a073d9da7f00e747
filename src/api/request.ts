import { type Credential, cookieHeader, credentialFields } from './credential.ts';
import type { Endpoint } from './endpoint.ts';
import type { FormFields } from './form-fields.ts';
import { type Address, encodeFields } from './hosts.ts';
import type { HttpRequest } from './transport.ts';

/** Who asks: a lane to queue in, and for a session whose it is and its login. */
export interface Asker {
  lane: string;
  mid?: number;
  credential?: Credential;
}

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

/** The fields of a row with those of the credential; none where the row wants no login. */
export function credentialed(
  row: Endpoint,
  fields: FormFields,
  credential: Credential | undefined,
): FormFields {
  return row.open ? fields : { ...fields, ...credentialFields(credential, row.method, row.csrf) };
}

/** Puts a request together: where, as whom, and all its fields, credential and signature included. */
export function buildRequest(row: Endpoint, fields: FormFields, asker: Asker, address: Address): HttpRequest {
  const rest = { ...fields };
  const path = row.path.replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = rest[name] ?? '';
    delete rest[name];
    return encodeURIComponent(value);
  });
  const url = address(row.host, path);
  const headers = headersFor(asker);
  const cookie = row.open ? undefined : cookieHeader(asker.credential);
  if (cookie !== undefined) headers.cookie = cookie;

  if (row.method === 'GET') {
    const query = encodeFields(rest);
    return { method: 'GET', url: query === '' ? url : `${url}?${query}`, headers };
  }
  return {
    method: 'POST',
    url,
    headers: { ...headers, origin: space, 'content-type': 'application/x-www-form-urlencoded' },
    body: encodeFields(rest),
  };
}
