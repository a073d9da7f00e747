import { imageSize } from 'image-size';

/** What a picture's own bytes say about it. Sizes in pixels. */
export interface ImageInfo {
  mime: string;
  extension: string;
  width: number;
  height: number;
}

/** The kinds of pictures Telegram takes; SVG is none of them. */
const mimes = new Map([
  ['png', 'image/png'],
  ['jpg', 'image/jpeg'],
  ['gif', 'image/gif'],
  ['webp', 'image/webp'],
]);

/** Reads kind and size of a PNG, JPEG, GIF or WebP; undefined for anything else. */
export function imageInfo(bytes: Uint8Array): ImageInfo | undefined {
  try {
    const { type: extension = '', width, height } = imageSize(bytes);
    const mime = mimes.get(extension);
    return mime === undefined ? undefined : { mime, extension, width, height };
  } catch {
    // No picture at all, or one that ends before it says its size.
    return undefined;
  }
}
