import { inflateSync } from 'node:zlib';
import { expect, it } from 'vitest';
import { startSite } from './site-client.ts';

it('leads from a short link to its target until it runs out', async () => {
  const { world, guest } = await startSite();
  const link = world.shortLink('https://space.bilibili.com/100001?share=1');
  expect(link).toMatch(/^https:\/\/b23\.tv\/[0-9A-Za-z]{7}$/);
  const follow = async (method: string) => {
    const response = await guest.fetch(link.replace('https://', ''), { method });
    return [response.status, response.headers.get('location')];
  };
  expect(await follow('GET')).toEqual([302, 'https://space.bilibili.com/100001?share=1']);
  expect(await follow('HEAD')).toEqual([302, 'https://space.bilibili.com/100001?share=1']);
  world.expireLink(link);
  expect(await follow('GET')).toEqual([404, null]);
});

it.each(['BV1xx411c7mD', 'av170001'])('leads from b23.tv/%s to the video', async (id) => {
  const response = await (await startSite()).guest.fetch(`b23.tv/${id}`);
  expect(response.headers.get('location')).toBe(`https://www.bilibili.com/video/${id}`);
});

it('draws a picture for each person, the same each time, and one nobody else has', async () => {
  const { world, guest } = await startSite();
  const picture = async (mid: number) => {
    const response = await guest.fetch(`i0.hdslb.com/bfs/face/${mid}.png`);
    expect(response.headers.get('content-type')).toBe('image/png');
    return Buffer.from(await response.arrayBuffer());
  };
  const mine = await picture(100001);
  expect(await picture(100001)).toEqual(mine);
  expect(await picture(100002)).not.toEqual(mine);
  expect(await picture(3494375621396821)).not.toEqual(mine);
  expect((await guest.fetch('i0.hdslb.com/bfs/face/other.png')).status).toBe(404);
  expect(world.requests.all()).toEqual([]);

  expect(mine.subarray(1, 4).toString()).toBe('PNG');
  const size = mine.readUInt32BE(16);
  const data = mine.indexOf('IDAT');
  const pixels = inflateSync(mine.subarray(data + 4, data + 4 + mine.readUInt32BE(data - 4)));
  expect(pixels).toHaveLength(size * (size + 1));
  for (let y = 0; y < size; y += 40) {
    const line = pixels.subarray(y * (size + 1) + 1, (y + 1) * (size + 1));
    expect(Buffer.from(line).reverse()).toEqual(Buffer.from(line));
  }
});
