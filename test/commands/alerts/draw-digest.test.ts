import { describe, expect, it } from 'vitest';
import type { Digest, Fan } from '../../../src/alerts/index.ts';
import type { Content } from '../../../src/bot/messages.ts';
import { catalogues } from '../../../src/bot/text/index.ts';
import type { DigestViewer } from '../../../src/commands/alerts/alert-kind-renderers.ts';
import { fansToFollowBack, peopleWithoutNames } from '../../../src/commands/alerts/digest-sections.ts';
import { drawDigest } from '../../../src/commands/alerts/draw-digest.ts';

const nobody = { first: [], more: [], beyond: 0 };
const at = Date.UTC(2026, 10, 21, 6, 5);

function fans(count: number, change: Partial<Fan> = {}): Fan[] {
  return Array.from({ length: count }, (_, index) => ({
    mid: 1000 + index,
    name: `粉丝${index}`,
    sign: '',
    face: 'https://i0.hdslb.com/bfs/face/1.png',
    at: at / 1000,
    followed: false,
    ...change,
  }));
}

function digest(parts: Partial<Digest>): Digest {
  const empty = { fans: nobody, mutuals: nobody, lost: nobody, milestones: [], notices: [] };
  return { ...empty, mid: 7, chat: 70, to: { chat: 70 }, total: 1234, ...parts };
}

function reader(parts: Partial<DigestViewer> = {}): DigestViewer {
  return {
    texts: catalogues.zh,
    timezone: 'Asia/Shanghai',
    user: 70,
    as: 7,
    account: '我',
    sayAccount: false,
    names: new Map(),
    now: 0,
    ...parts,
  };
}

const textOf = ({ text }: Content) => String(text);
const buttons = ({ keyboard = [] }: Content) => keyboard.map((row) => row.map(({ text }) => text));

describe('people', () => {
  it('a single fan whom one follows already has no button to follow back', () => {
    const content = drawDigest(digest({ fans: { ...nobody, first: fans(1, { followed: true }) } }), reader());
    expect(textOf(content)).toContain('互相关注');
    expect(buttons(content)).toEqual([['移除粉丝', '拉黑'], ['主页']]);
  });

  it('who was a fan before is said to follow again', () => {
    const content = drawDigest(digest({ fans: { ...nobody, first: fans(1, { again: true }) } }), reader());
    expect(textOf(content)).toMatch(/^🔔 又关注了你/u);
  });

  it('more than the site shows are "at least" so many', () => {
    const batch = { first: fans(10), more: fans(30).map(({ mid }) => mid), beyond: 5, atLeast: true };
    const content = drawDigest(digest({ fans: batch }), reader());
    expect(textOf(content)).toContain('新增至少 45 位粉丝');
    expect(buttons(content)).toContainEqual(['还有 35 位 ›']);
  });

  it('who came while many others were being told of is named, though the outbox kept the UID alone', () => {
    const one = digest({ fans: { ...nobody, more: [5] } });
    expect(peopleWithoutNames(one)).toEqual([5]);
    const content = drawDigest(one, reader({ names: new Map([[5, '后来的人']]) }));
    expect(textOf(content)).toMatch(/^🔔 新粉丝\n1\. 后来的人\n/u);
    expect(buttons(content)).toEqual([['1. 后来的人']]);

    const many = digest({ fans: { ...nobody, more: fans(30).map(({ mid }) => mid) } });
    expect(peopleWithoutNames(many)).toHaveLength(10);
    expect(textOf(drawDigest(many, reader()))).toContain('10. UID 1009\n');
    expect(buttons(drawDigest(many, reader()))).toContainEqual(['还有 20 位 ›']);
  });

  it('those who came while the program was away are said to', () => {
    const content = drawDigest(digest({ fans: { ...nobody, first: fans(3) }, away: at }), reader());
    expect(textOf(content)).toContain('新增 3 位粉丝 （机器人离线期间，从 2026-11-21 14:05 起）');
  });

  it('who may be an old fan is called mutual, never new', () => {
    const content = drawDigest(
      digest({ mutuals: { ...nobody, first: fans(2, { followed: true }) } }),
      reader(),
    );
    expect(textOf(content)).toContain('2 位现在与你互相关注');
    expect(textOf(content)).not.toContain('新');
  });

  it('who has left is named where the name could be read, and may have closed the account', () => {
    const content = drawDigest(
      digest({ lost: { ...nobody, more: [5, 6] } }),
      reader({ names: new Map([[5, '走了的人']]) }),
    );
    expect(textOf(content)).toContain('1. 走了的人\n2. UID 6\n');
    expect(textOf(content)).toContain('也可能是账号注销了');
    expect(buttons(content)).toEqual([['1. 走了的人'], ['2. UID 6']]);
  });

  it('many rows of several kinds have short buttons, five in a row, each with its own number', () => {
    const content = drawDigest(
      digest({
        fans: { ...nobody, first: fans(10) },
        lost: { ...nobody, more: [1, 2, 3] },
      }),
      reader({ record: 1 }),
    );
    expect(buttons(content).map((row) => row.length)).toEqual([5, 5, 3, 1]);
    expect(buttons(content).flat().slice(0, 13)).toEqual(
      Array.from({ length: 13 }, (_, row) => `${row + 1}`),
    );
  });

  it('the fullest message there can be stays within what Telegram takes', () => {
    const long = { name: '𠮷'.repeat(100), sign: '𠮷'.repeat(200), again: true, followed: true };
    const batch = { first: fans(10, long), more: fans(900).map(({ mid }) => mid), beyond: 100 };
    const kinds = ['started', 'login', 'risk', 'banned', 'recovered'] as const;
    const content = drawDigest(
      digest({
        fans: batch,
        mutuals: batch,
        lost: { ...nobody, more: fans(10).map(({ mid }) => mid) },
        milestones: [100, 1000, 10_000],
        notices: kinds.map((kind) => ({ kind, at })),
      }),
      reader({
        account: '𠮷'.repeat(40),
        names: new Map(fans(10, long).map(({ mid, name }) => [mid, name])),
      }),
    );
    expect(textOf(content).length).toBeLessThanOrEqual(4096);
    expect(buttons(content).flat().length).toBeLessThanOrEqual(100);
  });

  it('"follow all back" means those one did not follow, and those of whom that is not known', () => {
    const first = [...fans(1, { followed: true, mid: 1 }), ...fans(1, { mid: 2, name: '二' })];
    const batch = { first, more: [3], beyond: 4 };
    expect(fansToFollowBack(digest({ fans: batch }))).toEqual([{ mid: 2, name: '二' }, { mid: 3 }]);
  });
});

describe('notices', () => {
  it.each(['zh', 'en'] as const)('each says of which account, in %s', (language) => {
    const kinds = ['started', 'login', 'risk', 'banned'] as const;
    const notices = [
      ...kinds.map((kind) => ({ kind, at })),
      ...(['login', 'risk', 'banned'] as const).map((of) => ({ kind: 'recovered' as const, of, at })),
    ];
    for (const notice of notices) {
      const content = drawDigest(
        digest({ notices: [notice] }),
        reader({ texts: catalogues[language], account: 'Someone' }),
      );
      expect(textOf(content)).toContain('Someone');
    }
  });

  it('a rest tells until when, in the timezone of the chat', () => {
    const notices = [{ kind: 'risk' as const, at, until: at + 600_000 }];
    expect(textOf(drawDigest(digest({ notices }), reader()))).toContain('休息到 14:15');
  });

  it('an expired login has the button that helps: a press in the private chat, a link to it elsewhere', () => {
    const lost = digest({ notices: [{ kind: 'login', at }] });
    const [[press] = []] = drawDigest(lost, reader()).keyboard ?? [];
    expect(press).toMatchObject({ text: '重新登录', callback_data: expect.any(String) });
    const loginLink = 'https://t.me/bot?start=login';
    const [[link] = []] = drawDigest(lost, reader({ loginLink })).keyboard ?? [];
    expect(link).toMatchObject({ text: '重新登录', url: loginLink });
  });

  it('a login that was lost and is well again needs no button', () => {
    const notices = [
      { kind: 'login' as const, at },
      { kind: 'recovered' as const, of: 'login' as const, at },
    ];
    expect(drawDigest(digest({ notices }), reader()).keyboard).toEqual([]);
  });
});

it('where others read along, the account is named under its fans', () => {
  const content = drawDigest(
    digest({ fans: { ...nobody, first: fans(1) }, milestones: [1000] }),
    reader({ sayAccount: true }),
  );
  expect(textOf(content)).toMatch(/🎉 粉丝达到 1,000 位！\n账号：我$/u);
});
