import { type Json, jsonText } from '../json.ts';
import type { QQPerson } from '../port.ts';

/** Parses the bot's account from an answer of the platform. */
export function parseSelf(user: Json | undefined): QQPerson | undefined {
  const id = jsonText(user?.id);
  return id === undefined ? undefined : { id, name: jsonText(user?.username) ?? '' };
}
