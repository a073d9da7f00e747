import * as z from 'zod';
import { StoreError } from './errors.ts';
import type { Sealer } from './seal.ts';

/** How the records of a collection look, and how they lie on the disk. */
export interface RecordKind<T> {
  /** Name of the collection; never changes, since it is part of every seal. */
  name: string;
  /** Version of the form that `schema` describes, from 1. */
  version: number;
  /** Must give plain JSON: what is written is read back through it. */
  schema: z.ZodType<T>;
  /** What is encrypted: every field, or those named. */
  sealed: 'all' | readonly (keyof T & string)[];
  /** From each older version to the next one; the input is the record as it was written then. */
  migrations?: Readonly<Record<number, (old: unknown) => unknown>>;
}

/** A record read from the disk. */
export interface Opened<T> {
  value: T;
  /** It was written in an older form or sealed with an older key, and should be written anew. */
  stale: boolean;
}

/** Turns the records of one collection into what lies on the disk, and back. */
export interface Codec<T> {
  /** @throws StoreError 'damaged', 'version' or 'sealed'; a record is never taken for absent. */
  open(key: string, stored: unknown): Opened<T>;
  /** The name of the key that sealed a record; `undefined` when none did. */
  keyOf(stored: unknown): string | undefined;
  close(key: string, value: T): Stored;
  /** The value as it will be kept. @throws StoreError 'shape', naming the fields but no values. */
  check(key: string, value: T): T;
}

const storedSchema = z.strictObject({
  version: z.int().positive(),
  open: z.record(z.string(), z.unknown()).optional(),
  sealed: z.string().optional(),
});
type Stored = z.infer<typeof storedSchema>;

export function createCodec<T extends object>(kind: RecordKind<T>, sealer: Sealer): Codec<T> {
  const { name, version, schema, sealed: secret } = kind;
  const isSecret = (field: string) => secret === 'all' || secret.some((name) => name === field);

  return {
    open(key, stored) {
      const row = storedSchema.safeParse(stored);
      if (!row.success) throw new StoreError('damaged', `The record ${name} ${key} is damaged.`);
      const { sealed } = row.data;
      if (secret.length > 0 !== (sealed !== undefined)) {
        throw new StoreError(
          'damaged',
          `The record ${name} ${key} is damaged: its sealed part does not belong.`,
        );
      }
      const hidden = sealed === undefined ? {} : parseObject(sealer.open(sealed, { collection: name, key }));
      const value = schema.safeParse(migrate(kind, key, row.data.version, { ...row.data.open, ...hidden }));
      if (!value.success) {
        throw new StoreError('damaged', `The record ${name} ${key} is damaged: ${wrongFields(value.error)}.`);
      }
      const stale = row.data.version !== version || (sealed !== undefined && sealer.needsResealing(sealed));
      return { value: value.data, stale };
    },
    keyOf(stored) {
      const sealed = storedSchema.safeParse(stored).data?.sealed;
      return sealed === undefined ? undefined : sealer.keyOf(sealed);
    },
    close(key, value) {
      const fields = Object.entries(value);
      const open = Object.fromEntries(fields.filter(([field]) => !isSecret(field)));
      if (secret.length === 0) return { version, open };
      const hidden = Object.fromEntries(fields.filter(([field]) => isSecret(field)));
      const sealed = sealer.seal(JSON.stringify(hidden), { collection: name, key });
      return secret === 'all' ? { version, sealed } : { version, open, sealed };
    },
    check(key, value) {
      const checked = schema.safeParse(value);
      if (checked.success) return checked.data;
      throw new StoreError('shape', `Cannot write ${name} ${key}: ${wrongFields(checked.error)}.`);
    },
  };
}

function migrate<T>(
  { name, version, migrations }: RecordKind<T>,
  key: string,
  from: number,
  old: unknown,
): unknown {
  let value = old;
  for (let at = from; at !== version; at += 1) {
    const step = at < version ? migrations?.[at] : undefined;
    if (step === undefined) {
      const advice =
        from > version
          ? 'A newer guanxi wrote it: start that one, or put back a copy of the database from before.'
          : 'Start a guanxi from in between once, which brings it up to date.';
      throw new StoreError(
        'version',
        `The record ${name} ${key} has form ${from}; this program knows form ${version}. ${advice}`,
      );
    }
    value = step(value);
  }
  return value;
}

/** Says where a value is wrong without quoting any of it. */
function wrongFields(error: z.ZodError): string {
  const fields = error.issues.map(
    ({ path, code }) => `${path.map(String).join('.') || 'the whole'} (${code})`,
  );
  return `it does not fit in ${[...new Set(fields)].slice(0, 5).join(', ')}`;
}

function parseObject(text: string): object {
  const value: unknown = JSON.parse(text);
  return typeof value === 'object' && value !== null ? value : {};
}
