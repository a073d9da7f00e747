import { decode } from 'fast-png';
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

  const { width, height, data, channels } = decode(mine);
  expect(width).toBe(height);
  const points = Array.from({ length: width * height }, (_, at) =>
    data.slice(at * channels, (at + 1) * channels).join(),
  );
  expect(new Set(points).size).toBe(2);
  for (let at = 0; at < points.length; at += 40 * width) {
    const line = points.slice(at, at + width);
    expect(line.toReversed()).toEqual(line);
  }
});
