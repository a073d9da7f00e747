/**
 * Callback data of buttons: typed, at most 64 bytes, decoded without stored state. Each contains the user it
 * was made for; anyone else who presses the button is told so.
 */

import { type AnyCallbackField, type CallbackField, wholeNumberField } from './callback-fields.ts';
import { callbackKinds } from './callback-kinds.ts';

/** Telegram's limit, in bytes of UTF-8. */
export const maxCallbackDataBytes = 64;

type Kinds = typeof callbackKinds;
type ValueOf<F> = F extends CallbackField<infer T> ? T : never;

/** The kinds of callback data, one for each kind of button. */
export type CallbackKind = keyof Kinds;
/** The callback data of one kind of button: its fields, and the user (Telegram id) it was made for. */
export type CallbackOf<K extends CallbackKind> = {
  [One in K]: { kind: One; user: number } & {
    -readonly [Name in keyof Kinds[One]['fields']]: ValueOf<Kinds[One]['fields'][Name]>;
  };
}[K];
/** Callback data of any kind. */
export type Callback = CallbackOf<CallbackKind>;

const byTag = new Map<string, CallbackKind>(
  (Object.keys(callbackKinds) as CallbackKind[]).map((kind) => [callbackKinds[kind].tag, kind]),
);
if (byTag.size < Object.keys(callbackKinds).length)
  throw new Error('Two kinds of callback data have the same tag');

/**
 * Encodes callback data for a button.
 * @throws RangeError when it does not fit into 64 bytes, which cannot happen with real ids
 */
export function encodeCallback(callback: Callback): string {
  const values = Object.entries<AnyCallbackField>(callbackKinds[callback.kind].fields).map(([name, field]) =>
    field.pack(callback[name as keyof Callback] as never),
  );
  const data = [callbackKinds[callback.kind].tag, wholeNumberField.pack(callback.user), ...values].join(':');
  if (Buffer.byteLength(data) > maxCallbackDataBytes)
    throw new RangeError(`A "${callback.kind}" button needs over ${maxCallbackDataBytes} bytes`);
  return data;
}

/** Decodes callback data; `undefined` for data of an older version or another program, or forged data. */
export function decodeCallback(data: string): Callback | undefined {
  const [tag = '', user = '', ...values] = data.split(':');
  const kind = byTag.get(tag);
  const forUser = wholeNumberField.parse(user);
  if (kind === undefined || forUser === undefined) return undefined;
  const fields = Object.entries<AnyCallbackField>(callbackKinds[kind].fields);
  if (values.length !== fields.length) return undefined;
  const callback: Record<string, unknown> = { kind, user: forUser };
  for (const [index, [name, field]] of fields.entries()) {
    const value = field.parse(values[index] ?? '');
    if (value === undefined) return undefined;
    callback[name] = value;
  }
  return callback as Callback;
}
