import type { MessageEntity } from 'grammy/types';
import { describe, expect, test } from 'vitest';
import { detectEntities } from '../../../playground/telegram/text/entities.ts';
import { parseHtml } from '../../../playground/telegram/text/parse-html.ts';
import { parseMarkdown } from '../../../playground/telegram/text/parse-markdown.ts';

const alice = { id: 7, is_bot: false, first_name: 'Alice' };
const users = (id: number) => (id === alice.id ? alice : undefined);

describe('HTML', () => {
  const rows: [source: string, text: string, entities: MessageEntity[]][] = [
    ['<b>bold</b>', 'bold', [{ type: 'bold', offset: 0, length: 4 }]],
    ['<STRONG>x</strong>', 'x', [{ type: 'bold', offset: 0, length: 1 }]],
    ['<em>a</em><ins>b</ins>', 'ab', [at('italic', 0, 1), at('underline', 1, 1)]],
    ['<del>a</del><tg-spoiler>b</tg-spoiler>', 'ab', [at('strikethrough', 0, 1), at('spoiler', 1, 1)]],
    ['<span class="tg-spoiler">a</span>', 'a', [at('spoiler', 0, 1)]],
    ['😀<i>山新</i>', '😀山新', [at('italic', 2, 2)]],
    ['<b>a<i>b</i></b>', 'ab', [at('italic', 1, 1), at('bold', 0, 2)]],
    ['&lt;b&gt; &amp; &quot;x&quot; &#39; &#x5C71; &nbsp;', '<b> & "x" \' 山 &nbsp;', []],
    ['<code>x &lt; y</code>', 'x < y', [at('code', 0, 5)]],
    ['<pre>x</pre>', 'x', [{ type: 'pre', offset: 0, length: 1 }]],
    [
      '<pre><code class="language-ts">x</code></pre>',
      'x',
      [{ type: 'pre', offset: 0, length: 1, language: 'ts' }],
    ],
    ['<a href="https://a.bc/?x=1&amp;y=2">go</a>', 'go', [link(0, 2, 'https://a.bc/?x=1&y=2')]],
    ["<a href='A.bc'>go</a>", 'go', [link(0, 2, 'http://a.bc/')]],
    ['<a href="http://localhost">go</a>', 'go', []],
    ['<a href="tg://user?id=7">A</a>', 'A', [{ type: 'text_mention', offset: 0, length: 1, user: alice }]],
    ['<a href="tg://user?id=8">A</a>', 'A', []],
    ['<blockquote>q</blockquote>', 'q', [at('blockquote', 0, 1)]],
    ['<blockquote expandable>q</blockquote>', 'q', [at('expandable_blockquote', 0, 1)]],
    [
      '<tg-emoji emoji-id="55">👍</tg-emoji>',
      '👍',
      [{ type: 'custom_emoji', offset: 0, length: 2, custom_emoji_id: '55' }],
    ],
    [
      '<tg-time unix="1647531900" format="wDT">then</tg-time>',
      'then',
      [{ type: 'date_time', offset: 0, length: 4, unix_time: 1_647_531_900, date_time_format: 'wDT' }],
    ],
  ];
  test.each(rows)('%s is read', (source, text, entities) => {
    expect(parseHtml(source, users)).toEqual({ text, entities });
  });

  const faults: [source: string, words: string][] = [
    ['<b>x', 'Can\'t find end tag corresponding to start tag "b"'],
    ['x</b>', 'Unexpected end tag at byte offset 1'],
    ['<b>x</i>', 'Unmatched end tag at byte offset 4, expected "</b>", found "</i>"'],
    ['<b>x</b', 'Unclosed end tag at byte offset 4'],
    ['山<br>', 'Unsupported start tag "br" at byte offset 3'],
    ['1 < 2', 'Unsupported start tag "" at byte offset 2'],
    ['<b', 'Unclosed start tag at byte offset 0'],
    ['<a href="x"', 'Unclosed start tag "a" at byte offset 0'],
    ['<span>x</span>', 'Tag "span" must have class "tg-spoiler" at byte offset 0'],
    ['<tg-emoji emoji-id="x">👍</tg-emoji>', 'Invalid custom emoji identifier specified'],
  ];
  test.each(faults)('%s is refused', (source, words) => {
    expect(() => parseHtml(source, users)).toThrow(`Bad Request: can't parse entities: ${words}`);
  });
});

describe('MarkdownV2', () => {
  const rows: [source: string, text: string, entities: MessageEntity[]][] = [
    [
      '*a* _b_ __c__ ~d~ ||e||',
      'a b c d e',
      [
        at('bold', 0, 1),
        at('italic', 2, 1),
        at('underline', 4, 1),
        at('strikethrough', 6, 1),
        at('spoiler', 8, 1),
      ],
    ],
    ['1\\.5 \\*', '1.5 *', []],
    ['`a*b\\``', 'a*b`', [at('code', 0, 4)]],
    ['```ts\nx = 1\n```', 'x = 1\n', [{ type: 'pre', offset: 0, length: 6, language: 'ts' }]],
    ['[山新](https://a.bc/\\))', '山新', [link(0, 2, 'https://a.bc/)')]],
    ['*a _b_*', 'a b', [at('italic', 2, 1), at('bold', 0, 3)]],
  ];
  test.each(rows)('%s is read', (source, text, entities) => {
    expect(parseMarkdown(source, users)).toEqual({ text, entities });
  });

  const faults: [source: string, words: string][] = [
    ['1.5', "Character '.' is reserved and must be escaped with the preceding '\\'"],
    ['a *b', "Can't find end of Bold entity at byte offset 2"],
    ['[a](b', "Can't find end of a URL at byte offset 4"],
  ];
  test.each(faults)('%s is refused', (source, words) => {
    expect(() => parseMarkdown(source, users)).toThrow(`Bad Request: can't parse entities: ${words}`);
  });
});

describe('what Telegram finds by itself', () => {
  const rows: [text: string, entities: [type: string, text: string][]][] = [
    ['/who@my_bot 123', [['bot_command', '/who@my_bot']]],
    ['a/b 1/2 </b>', []],
    ['看 https://space.bilibili.com/1?x=2。', [['url', 'https://space.bilibili.com/1?x=2']]],
    ['(see b23.tv/AbC12)', [['url', 'b23.tv/AbC12']]],
    ['version 1.2.3 and e.g. this', []],
    ['@alice_b and @al', [['mention', '@alice_b']]],
    ['mail me@a.com', [['email', 'me@a.com']]],
    ['#关注 #1', [['hashtag', '#关注']]],
  ];
  test.each(rows)('%s', (text, expected) => {
    const found = detectEntities({ text, entities: [] }).entities;
    expect(found.map(({ type, offset, length }) => [type, text.slice(offset, offset + length)])).toEqual(
      expected,
    );
  });

  test('nothing is found inside code or a link', () => {
    const entities = [at('code', 0, 6), link(7, 9, 'https://a.bc/')];
    expect(detectEntities({ text: '/start @somebody', entities }).entities).toEqual(entities);
  });
});

function at(type: MessageEntity.CommonMessageEntity['type'], offset: number, length: number): MessageEntity {
  return { type, offset, length };
}

function link(offset: number, length: number, url: string): MessageEntity {
  return { type: 'text_link', offset, length, url };
}
