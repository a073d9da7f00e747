import { badRequest } from '../errors.ts';
import { defined } from '../objects.ts';
import type { Method } from './method.ts';

/** Documented: a notification has at most 200 characters. */
const MAX_TEXT = 200;

const answerCallbackQuery: Method = ({ state, params }) => {
  const text = params.text('text');
  if ((text?.length ?? 0) > MAX_TEXT) throw badRequest('MESSAGE_TOO_LONG');
  state.callbacks.answer(params.text('callback_query_id') ?? '', {
    showAlert: params.boolean('show_alert'),
    ...defined({ text, url: params.text('url') }),
  });
  return true;
};

/** Answers to pressed buttons. */
export const callbackMethods = { answerCallbackQuery };
