import { redact } from '../redact.ts';
import type { SettingField } from './setting-fields.ts';

/** The environment as the operating system gives it. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** One wrong setting: which, what was given (a secret only by its length), what would have been right. */
export interface ConfigError {
  name: string;
  given: string;
  accepted: string;
}

/** Reads settings one by one and remembers what was wrong with them. */
export interface SettingsReader {
  /** The setting, or `undefined` when it is unset, empty or wrong. */
  read<T>(name: string, field: SettingField<T>): T | undefined;
  /** The same, taken from the file that `<name>_FILE` names when that is set. */
  readOrFile<T>(name: string, field: SettingField<T>): T | undefined;
  /** Whether a setting is there, right or wrong. */
  has(name: string): boolean;
  fail(error: ConfigError): void;
  readonly errors: readonly ConfigError[];
}

export function createSettingsReader(env: Environment, readFile: (path: string) => string): SettingsReader {
  const errors: ConfigError[] = [];
  const raw = (name: string): string | undefined => env[name]?.trim() || undefined;

  const parse = <T>(
    name: string,
    text: string,
    { schema, accepted, secret }: SettingField<T>,
  ): T | undefined => {
    const result = schema.safeParse(text);
    if (result.success) return result.data;
    const what = name.endsWith('_FILE') ? 'a file with ' : '';
    errors.push({
      name,
      given: what + (secret ? `a value of ${text.length} characters` : shown(text)),
      accepted,
    });
    return undefined;
  };

  return {
    read(name, field) {
      const text = raw(name);
      return text === undefined ? undefined : parse(name, text, field);
    },
    readOrFile(name, field) {
      const text = raw(name);
      const fileName = `${name}_FILE`;
      const path = raw(fileName);
      if (path === undefined) return text === undefined ? undefined : parse(name, text, field);
      if (text !== undefined) {
        errors.push({ name: fileName, given: `both it and ${name}`, accepted: 'one of the two' });
        return undefined;
      }
      const content = readOrNothing(readFile, path);
      if (content !== undefined) return parse(fileName, content, field);
      errors.push({
        name: fileName,
        given: shown(path),
        accepted: 'a file that can be read and is not empty',
      });
      return undefined;
    },
    has: (name) => raw(name) !== undefined,
    fail: (error) => errors.push(error),
    errors,
  };
}

function readOrNothing(readFile: (path: string) => string, path: string): string | undefined {
  try {
    return readFile(path).trim() || undefined;
  } catch {
    return undefined;
  }
}

/** A value as it may be shown: on one line, cut, and without what looks like a secret, which may be anywhere in it. */
export function shown(text: string): string {
  const harmless = redact(withoutLogin(text));
  return JSON.stringify(harmless.length > 100 ? `${harmless.slice(0, 100)}…` : harmless);
}

/** An address without user and password, which may hold any character, a slash too. */
function withoutLogin(text: string): string {
  const [start, end] = [text.indexOf('//') + 2, text.lastIndexOf('@')];
  return start > 1 && end >= start ? `${text.slice(0, start)}[redacted]${text.slice(end)}` : text;
}
