/**
 * What the buttons of a message carry: typed, at most 64 bytes, readable back without any memory of the panel.
 * Each press names the user it was made for; whoever else presses gets a word instead.
 */

import { type AnyField, type Field, whole } from './callback-fields.ts';
import { pressKinds } from './callback-kinds.ts';

/** The longest callback data Telegram takes, in bytes of UTF-8. */
export const longestData = 64;

type Kinds = typeof pressKinds;
type ValueOf<F> = F extends Field<infer T> ? T : never;

/** The names of all presses. */
export type PressKind = keyof Kinds;
/** One press by its name, with the user (Telegram id) it was made for. */
export type PressOf<K extends PressKind> = {
  [One in K]: { kind: One; user: number } & {
    -readonly [Name in keyof Kinds[One]['fields']]: ValueOf<Kinds[One]['fields'][Name]>;
  };
}[K];
/** Any press. */
export type Press = PressOf<PressKind>;

const byTag = new Map<string, PressKind>(
  (Object.keys(pressKinds) as PressKind[]).map((kind) => [pressKinds[kind].tag, kind]),
);
if (byTag.size < Object.keys(pressKinds).length) throw new Error('Two kinds of press have the same tag');

/**
 * Writes a press as callback data.
 * @throws RangeError when it does not fit into 64 bytes, which no whole numbers that mean something bring about.
 */
export function packPress(press: Press): string {
  const values = Object.entries<AnyField>(pressKinds[press.kind].fields).map(([name, field]) =>
    field.pack(press[name as keyof Press] as never),
  );
  const data = [pressKinds[press.kind].tag, whole.pack(press.user), ...values].join(':');
  if (Buffer.byteLength(data) > longestData)
    throw new RangeError(`A "${press.kind}" button needs over ${longestData} bytes`);
  return data;
}

/** Reads callback data back; `undefined` for data of an older version, of another program, or made up. */
export function parsePress(data: string): Press | undefined {
  const [tag = '', user = '', ...values] = data.split(':');
  const kind = byTag.get(tag);
  const forUser = whole.parse(user);
  if (kind === undefined || forUser === undefined) return undefined;
  const fields = Object.entries<AnyField>(pressKinds[kind].fields);
  if (values.length !== fields.length) return undefined;
  const press: Record<string, unknown> = { kind, user: forUser };
  for (const [index, [name, field]] of fields.entries()) {
    const value = field.parse(values[index] ?? '');
    if (value === undefined) return undefined;
    press[name] = value;
  }
  return press as Press;
}
