import { describe, expect, it } from 'vitest';
import type { Reply } from '../support/scripted-site.ts';
import { startHarness } from './harness.ts';

const to = (location: string): Reply => ({ text: '', status: 302, headers: { location } });

describe('a short link', () => {
  it.each([
    'https://b23.tv/aBc1234',
    'http://b23.tv/aBc1234',
    'b23.tv/aBc1234',
    ' https://b23.tv/aBc1234?share=1 ',
  ])('%s leads to a page of the site, which is not visited', async (link) => {
    const { site, bilibili } = await startHarness();
    site.on('aBc1234', to('https://space.bilibili.com/14082?share_from=space'));
    const target = await bilibili.resolveShortLink(link);
    expect(target).toBe('https://space.bilibili.com/14082?share_from=space');
    expect(site.requests).toMatchObject([{ host: 'b23.tv', path: 'aBc1234', rawQuery: '' }]);
    expect(site.requests[0]?.headers.cookie).toBeUndefined();
  });

  it('may lead over another one, but not round in a circle', async () => {
    const { site, bilibili } = await startHarness();
    site.on('one', to('https://b23.tv/two'));
    site.on('two', to('https://www.bilibili.com/video/BV1xx411c7mD'));
    site.on('round', to('/round'));
    expect(await bilibili.resolveShortLink('https://b23.tv/one')).toBe(
      'https://www.bilibili.com/video/BV1xx411c7mD',
    );
    expect(await bilibili.resolveShortLink('https://b23.tv/round')).toBeUndefined();
    expect(site.seen('round')).toHaveLength(3);
  });

  it.each([
    ['http', 'http://space.bilibili.com/1'],
    ['another site', 'https://evil.example/1'],
    ['a site that ends alike', 'https://evilbilibili.com/1'],
    ['a site that begins alike', 'https://bilibili.com.evil.example/1'],
    ['a site behind a user', 'https://bilibili.com@evil.example/1'],
    ['the site with a user', 'https://me@bilibili.com/1'],
    ['another port', 'https://www.bilibili.com:8080/1'],
    ['this machine', 'https://127.0.0.1/1'],
    ['another scheme', 'file:///etc/passwd'],
    ['something that is no address', 'https://'],
  ])('to %s leads nowhere', async (_, location) => {
    const { site, bilibili } = await startHarness();
    site.on('abc', to(location));
    expect(await bilibili.resolveShortLink('https://b23.tv/abc')).toBeUndefined();
    expect(site.requests).toHaveLength(1);
  });

  it.each([
    ['has run out with a page', { text: '<html>', status: 200 } as Reply],
    ['has run out with HTTP 404', { json: { code: -404, message: '啥都木有' }, status: 404 } as Reply],
  ])('that %s leads nowhere', async (_, reply) => {
    const { site, bilibili } = await startHarness();
    site.on('abc', reply);
    expect(await bilibili.resolveShortLink('https://b23.tv/abc')).toBeUndefined();
  });

  it.each([
    'https://evil.example/b23.tv/abc',
    'https://b23.tv/',
    'https://b23.tv/a/b',
    'https://b23.tv:81/a',
    '',
  ])('that is none (%s) is not asked for', async (link) => {
    const { site, bilibili } = await startHarness();
    expect(await bilibili.resolveShortLink(link)).toBeUndefined();
    expect(site.requests).toHaveLength(0);
  });

  it('that gets no answer says so', async () => {
    const { site, bilibili } = await startHarness();
    site.on('abc', { text: '', status: 503 });
    await expect(bilibili.resolveShortLink('https://b23.tv/abc')).rejects.toMatchObject({
      why: 'server',
      endpoint: 'b23.tv',
    });
  });
});
