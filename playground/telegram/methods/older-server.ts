import { badRequest } from '../errors.ts';
import type { Params } from '../http/params.ts';
import { isRecord } from '../objects.ts';
import type { State } from '../state/state.ts';

/** Entities that came after version 7.0 of the Bot API. */
const newer = new Set(['expandable_blockquote', 'date_time']);

/** Throws what a server of an earlier version says to an entity that it does not know. */
export function refuseNewerEntities({ version }: State, params: Params, field: string): void {
  const entities = params.json(field);
  if (version === undefined || !Array.isArray(entities)) return;
  if (entities.some((entity: unknown) => isRecord(entity) && newer.has(String(entity.type))))
    throw badRequest("can't parse MessageEntity: Unsupported type specified");
}
