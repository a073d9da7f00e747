import { UnreadableFile } from '../../people/unreadable-file.ts';

/**
 * The text in a file: UTF-8, UTF-16 as spreadsheets write "Unicode text", or GB 18030, in which those in Chinese write
 * CSV.
 * @throws UnreadableFile `empty`, `binary`
 */
export function decode(bytes: Uint8Array): string {
  const text = (utf16(bytes) ?? decoded('utf-8', bytes) ?? decoded('gb18030', bytes))?.replace(
    /^\ufeff/u,
    '',
  );
  if (text === undefined || /(?![\t\n\v\f\r\u0085])\p{Cc}/u.test(text)) throw new UnreadableFile('binary');
  if (text.trim() === '') throw new UnreadableFile('empty');
  return text;
}

function utf16(bytes: Uint8Array): string | undefined {
  const [first, second] = bytes;
  if (first === 0xff && second === 0xfe) return decoded('utf-16le', bytes.subarray(2));
  if (first === 0xfe && second === 0xff) return decoded('utf-16be', bytes.subarray(2));
  return undefined;
}

function decoded(encoding: string, bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}
