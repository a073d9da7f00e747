import { createHash } from 'node:crypto';
import type { Document } from 'grammy/types';
import { badRequest } from '../errors.ts';
import { imageInfo } from './image-info.ts';

/** An uploaded file. */
export interface Upload {
  name: string;
  bytes: Buffer;
  /** As stated by the sender. */
  mime?: string;
}

/** How a file is used. A file_id cannot be sent as another kind. */
export type FileKind = 'photo' | 'document';

/** A stored file. */
export interface StoredFile {
  id: string;
  uniqueId: string;
  kind: FileKind;
  /** The `file_path` of getFile, for the download. */
  path: string;
  name: string;
  mime: string;
  bytes: Buffer;
}

/** All files, in memory. */
export interface Files {
  add(kind: FileKind, upload: Upload): StoredFile;
  get(id: string): StoredFile | undefined;
  byPath(path: string): StoredFile | undefined;
  /**
   * Fetches a URL.
   * @throws TelegramRefused when that fails
   */
  fetch(kind: FileKind, url: string): Promise<Upload>;
}

export interface FilesOptions {
  /** Maps a URL to the address actually fetched; undefined when Telegram cannot fetch it. */
  fetchUrl: (url: string) => string | undefined;
  /** Cancels downloads when the server closes. */
  signal: AbortSignal;
}

const FETCH_TIMEOUT = 5000;

export function createFiles({ fetchUrl, signal }: FilesOptions): Files {
  const files = new Map<string, StoredFile>();
  const paths = new Map<string, StoredFile>();
  return {
    add(kind, { name, bytes, mime }) {
      const number = files.size;
      const extension = imageInfo(bytes)?.extension ?? name.split('.').at(-1) ?? 'bin';
      const hash = createHash('sha256').update(bytes).digest('base64url');
      const file: StoredFile = {
        id: `${kind === 'photo' ? 'AgAC' : 'BQAC'}${hash.slice(0, 40)}${number}`,
        uniqueId: `AQAD${hash.slice(0, 12)}`,
        kind,
        path: `${kind}s/file_${number}.${extension}`,
        name,
        mime: imageInfo(bytes)?.mime ?? mime ?? 'application/octet-stream',
        bytes,
      };
      files.set(file.id, file);
      paths.set(file.path, file);
      return file;
    },
    get: (id) => files.get(id),
    byPath: (path) => paths.get(path),
    async fetch(kind, url) {
      const real = fetchUrl(url);
      if (real === undefined) throw badRequest('failed to get HTTP URL content');
      const upload = await download(real, url, signal);
      if (kind === 'photo' && !imageInfo(upload.bytes))
        throw badRequest('wrong type of the web page content');
      return upload;
    },
  };
}

async function download(real: string, url: string, signal: AbortSignal): Promise<Upload> {
  try {
    const response = await fetch(real, {
      signal: AbortSignal.any([signal, AbortSignal.timeout(FETCH_TIMEOUT)]),
    });
    if (!response.ok) throw new Error(`HTTP ${response.status}`);
    const bytes = Buffer.from(await response.arrayBuffer());
    if (bytes.length === 0) throw new Error('nothing there');
    const mime = response.headers.get('content-type')?.split(';')[0];
    return { name: new URL(url).pathname.split('/').at(-1) || 'file', bytes, ...(mime ? { mime } : {}) };
  } catch {
    // Telegram gives this error for every failure.
    throw badRequest('failed to get HTTP URL content');
  }
}

/** The Document object of a stored file. */
export function documentOf(file: StoredFile): Document {
  return {
    file_id: file.id,
    file_unique_id: file.uniqueId,
    file_name: file.name,
    mime_type: file.mime,
    file_size: file.bytes.length,
  };
}
