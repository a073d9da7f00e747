import { describe, expect, test } from 'vitest';
import { numberIds } from '../../src/qq/gateway/chat-ids.ts';
import { choicesOf, findChoice } from '../../src/qq/gateway/reply-choices.ts';
import { replyWords } from '../../src/qq/gateway/reply-words.ts';
import { commandEntities } from '../../src/qq/gateway/telegram-shapes.ts';
import { parseObject } from '../../src/qq/json.ts';
import { readOfficialEvent as readOfficial } from '../../src/qq/official/events.ts';
import { defuseLinks, escapeMarkdown, escapeMentions } from '../../src/qq/official/message-body.ts';
import { readOneBotEvent as readOneBot } from '../../src/qq/onebot/events.ts';
import fc from '../support/fast-check.ts';
import { growth } from '../support/step-growth.ts';

/** Any JSON at the places where events are read. */
const value = fc.jsonValue({ maxDepth: 4 });
/** Whether it is a time as messages are stored with. */
const isTime = (at: number) =>
  Number.isSafeInteger(at) && at >= 0 && !Number.isNaN(new Date(at * 1000).getTime());
/** What stands where a number should. */
const number = fc.oneof(value, fc.double(), fc.bigInt().map(String), fc.nat());
const fields = <K extends string>(...names: K[]) =>
  fc.record(Object.fromEntries(names.map((name) => [name, value])) as Record<K, typeof value>, {
    requiredKeys: [],
  });

describe('whatever comes over the wire', () => {
  test('an event of OneBot is read or passed over; who and where it is about has an id', async () => {
    const event = fc.tuple(
      fields(
        'self_id',
        'user_id',
        'group_id',
        'message_id',
        'message',
        'sender',
        'time',
        'interval',
        'status',
        'operator_id',
      ),
      fc.record({
        post_type: fc.constantFrom('message', 'meta_event', 'notice', 'request', 'x'),
        message_type: fc.constantFrom('private', 'group', 'x'),
        meta_event_type: fc.constantFrom('heartbeat', 'lifecycle'),
        notice_type: fc.constantFrom(
          'bot_offline',
          'group_decrease',
          'group_increase',
          'friend_add',
          'group_ban',
        ),
      }),
    );
    await fc.assert(
      fc.asyncProperty(event, number, number, number, async ([some, kinds], user_id, group_id, time) => {
        const ids = { ...some, user_id, group_id, time, message_id: 1, message: [] };
        const read = readOneBot({ ...ids, ...kinds });
        expect(read).toHaveProperty('kind');
        if (read.kind === 'event' && read.event.kind === 'message') expect(read.event.at).toSatisfy(isTime);
        if (read.kind === 'event' && 'chat' in read.event) await numberIds.idOf(read.event.chat);
        if (read.kind === 'event' && 'from' in read.event)
          await numberIds.idOf({ kind: 'person', id: read.event.from.id });
      }),
    );
  });

  test('an event of the official platform is read or passed over', () => {
    const types = [
      'C2C_MESSAGE_CREATE',
      'GROUP_AT_MESSAGE_CREATE',
      'GROUP_MESSAGE_CREATE',
      'INTERACTION_CREATE',
      'GROUP_DEL_ROBOT',
      'X',
    ];
    const data = fields(
      'id',
      'author',
      'content',
      'group_openid',
      'user_openid',
      'group_member_openid',
      'message_scene',
      'msg_elements',
      'attachments',
      'mentions',
      'timestamp',
      'data',
    );
    fc.assert(
      fc.property(fc.constantFrom(...types), data, (type, some) => {
        const read = readOfficial(type, 'event', some);
        expect(read === undefined || read.key !== '').toBe(true);
        if (read !== undefined && 'at' in read.event) expect(read.event.at).toSatisfy(isTime);
      }),
    );
  });

  test('a frame is an object or nothing', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.json()), (text) => {
        const read = parseObject(text);
        expect(
          read === undefined || (typeof read === 'object' && read !== null && !Array.isArray(read)),
        ).toBe(true);
      }),
    );
  });
});

describe('whatever somebody calls themselves', () => {
  test('no text mentions anybody on the official platform, or becomes markup', () => {
    const nasty = fc.array(
      fc.constantFrom('<@', '<qqbot-at-everyone />', '*', '_', '`', '\\', '[a](b)', 'x', '<', '@', '#'),
    );
    fc.assert(
      fc.property(nasty, (pieces) => {
        const text = pieces.join('');
        for (const shown of [escapeMentions(text), escapeMarkdown(text)])
          expect(shown).not.toMatch(/<@|<qqbot-/iu);
        expect(escapeMarkdown(text).replace(/\\[\\`*_~[\]#|]/gu, '')).not.toMatch(/[\\`*_~[\]#|]/u);
      }),
    );
  });

  test.each(['https://', 'a ', '<@', '\\', ' ', '/a', '１', '☑ 1. '])(
    'a text of nothing but “%s” is read in proportion to its length',
    (piece) => {
      const read = (text: string) => {
        escapeMarkdown(text);
        defuseLinks(text);
        commandEntities(text);
        findChoice(choicesOf([[{ text, callback_data: 'x' }]], replyWords.zh), text);
      };
      expect(growth(read, (length) => piece.repeat(length / piece.length), 20_000)).toBeLessThan(1.1);
    },
  );
});
