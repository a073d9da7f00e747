/** The fields of an object that are not undefined. */
export type Defined<T> = { [K in keyof T]?: Exclude<T[K], undefined> };

/** Removes undefined fields: Telegram omits empty fields. */
export function defined<T extends object>(fields: T): Defined<T> {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as Defined<T>;
}

/** Whether a value is a JSON object, neither null nor an array. */
export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
