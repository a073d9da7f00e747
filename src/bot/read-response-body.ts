/** The body of a response exceeds its limit. */
export class BodyTooLong extends Error {
  override name = 'BodyTooLong';
}

/**
 * Reads a response's body, at most `most` decoded bytes: the announced length may be wrong, and a few bytes
 * may decompress to gigabytes.
 * @throws BodyTooLong
 */
export async function readResponseBody(response: Response, most: number): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of response.body ?? []) {
    size += chunk.byteLength;
    if (size > most) throw new BodyTooLong(`over ${most} bytes`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

/** The same as text. */
export async function readResponseText(response: Response, most: number): Promise<string> {
  return (await readResponseBody(response, most)).toString('utf8');
}
