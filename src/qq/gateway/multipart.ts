/** A file in a form. */
export interface Upload {
  name: string;
  bytes: Buffer;
}

const headerEnd = Buffer.from('\r\n\r\n');

/** Parses `multipart/form-data`. Node's own parser rejects grammY's unquoted file names. */
export function readMultipart(
  body: Buffer,
  contentType: string,
): { fields: Map<string, string>; uploads: Map<string, Upload> } {
  const fields = new Map<string, string>();
  const uploads = new Map<string, Upload>();
  const boundary = /boundary="?([^";]+)/iu.exec(contentType)?.[1];
  if (boundary === undefined) throw new TypeError('A form without a boundary cannot be read');
  for (const part of partsBetween(body, Buffer.from(`--${boundary}`))) {
    const end = part.indexOf(headerEnd);
    if (end < 0) continue;
    const headers = part.subarray(0, end).toString();
    const name = /[;\s]name="?([^";\r\n]+)/iu.exec(headers)?.[1];
    if (name === undefined) continue;
    const bytes = part.subarray(end + headerEnd.length, part.length - 2);
    const file = /filename=([^\r\n]*)/iu.exec(headers)?.[1]?.replace(/^"(.*)"$/u, '$1');
    if (file === undefined) fields.set(name, bytes.toString());
    else uploads.set(name, { name: file, bytes });
  }
  return { fields, uploads };
}

function* partsBetween(body: Buffer, mark: Buffer): Generator<Buffer> {
  let start = body.indexOf(mark);
  while (start >= 0) {
    const next = body.indexOf(mark, start + mark.length);
    if (next < 0) return;
    yield body.subarray(start + mark.length, next);
    start = next;
  }
}
