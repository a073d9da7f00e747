import type { Interruptible } from '../../text/interruptible.ts';
import { UnreadableFile } from '../unreadable-file.ts';

const chunk = 64 * 1024;

/**
 * The text in a file: UTF-8, UTF-16 with or without its mark, as spreadsheets write "Unicode text", or GB 18030, in which
 * those in Chinese write CSV.
 * @throws UnreadableFile `empty`, `binary`
 */
export function* decodeText(bytes: Uint8Array): Interruptible<string> {
  const wide = wideEncoding(bytes);
  const text =
    wide === undefined
      ? ((yield* decoded('utf-8', bytes)) ?? (yield* decoded('gb18030', bytes)))
      : yield* decoded(wide, bytes);
  if (text === undefined) throw new UnreadableFile('binary');
  if (text === '') throw new UnreadableFile('empty');
  return text;
}

/** UTF-16 by its mark, or by its zeros: text has none in any other encoding. */
function wideEncoding(bytes: Uint8Array): 'utf-16le' | 'utf-16be' | undefined {
  const [first, second] = bytes;
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  if (first === 0xfe && second === 0xff) return 'utf-16be';
  const zeros = [0, 0];
  const looked = Math.min(bytes.length, 4096);
  for (let at = 0; at < looked; at += 1) if (bytes[at] === 0) zeros[at % 2] = (zeros[at % 2] ?? 0) + 1;
  const [even = 0, odd = 0] = zeros;
  if (odd > looked / 20 && even === 0) return 'utf-16le';
  return even > looked / 20 && odd === 0 ? 'utf-16be' : undefined;
}

/** The text without its mark; `undefined` when it is none, empty when there is nothing in it. */
function* decoded(encoding: string, bytes: Uint8Array): Interruptible<string | undefined> {
  const decoder = new TextDecoder(encoding, { fatal: true });
  const parts: string[] = [];
  let isBlank = true;
  try {
    for (let at = 0; at < bytes.length; at += chunk) {
      const part = decoder.decode(bytes.subarray(at, at + chunk), { stream: true });
      if (/(?![\t\n\v\f\r\u0085])\p{Cc}/u.test(part)) return undefined;
      isBlank &&= part.trim() === '';
      parts.push(part);
      yield;
    }
    parts.push(decoder.decode());
  } catch {
    return undefined;
  }
  return isBlank ? '' : parts.join('');
}
