import { createHash } from 'node:crypto';
import type { Document } from 'grammy/types';
import { badRequest } from '../errors.ts';
import { imageInfo } from './image-info.ts';

/** A file as it comes in. */
export interface Upload {
  name: string;
  bytes: Buffer;
  /** As the sender states it. */
  mime?: string;
}

/** What a file is used as; a file_id of one kind cannot be sent as the other. */
export type FileKind = 'photo' | 'document';

/** A file Telegram keeps. */
export interface StoredFile {
  id: string;
  uniqueId: string;
  kind: FileKind;
  /** As getFile gives it, for the download address. */
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
  /** Gets what lies at a URL, or throws what Telegram says when it cannot. */
  fetch(kind: FileKind, url: string): Promise<Upload>;
}

/** What the store of files needs. */
export interface FilesOptions {
  /** Where to really fetch a URL; undefined: Telegram cannot fetch it. */
  fetchUrl: (url: string) => string | undefined;
  /** Ends downloads when the server closes. */
  signal: AbortSignal;
}

const FETCH_TIMEOUT = 5000;

/** Makes an empty store of files. */
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
    // Whatever goes wrong on the way, Telegram says only this.
    throw badRequest('failed to get HTTP URL content');
  }
}

/** A stored file as a message shows it. */
export function documentOf(file: StoredFile): Document {
  return {
    file_id: file.id,
    file_unique_id: file.uniqueId,
    file_name: file.name,
    mime_type: file.mime,
    file_size: file.bytes.length,
  };
}
