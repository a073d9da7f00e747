import { imageSize } from 'image-size';

/** Type and size of an image. Sizes in pixels. */
export interface ImageInfo {
  mime: string;
  extension: string;
  width: number;
  height: number;
}

/** The image types Telegram accepts; not SVG. */
const mimes = new Map([
  ['png', 'image/png'],
  ['jpg', 'image/jpeg'],
  ['gif', 'image/gif'],
  ['webp', 'image/webp'],
]);

/** Reads type and size of a PNG, JPEG, GIF or WebP; undefined for anything else. */
export function imageInfo(bytes: Uint8Array): ImageInfo | undefined {
  try {
    const { type: extension = '', width, height } = imageSize(bytes);
    const mime = mimes.get(extension);
    return mime === undefined ? undefined : { mime, extension, width, height };
  } catch {
    // Not an image, or truncated before its size.
    return undefined;
  }
}
