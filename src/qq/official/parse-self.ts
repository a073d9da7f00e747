import { type Json, jsonText } from '../json.ts';
import type { QQPerson } from '../port.ts';

/** Who the bot is, as the platform names it. */
export function selfIn(user: Json | undefined): QQPerson | undefined {
  const id = jsonText(user?.id);
  return id === undefined ? undefined : { id, name: jsonText(user?.username) ?? '' };
}
