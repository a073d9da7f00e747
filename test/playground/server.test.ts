import { networkInterfaces } from 'node:os';
import { describe, expect, onTestFinished, test } from 'vitest';
import { startPlayground } from '../../playground/server.ts';

async function playground(options?: Parameters<typeof startPlayground>[0]) {
  const server = await startPlayground(options);
  onTestFinished(() => server.close());
  return server;
}

/** The part of an answer that a test looks at. */
interface Answer {
  ok?: boolean;
  user: { id: number };
  users: object[];
  chats: object[];
  message: { document: { file_id: string } };
}

async function ask(address: string, init?: RequestInit): Promise<Answer> {
  return (await (await fetch(address, init)).json()) as Answer;
}

describe('the playground server', () => {
  test('serves the page, which may load nothing from elsewhere', async () => {
    const { address } = await playground();
    const response = await fetch(address);
    expect(response.headers.get('content-type')).toContain('text/html');
    expect(response.headers.get('content-security-policy')).toBe("default-src 'self'");
    expect(await response.text()).toContain('<script type="module" src="/app.js">');
    for (const [file, type] of [
      ['app.js', 'text/javascript'],
      ['style.css', 'text/css'],
      ['icon.svg', 'image/svg+xml'],
    ] as const) {
      const asked = await fetch(`${address}/${file}`);
      expect(asked.headers.get('content-type')).toContain(type);
      expect(asked.status).toBe(200);
    }
  });

  test('serves no other file of its folders', async () => {
    const { address } = await playground();
    for (const path of ['types.ts', 'tsconfig.json', '%2e%2e/server.ts', '..%2fmain.ts', '.js']) {
      expect((await fetch(`${address}/${path}`)).status, path).toBe(404);
    }
  });

  test('is a Telegram with two people who speak Chinese and English, and a group of both', async () => {
    const { address, telegram } = await playground();
    const state = await ask(`${address}/client/state`);
    expect(state.users).toMatchObject([{ language_code: 'zh-hans' }, { language_code: 'en' }]);
    expect(state.chats).toMatchObject([{ chat: { type: 'private' } }, { chat: { type: 'group' } }]);
    const me = await ask(`${address}/bot${telegram.state.token}/getMe`);
    expect(me).toMatchObject({ ok: true, result: { is_bot: true } });
  });

  test('is a QQ with the same two people, whom only who knows its token speaks to as the bot', async () => {
    const [first, second] = [await playground(), await playground()];
    const state = await ask(`${first.address}/qq/state`);
    const names = first.telegram.state.users.all().map(({ first_name: name }) => ({ name }));
    expect(state).toMatchObject({ bot: { name: 'guanxi' }, friends: names });
    expect(first.qq.token).not.toBe(second.qq.token);
  });

  test('is a Bilibili with controls', async () => {
    const { address, bilibiliRoot, world } = await playground();
    const nav = await ask(`${bilibiliRoot}/api.bilibili.com/x/web-interface/nav`);
    expect(nav).toMatchObject({ code: -101, data: { isLogin: false } });
    const before = world.fansOf(world.owner).length;
    const gained = await fetch(`${address}/bilibili/control/fans/gain`, {
      method: 'POST',
      body: JSON.stringify({ mid: world.owner, n: 7 }),
    });
    expect(gained.status).toBe(200);
    expect(world.fansOf(world.owner)).toHaveLength(before + 7);
  });

  test('lets the bot show pictures of the simulated site by their address, and no others', async () => {
    const { address, telegram, world } = await playground();
    const [person] = telegram.state.users.all();
    const sendPhoto = async (photo: string) => {
      const form = new URLSearchParams({ chat_id: String(person?.id), photo });
      return (await ask(`${address}/bot${telegram.state.token}/sendPhoto`, { method: 'POST', body: form }))
        .ok;
    };
    expect(await sendPhoto(`https://i0.hdslb.com/bfs/face/${world.owner}.png`)).toBe(true);
    expect(await sendPhoto('https://example.com/picture.png')).toBe(false);
    expect(await sendPhoto('https://nothdslb.com/bfs/face/1.png')).toBe(false);
  });

  test('lets no file that a person uploads run a script', async () => {
    const { address } = await playground();
    const state = await ask(`${address}/client/state`);
    const form = new FormData();
    form.set('user', String(state.user.id));
    form.set('chat', String(state.user.id));
    form.set('file', new File(['<script>alert(1)</script>'], 'page.html', { type: 'text/html' }));
    const sent = await ask(`${address}/client/document`, { method: 'POST', body: form });
    const file = await fetch(`${address}/client/file/${sent.message.document.file_id}`);
    expect(file.status).toBe(200);
    expect(file.headers.get('content-security-policy')).toBe("default-src 'none'; sandbox");
    expect(file.headers.get('x-content-type-options')).toBe('nosniff');
  });

  test('takes the next port when one is taken', async () => {
    const first = await playground();
    const second = await playground({ port: first.port, tries: 10 });
    expect(second.port).toBeGreaterThan(first.port);
    await expect(startPlayground({ port: first.port })).rejects.toThrow('EADDRINUSE');
  });

  test('is reached from this machine only', async () => {
    const { port } = await playground();
    const others = Object.values(networkInterfaces())
      .flatMap((list) => list ?? [])
      .filter(({ family, address }) => family === 'IPv4' && !address.startsWith('127.'));
    // The whole 127 network leads to this machine, so another address of it shows what is listened on.
    for (const { address } of [...others, { address: '127.0.0.2' }]) {
      await expect(fetch(`http://${address}:${port}/`), address).rejects.toThrow();
    }
  });

  test('ends open event streams when it closes', async () => {
    const { address, close } = await startPlayground();
    const state = await ask(`${address}/client/state`);
    const streams = await Promise.all([
      fetch(`${address}/client/events?user=${state.user.id}`),
      fetch(`${address}/qq/events?user=10001`),
      fetch(`${address}/bilibili/control/events`),
    ]);
    await close();
    await Promise.allSettled(streams.map((stream) => stream.text()));
    await expect(fetch(address)).rejects.toThrow();
  });
});
