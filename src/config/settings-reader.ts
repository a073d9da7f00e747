import { redact } from '../redact.ts';
import type { SettingField } from './setting-fields.ts';

/** The environment variables of the process. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** One wrong setting: its name, the given value (of a secret only the length), and what is accepted. */
export interface ConfigError {
  name: string;
  given: string;
  accepted: string;
}

/** Reads single settings and collects the errors. */
export interface SettingsReader {
  /** The parsed setting, or `undefined` when it is unset, empty or invalid. */
  read<T>(name: string, field: SettingField<T>): T | undefined;
  /** The same, or read from the file that `<name>_FILE` names when that is set. */
  readOrFile<T>(name: string, field: SettingField<T>): T | undefined;
  /** Whether a setting is present, valid or not. */
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
      given: what + (secret ? `a value of ${text.length} characters` : redactedValue(text)),
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
        given: redactedValue(path),
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

/** A value for an error message: on one line, cut, and without anything that looks like a secret. */
export function redactedValue(text: string): string {
  const harmless = redact(withoutLogin(text));
  return JSON.stringify(harmless.length > 100 ? `${harmless.slice(0, 100)}…` : harmless);
}

/** Removes user and password from a URL; they may contain any character, even slashes. */
function withoutLogin(text: string): string {
  const [start, end] = [text.indexOf('//') + 2, text.lastIndexOf('@')];
  return start > 1 && end >= start ? `${text.slice(0, start)}[redacted]${text.slice(end)}` : text;
}
