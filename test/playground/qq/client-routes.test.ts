import { expect, onTestFinished, test } from 'vitest';
import { createOneBotApp, startOneBot } from '../../../playground/qq/index.ts';

/** The part of an answer that a test goes on with. */
interface Answer {
  messages: { document?: { address: string }; picture?: { address: string } }[];
}

async function page() {
  const qq = await startOneBot();
  onTestFinished(() => qq.close());
  qq.befriend(10_001, '阿明');
  qq.befriend(10_002, '小红');
  const app = createOneBotApp(qq);
  const ask = async (path: string) => (await (await app.request(path)).json()) as Answer;
  const post = (path: string, body: object) =>
    app.request(path, { method: 'POST', body: JSON.stringify(body) });
  return { qq, app, ask, post };
}

const png = Buffer.from('89504e470d0a1a0a0000000d49484452000000f0000000a0', 'hex');

test('tells who there is, and what each of them said and was told', async () => {
  const { qq, ask, post } = await page();
  expect(await ask('/state')).toEqual({
    bot: { id: 10_000, name: 'guanxi' },
    friends: [
      { id: 10_001, name: '阿明' },
      { id: 10_002, name: '小红' },
    ],
  });
  const first = qq.say(10_001, '粉丝');
  const sent = await post('/send', { user: 10_001, text: '1', quote: first });
  expect(await sent.json()).toMatchObject({ ok: true });
  expect(await ask('/history?user=10001')).toMatchObject({
    messages: [
      { from: 10_001, text: '粉丝', recalled: false },
      { from: 10_001, text: '1', quotes: first },
    ],
  });
  expect(await ask('/history?user=10002')).toEqual({ messages: [] });
});

test('gives pictures and documents by their address, of which none may run a script', async () => {
  const { qq, app, ask } = await page();
  qq.sayAsSelf(10_001, 'hi');
  const form = new FormData();
  form.set('user', '10001');
  form.set('file', new File(['<script>alert(1)</script>'], 'page.html', { type: 'text/html' }));
  expect((await app.request('/document', { method: 'POST', body: form })).status).toBe(200);
  qq.say(10_001, '', {
    segments: [{ type: 'image', data: { file: `base64://${png.toString('base64')}` } }],
  });
  const { messages } = await ask('/history?user=10001');
  const [, document, picture] = messages;
  expect(document?.document).toMatchObject({ name: 'page.html', bytes: 25 });
  expect(picture?.picture).toMatchObject({ width: 240, height: 160 });
  const text = await app.request(`/${document?.document?.address}`);
  expect(text.headers.get('content-type')).toBe('application/octet-stream');
  expect(text.headers.get('content-security-policy')).toBe("default-src 'none'; sandbox");
  const shown = await app.request(`/${picture?.picture?.address}`);
  expect(shown.headers.get('content-type')).toBe('image/png');
  expect(Buffer.from(await shown.arrayBuffer())).toEqual(png);
});

test.each([
  ['/history?user=10009', undefined, 400],
  ['/events', undefined, 400],
  ['/send', { user: 10_001, text: '' }, 400],
  ['/send', { user: 1, text: 'hi' }, 400],
  ['/document', {}, 400],
  ['/file/1/0', undefined, 404],
])('refuses %s with %o', async (path, body, status) => {
  const { app, post } = await page();
  expect((await (body ? post(path, body) : app.request(path))).status).toBe(status);
});

test('tells as it happens what is said, and what is taken back, of which nothing else is told', async () => {
  const { qq, app } = await page();
  const { body } = await app.request('/events?user=10001');
  const reader = body?.pipeThrough(new TextDecoderStream()).getReader();
  let heard = '';
  const until = async (words: string) => {
    while (!heard.includes(words)) heard += (await reader?.read())?.value ?? '';
  };
  await until('event: open');
  qq.say(10_002, 'not for this page');
  qq.say(10_001, 'hello');
  await until('hello');
  expect(heard).not.toContain('not for this page');
  await qq.close();
  expect((await reader?.read())?.done).toBe(true);
});
