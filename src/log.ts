import { type DestinationStream, type LogFn, type Logger, pino } from 'pino';
import type { LogLevel } from './config.ts';
import { createRedactor, isSecretName } from './redact.ts';

/**
 * The log: one JSON object per line. Pass an error as `{ err: error }`, or as the first argument. Child
 * loggers are left out, since pino writes their bindings without redaction.
 */
export type Log = Pick<Logger, 'fatal' | 'error' | 'warn' | 'info' | 'debug' | 'trace'>;

/** Log level, secrets and destination. */
export interface LogOptions {
  level: LogLevel;
  /**
   * Values that must never be logged: the bot token, keys. Secrets of a known format are redacted without
   * being listed.
   */
  secrets?: readonly string[];
  /** Where lines are written. Default: standard output, synchronously, so that a crash loses none. */
  destination?: DestinationStream;
}

/**
 * Creates a log without secrets. Everything logged is first copied into plain data: strings are redacted,
 * values of fields named like secrets too, and objects of a class (requests, contexts, client settings) appear
 * as their class name. The finished line is redacted once more.
 */
export function createLog({ level, secrets = [], destination }: LogOptions): Log {
  const clean = createRedactor(secrets);
  const plain = (value: unknown) => copy(value, clean);
  return pino(
    {
      level,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      // pino's own serializer would treat errors that are already plain data.
      serializers: { err: (value: unknown) => value },
      formatters: { level: (label) => ({ level: label }) },
      hooks: {
        logMethod(args, method: LogFn) {
          const [first, ...rest] = args;
          const fields = first instanceof Error ? { err: plain(first) } : plain(first);
          const message =
            first instanceof Error && rest.length === 0 ? [clean(first.message)] : rest.map(plain);
          Reflect.apply(method, this, [fields, ...message]);
        },
        streamWrite: clean,
      },
    },
    destination ?? pino.destination({ dest: 1, sync: true }),
  );
}

type Clean = (text: string) => string;

const deepest = 6;
const longestList = 100;

function copy(value: unknown, clean: Clean, depth = 0, above: readonly object[] = []): unknown {
  if (typeof value === 'string') return clean(value);
  if (typeof value === 'bigint') return String(value);
  if (typeof value === 'function' || typeof value === 'symbol') return undefined;
  if (typeof value !== 'object' || value === null) return value;
  if (above.includes(value)) return '[circular]';
  if (depth >= deepest) return '[deeper]';
  const inside = (part: unknown) => copy(part, clean, depth + 1, [...above, value]);
  if (value instanceof Error) return describeError(value, clean, inside);
  if (Array.isArray(value)) return value.slice(0, longestList).map(inside);
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? 'Invalid Date' : value.toISOString();
  if (value instanceof URL) return clean(value.href);
  if (!isPlain(value)) return `[${className(value)}]`;
  return fieldsOf(value, clean, inside);
}

/** Name, message, stack and cause, plus own fields that are strings, numbers or booleans. */
function describeError(
  error: Error,
  clean: Clean,
  inside: (part: unknown) => unknown,
): Record<string, unknown> {
  const described: Record<string, unknown> = {};
  for (const name of Object.keys(error)) {
    const value = read(error, name);
    const simple = typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';
    if (simple && !isSecretName(name)) described[clean(name)] = inside(value);
  }
  described.name = clean(String(error.name));
  described.message = clean(String(error.message));
  described.stack = clean(String(error.stack));
  if (error.cause instanceof Error || typeof error.cause === 'string') described.cause = inside(error.cause);
  if (error instanceof AggregateError) described.errors = inside(error.errors);
  return described;
}

function fieldsOf(value: object, clean: Clean, inside: (part: unknown) => unknown): Record<string, unknown> {
  const fields: Record<string, unknown> = {};
  for (const name of Object.keys(value)) {
    fields[clean(name)] = isSecretName(name) ? '[redacted]' : inside(read(value, name));
  }
  return fields;
}

/** A getter may throw, but logging must not. */
function read(value: object, name: string): unknown {
  try {
    return Reflect.get(value, name);
  } catch {
    return '[unreadable]';
  }
}

function isPlain(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}

function className(value: object): string {
  const maker = read(value, 'constructor');
  return typeof maker === 'function' ? maker.name : 'object';
}
