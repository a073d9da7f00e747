import { badRequest } from '../errors.ts';
import type { Params } from '../http/params.ts';
import { isRecord } from '../objects.ts';
import type { State } from '../state/state.ts';

/** Entities added after version 7.0 of the Bot API. */
const newer = new Set(['expandable_blockquote', 'date_time']);

/** Button actions added after version 7.0. */
const newerActions = ['disabled', 'copy_text'];

/** @throws TelegramRefused the error of a 7.0 server for a button whose action it does not know */
export function refuseNewerButtons({ version }: State, params: Params): void {
  if (version === undefined) return;
  const markup = params.json('reply_markup', 'reply keyboard markup');
  if (!isRecord(markup) || !Array.isArray(markup.inline_keyboard)) return;
  const buttons: unknown[] = markup.inline_keyboard.flat();
  if (buttons.some((button) => isRecord(button) && newerActions.some((action) => action in button)))
    throw badRequest("can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard");
}

/** @throws TelegramRefused the error of a 7.0 server for an entity it does not know */
export function refuseNewerEntities({ version }: State, params: Params, field: string): void {
  const entities = params.json(field);
  if (version === undefined || !Array.isArray(entities)) return;
  if (entities.some((entity: unknown) => isRecord(entity) && newer.has(String(entity.type))))
    throw badRequest("can't parse MessageEntity: Unsupported type specified");
}
