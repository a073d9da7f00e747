import { badRequest } from '../errors.ts';
import type { Upload } from '../state/files.ts';

/**
 * The parameters of a call, sent as query, form, multipart or JSON. Except in JSON, objects are sent as JSON
 * texts. An empty text counts as missing, as in Telegram.
 */
export interface Params {
  /** The names of all parameters, including uploads that only an `attach://` refers to. */
  readonly names: string[];
  text(name: string): string | undefined;
  integer(name: string): number | undefined;
  boolean(name: string): boolean;
  /**
   * An object or list.
   * @param what the name used in the error
   * @throws TelegramRefused 400 for text that is not JSON
   */
  json(name: string, what?: string): unknown;
  upload(name: string): Upload | undefined;
  /** The parameters for the log; uploads as name and size. */
  shown(): Record<string, unknown>;
}

/** Reads the parameters of a request. */
export async function readParams(request: Request): Promise<Params> {
  const values = new Map<string, unknown>(new URL(request.url).searchParams);
  const uploads = new Map<string, Upload>();
  if (request.method === 'POST') await readBody(request, values, uploads);
  return paramsOf(values, uploads);
}

/** Parameters from given values, such as one item of an album. */
export function paramsOf(values: ReadonlyMap<string, unknown>, uploads: ReadonlyMap<string, Upload>): Params {
  const rawValue = (name: string): unknown => {
    const value = values.get(name);
    return value === '' || value === null ? undefined : value;
  };
  const text = (name: string): string | undefined => {
    const value = rawValue(name);
    if (value === undefined || typeof value === 'string') return value;
    return typeof value === 'object' ? JSON.stringify(value) : String(value);
  };
  return {
    names: [...values.keys(), ...uploads.keys()],
    text,
    integer(name) {
      const value = Number(text(name) ?? Number.NaN);
      return Number.isSafeInteger(value) ? value : undefined;
    },
    boolean: (name) => ['true', '1', 'yes'].includes(text(name)?.toLowerCase() ?? ''),
    json(name, what = name) {
      const value = rawValue(name);
      if (typeof value !== 'string') return value;
      try {
        return JSON.parse(value);
      } catch {
        throw badRequest(`can't parse ${what} JSON object`);
      }
    },
    upload: (name) => uploads.get(name),
    shown: () => ({
      ...Object.fromEntries(values),
      ...Object.fromEntries(
        [...uploads].map(([name, { name: file, bytes }]) => [name, `${file}, ${bytes.length} bytes`]),
      ),
    }),
  };
}

async function readBody(request: Request, values: Map<string, unknown>, uploads: Map<string, Upload>) {
  const type = request.headers.get('content-type') ?? '';
  if (type.includes('application/json')) {
    const body = await readJson(request);
    for (const [name, value] of Object.entries(body)) values.set(name, value);
    return;
  }
  if (!type.includes('form')) return;
  for (const [name, value] of await request.formData()) {
    if (typeof value === 'string') values.set(name, value);
    else {
      const bytes = Buffer.from(await value.arrayBuffer());
      uploads.set(name, { name: value.name, bytes, ...(value.type ? { mime: value.type } : {}) });
    }
  }
}

async function readJson(request: Request): Promise<object> {
  const body = await request.text();
  if (body === '') return {};
  try {
    const value: unknown = JSON.parse(body);
    if (typeof value === 'object' && value !== null) return value;
  } catch {
    // Falls through to the error for a body that is not an object.
  }
  throw badRequest("can't parse JSON object");
}
