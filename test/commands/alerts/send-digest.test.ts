import { GrammyError, HttpError } from 'grammy';
import { expect, it } from 'vitest';
import { sendResultOf } from '../../../src/commands/alerts/send-digest.ts';

function refusal(code: number, description: string, parameters = {}): GrammyError {
  return new GrammyError('', { ok: false, error_code: code, description, parameters }, 'sendMessage', {});
}

it.each([
  [429, 'Too Many Requests: retry after 7', { retry_after: 7 }, { kind: 'retryAfter', seconds: 7 }],
  [429, 'Too Many Requests', {}, { kind: 'retryAfter', seconds: 1 }],
  [403, 'Forbidden: bot was blocked by the user', {}, { kind: 'blocked' }],
  [403, 'Forbidden: bot was kicked from the supergroup chat', {}, { kind: 'blocked' }],
  [403, 'Forbidden: user is deactivated', {}, { kind: 'blocked' }],
  [400, 'Bad Request: chat not found', {}, { kind: 'gone' }],
  [400, 'Bad Request: message thread not found', {}, { kind: 'gone' }],
  [400, 'Bad Request: TOPIC_CLOSED', {}, { kind: 'gone' }],
  [400, 'Bad Request: not enough rights to send photos to the chat', {}, { kind: 'gone' }],
  [
    400,
    'Bad Request: group chat was upgraded to a supergroup chat',
    { migrate_to_chat_id: -1001 },
    { kind: 'migrated', to: -1001 },
  ],
  [500, 'Internal Server Error', {}, { kind: 'later' }],
  [401, 'Unauthorized', {}, { kind: 'later' }],
])('%i "%s" is known for what it is', (code, description, parameters, sent) => {
  expect(sendResultOf(refusal(code, description, parameters))).toEqual(sent);
});

it('a message that Telegram refuses for what is in it may go in another form', () => {
  expect(sendResultOf(refusal(400, 'Bad Request: wrong file identifier/HTTP URL specified'))).toBeUndefined();
  expect(sendResultOf(refusal(400, 'Bad Request: BUTTON_DATA_INVALID'))).toBeUndefined();
});

it('no answer at all means later', () => {
  expect(sendResultOf(new HttpError('network', new Error('reset')))).toEqual({ kind: 'later' });
});
