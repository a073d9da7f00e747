import * as z from 'zod';
import type { Sealer } from './seal.ts';
import { StoreError } from './store-errors.ts';

/** Milliseconds in a day: `30 * days`. */
export const days = 24 * 3600_000;

/**
 * How the records of a collection look, how they lie on the disk, and how long.
 * @example
 * const panels: RecordKind<PanelRecord> = { name: 'panels', version: 1, schema: panel, sealed: [], lifetime: 1 * days };
 */
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
  /**
   * How long a record lives after it was last written, in milliseconds; then it counts as absent, and is swept. Without
   * it, records stay until they are removed.
   */
  lifetime?: number | ((value: T) => number);
}

/** A record read from the disk. */
export interface Opened<T> {
  value: T;
  /** It was written in an older form or sealed with an older key, and should be written anew. */
  stale: boolean;
}

/**
 * Whether a record is at its end. `undated`: it will have one, but was written by a program that did not say when, or by a
 * clock that was ahead.
 */
export type Age = 'alive' | 'undated' | 'expired';

/** Turns the records of one collection into what lies on the disk, and back. */
export interface Codec<T> {
  /** @throws StoreError 'damaged', 'version' or 'sealed'; a record is never taken for absent. */
  open(key: string, stored: unknown): Opened<T>;
  /** The name of the key that sealed a record; `undefined` when none did. */
  keyOf(stored: unknown): string | undefined;
  /** @param now ms since 1970, for records that live for a time only */
  close(key: string, value: T, now: number): Stored;
  /** @throws StoreError like `open`, where it depends on what is in the record */
  ageOf(key: string, stored: unknown, now: number): Age;
  /** Whether so much of its life is over that writing an equal value must not be left out. */
  ageing(stored: unknown, now: number): boolean;
  /** An undated record with a date. */
  date(stored: unknown, now: number): unknown;
  /** The value as it will be kept. @throws StoreError 'shape', naming the fields but no values. */
  check(key: string, value: T): T;
}

const storedSchema = z.strictObject({
  version: z.int().positive(),
  /** When it was last written, ms since 1970; only of records that live for a time. */
  writtenAt: z.int().nonnegative().optional(),
  open: z.record(z.string(), z.unknown()).optional(),
  sealed: z.string().optional(),
});
type Stored = z.infer<typeof storedSchema>;

/** How far the clocks of two machines may be apart, ms: what is dated later was dated by one that was wrong. */
const tolerance = 24 * 3600_000;

/** Version 0.1 kept the time in the record itself, of most kinds that end. */
const datedSchema = z.union([
  z.object({ writtenAt: z.int() }).transform(({ writtenAt }) => writtenAt),
  z.object({ open: z.object({ usedAt: z.int() }) }).transform(({ open }) => open.usedAt),
]);

export function createCodec<T extends object>(kind: RecordKind<T>, sealer: Sealer): Codec<T> {
  const { name, version, schema, sealed: secret, lifetime } = kind;
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
    close(key, value, now) {
      const head = lifetime === undefined ? { version } : { version, writtenAt: now };
      const fields = Object.entries(value);
      const open = Object.fromEntries(fields.filter(([field]) => !isSecret(field)));
      if (secret.length === 0) return { ...head, open };
      const hidden = Object.fromEntries(fields.filter(([field]) => isSecret(field)));
      const sealed = sealer.seal(JSON.stringify(hidden), { collection: name, key });
      return secret === 'all' ? { ...head, sealed } : { ...head, open, sealed };
    },
    check(key, value) {
      const checked = schema.safeParse(value);
      if (checked.success) return checked.data;
      throw new StoreError('shape', `Cannot write ${name} ${key}: ${wrongFields(checked.error)}.`);
    },
    ageOf(key, stored, now) {
      if (lifetime === undefined) return 'alive';
      const writtenAt = datedSchema.safeParse(stored).data;
      // What a clock that was ahead has dated would live as long as that was.
      if (writtenAt === undefined || writtenAt - now > tolerance) return 'undated';
      const life = typeof lifetime === 'number' ? lifetime : lifetime(this.open(key, stored).value);
      return now - writtenAt > life ? 'expired' : 'alive';
    },
    ageing(stored, now) {
      if (typeof lifetime !== 'number') return false;
      return now - (datedSchema.safeParse(stored).data ?? now) > lifetime / 10;
    },
    date: (stored, now) => ({ ...storedSchema.parse(stored), writtenAt: now }),
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
