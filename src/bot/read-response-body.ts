/** The body of an answer is longer than it may be. */
export class BodyTooLong extends Error {
  override name = 'BodyTooLong';
}

/**
 * Reads the body of an answer, at most `most` bytes of it once it is decoded: what a server says of its length need not be
 * true, and a few bytes may unpack to gigabytes.
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
