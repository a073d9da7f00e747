import * as z from 'zod';
import { day } from '../time-units.ts';
import type { Sealer } from './seal.ts';
import { StoreError } from './store-errors.ts';

/**
 * The schema, sealed fields and lifetime of a collection's records.
 * @example
 * const panels: RecordKind<PanelRecord> = { name: 'panels', schema: panel, sealed: [], lifetime: day };
 */
export interface RecordKind<T> {
  /** Name of the collection; must never change, since it is part of every seal. */
  name: string;
  /** Version of `schema`, 1 by default. */
  version?: number;
  /** Must produce plain JSON: what is written is parsed by it again. */
  schema: z.ZodType<T>;
  /** The encrypted fields: all, or those named. */
  sealed: 'all' | readonly (keyof T & string)[];
  /** Migrations from each older version to the next; the input is the record as written then. */
  migrations?: Readonly<Record<number, (old: unknown) => unknown>>;
  /**
   * Lifetime of a record since its last write, in ms; then it counts as absent and is removed by the sweeper.
   * Without it records stay until removed.
   */
  lifetime?: number | ((value: T) => number);
  /** A record dated by a clock that was ahead counts as expired: it is a secret that must not live longer. */
  expiresIfDatedAhead?: true;
}

/** A decoded record. */
export interface Opened<T> {
  value: T;
  /** Written in an older version or sealed with an older key; should be written again. */
  stale: boolean;
}

/**
 * Whether a record has expired. `undated`: it has a lifetime, but no valid time of writing, since an older
 * program wrote it, or a clock was ahead.
 */
export type Age = 'alive' | 'undated' | 'expired';

/** Encodes and decodes the records of a collection. */
export interface Codec<T> {
  /**
   * Decodes a record.
   * @throws StoreError 'damaged', 'version' or 'sealed'; a broken record never counts as absent
   */
  open(key: string, stored: unknown): Opened<T>;
  /** Id of the key that sealed a record; `undefined` when nothing is sealed. */
  keyOf(stored: unknown): string | undefined;
  /**
   * Encodes a record.
   * @param now ms since 1970, for records with a lifetime
   */
  close(key: string, value: T, now: number): Stored;
  /**
   * Whether the record has expired.
   * @throws StoreError like `open`, if the lifetime depends on the content
   */
  ageOf(key: string, stored: unknown, now: number): Age;
  /** Whether a tenth of its lifetime is over, so that even an equal value must be written. */
  ageing(stored: unknown, now: number): boolean;
  /** Adds the time of writing to an undated record. */
  date(stored: unknown, now: number): unknown;
  /**
   * The value as it will be stored.
   * @throws StoreError 'shape', which names the fields but no values
   */
  check(key: string, value: T): T;
}

const storedSchema = z.strictObject({
  version: z.int().positive(),
  /** When it was last written, ms since 1970; only with a lifetime. */
  writtenAt: z.int().nonnegative().optional(),
  open: z.record(z.string(), z.unknown()).optional(),
  sealed: z.string().optional(),
});
type Stored = z.infer<typeof storedSchema>;

/** Largest difference between two machines' clocks, ms; a later date comes from a wrong clock. */
const tolerance = day;
/** The same for records that must not live longer. */
const strictTolerance = 60_000;

/** Version 0.1 stored the time in the record itself for most kinds with a lifetime. */
const datedSchema = z.union([
  z.object({ writtenAt: z.int() }).transform(({ writtenAt }) => writtenAt),
  z.object({ open: z.object({ usedAt: z.int() }) }).transform(({ open }) => open.usedAt),
]);

export function createCodec<T extends object>(kind: RecordKind<T>, sealer: Sealer): Codec<T> {
  const { name, version = 1, schema, sealed: secret, lifetime, expiresIfDatedAhead } = kind;
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
      // A date from a clock that was ahead would prolong the record's life by that much.
      if (writtenAt === undefined || writtenAt - now > tolerance)
        return expiresIfDatedAhead ? 'expired' : 'undated';
      if (expiresIfDatedAhead && writtenAt - now > strictTolerance) return 'expired';
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
  { name, version = 1, migrations }: RecordKind<T>,
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

/** Names the invalid fields without their values. */
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
