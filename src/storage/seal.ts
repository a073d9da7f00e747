import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { SealError } from './store-errors.ts';

/** A key for sealing: 32 secret bytes, and a short id that is stored in plain text with what it sealed. */
export interface SealKey {
  readonly id: string;
  readonly key: Buffer;
}

/** Encrypts and decrypts texts, each bound to the record that contains it. */
export interface Sealer {
  /** Seals `text` for one record with the first key: `v1.<key id>.<iv>.<tag>.<data>`, base64url. */
  seal(text: string, place: SealContext): string;
  /** @throws SealError when the blob was changed, belongs to another record, or no key opens it */
  open(blob: string, place: SealContext): string;
  /** Id of the key that sealed a blob; `undefined` when it cannot be read. */
  keyOf(blob: string): string | undefined;
  /** Whether a blob was sealed with a key other than the first, and should be resealed when next written. */
  needsResealing(blob: string): boolean;
}

/** The record that contains a blob. It is authenticated, so a blob copied to another record does not open. */
export interface SealContext {
  readonly collection: string;
  readonly key: string;
}

const ivBytes = 12;
const tagBytes = 16;

/** Seals with AES-256-GCM. The first key seals, all keys open. */
export function createSealer(keys: readonly SealKey[]): Sealer {
  const [first] = keys;
  if (first === undefined) throw new SealError('There is no key to seal with');
  const byId = new Map(keys.map((key) => [key.id, key]));

  return {
    seal(text, place) {
      const iv = randomBytes(ivBytes);
      const cipher = createCipheriv('aes-256-gcm', first.key, iv, { authTagLength: tagBytes });
      cipher.setAAD(boundTo(place));
      const data = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
      return [
        'v1',
        first.id,
        ...[iv, cipher.getAuthTag(), data].map((part) => part.toString('base64url')),
      ].join('.');
    },
    open(blob, place) {
      const { id, iv, tag, data } = parse(blob, place);
      const key = byId.get(id)?.key;
      if (key === undefined) {
        throw new SealError(
          `${named(place)} was sealed with the key "${id}", which is not here. Put it into SECRET_KEYS, after the first, or its key file back beside the database.`,
        );
      }
      try {
        const decipher = createDecipheriv('aes-256-gcm', key, iv, { authTagLength: tagBytes });
        decipher.setAAD(boundTo(place));
        decipher.setAuthTag(tag);
        return Buffer.concat([decipher.update(data), decipher.final()]).toString('utf8');
      } catch {
        throw new SealError(
          `${named(place)} does not open: it was changed, or made for another place, or the key "${id}" is not the one it was sealed with.`,
        );
      }
    },
    keyOf,
    needsResealing: (blob) => keyOf(blob) !== first.id,
  };
}

const keyOf = (blob: string) => blob.split('.')[1];

function parse(blob: string, place: SealContext) {
  const [form, id, iv, tag, data, ...rest] = blob.split('.');
  const whole = form === 'v1' && id && iv && tag && data !== undefined && rest.length === 0;
  if (!whole) throw new SealError(`${named(place)} is not in a form this program seals in.`);
  const bytes = { iv: strictBytes(iv), tag: strictBytes(tag), data: strictBytes(data) };
  if (bytes.iv?.length !== ivBytes || bytes.tag?.length !== tagBytes || bytes.data === undefined) {
    throw new SealError(`${named(place)} is cut or garbled.`);
  }
  return { id, iv: bytes.iv, tag: bytes.tag, data: bytes.data };
}

/** Decodes strictly: Node skips invalid base64url, but a blob must be exactly as written. */
function strictBytes(text: string): Buffer | undefined {
  const bytes = Buffer.from(text, 'base64url');
  return bytes.toString('base64url') === text ? bytes : undefined;
}

const boundTo = ({ collection, key }: SealContext) => Buffer.from(JSON.stringify([collection, key]));
const named = ({ collection, key }: SealContext) => `The sealed part of ${collection} ${key}`;
