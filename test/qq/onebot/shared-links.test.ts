import { expect, test } from 'vitest';
import { fromSegments } from '../../../src/qq/onebot/segments.ts';

const space = 'https://space.bilibili.com/700001?share_source=qq';
const card = (meta: unknown) => ({
  type: 'json',
  data: { data: JSON.stringify({ app: 'com.tencent.x', prompt: '[分享]', meta }).replaceAll('/', '\\/') },
});
const read = (...segments: unknown[]) => fromSegments(segments, '10000');

test.each([
  [
    'a mini app',
    card({
      detail_1: {
        title: '哔哩哔哩',
        url: 'm.q.qq.com/a/s/1',
        preview: 'https://qq.ugcimg.cn/p',
        qqdocurl: space,
      },
    }),
  ],
  ['a page', card({ news: { title: '甲', preview: 'https://i0.hdslb.com/a.jpg', jumpUrl: space } })],
  ['a post', card({ data: { feedInfo: { cover: 'https://i0.hdslb.com/a.jpg', jumpUrl: space } } })],
  ['a link', { type: 'share', data: { url: space, title: '甲', image: 'https://i0.hdslb.com/a.jpg' } }],
  [
    'an older card',
    {
      type: 'xml',
      data: { data: `<msg serviceID="1" url="${space}"><item><picture cover="https://x.y"/></item></msg>` },
    },
  ],
  ['a card that is no text', { type: 'json', data: { data: { meta: { news: { jumpUrl: space } } } } }],
])('of %s the page it shows is read, and no picture', (_, segment) => {
  expect(read(segment)).toMatchObject({ text: space, other: false });
});

test('words beside a card stay apart from its page', () => {
  const said = read({ type: 'text', data: { text: '关注' } }, card({ news: { jumpUrl: space } }));
  expect(said.text.split(/\s+/u)).toEqual(['关注', space]);
});

test.each([
  ['no JSON', { type: 'json', data: { data: '{' } }],
  ['no page', card({ news: { title: space } })],
  ['another kind of address', card({ news: { jumpUrl: 'mqqapi://card' } })],
  ['what is no text', card({ news: { jumpUrl: [space] } })],
  ['nothing', { type: 'json' }],
  ['too much', card({ news: { jumpUrl: space, more: 'x'.repeat(100_000) } })],
])('a card with %s is a thing that cannot be read', (_, segment) => {
  expect(read(segment)).toMatchObject({ text: '', other: true });
});

test('a card is searched no deeper and no wider than usual ones are', () => {
  let deep: unknown = { jumpUrl: space };
  for (let depth = 0; depth < 100; depth += 1) deep = { deep };
  const wide = Object.fromEntries(Array.from({ length: 1000 }, (_, at) => [at, { a: at }]));
  expect(read(card(deep)).text).toBe('');
  expect(read(card({ ...wide, last: { jumpUrl: space } })).text).toBe('');
});
