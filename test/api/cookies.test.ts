import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { setCookies, urlCookies } from '../../src/api/cookies.ts';
import { parseCookie } from '../../src/api/index.ts';

const sessdata = 'aaaa%2C1789012345%2Cbbbb*cc';
const login = { SESSDATA: sessdata, bili_jct: 'csrf01' };

describe('a pasted cookie', () => {
  it.each([
    ['a plain pair', `SESSDATA=${sessdata}; bili_jct=csrf01`],
    ['a header line', `Cookie: SESSDATA=${sessdata}; bili_jct=csrf01`],
    ['a header line in quotes', `"cookie: SESSDATA=${sessdata}; bili_jct=csrf01"`],
    ['lines', `SESSDATA=${sessdata}\r\nbili_jct=csrf01\n`],
    ['lines with semicolons', `SESSDATA=${sessdata};\n  bili_jct=csrf01;`],
    ['quoted values', `SESSDATA="${sessdata}"; bili_jct='csrf01'`],
    ['no spaces', `SESSDATA=${sessdata};bili_jct=csrf01`],
    ['a decoded SESSDATA', 'SESSDATA=aaaa,1789012345,bbbb*cc; bili_jct=csrf01'],
  ])('reads from %s', (_, text) => {
    expect(parseCookie(text)).toEqual(login);
  });

  it('keeps the other cookies, and = in values', () => {
    expect(parseCookie(`buvid3=A-B==; SESSDATA=${sessdata}; bili_jct=csrf01; DedeUserID=7`)).toEqual({
      ...login,
      buvid3: 'A-B==',
      DedeUserID: '7',
    });
  });

  it.each([
    ['nothing', ''],
    ['no bili_jct', `SESSDATA=${sessdata}`],
    ['no SESSDATA', 'bili_jct=csrf01'],
    ['an empty bili_jct', `SESSDATA=${sessdata}; bili_jct=`],
    ['other words', 'hello there'],
    ['a SESSDATA no header could hold', 'SESSDATA=gehöim; bili_jct=csrf01'],
  ])('is none when there is %s', (_, text) => {
    expect(parseCookie(text)).toBeUndefined();
  });

  it('leaves out what could not stand in a header', () => {
    const text = `bad name=1; SESSDATA=${sessdata}; x=a\\b; y=a\u0000b; bili_jct=csrf01; z(=1`;
    expect(parseCookie(text)).toEqual(login);
  });

  it('never gives a name or value that breaks a header, whatever is pasted', () => {
    const anything = fc.tuple(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' }));
    fc.assert(
      fc.property(fc.array(anything), (pairs) => {
        const noise = pairs.map(([name, value]) => `${name}=${value}`).join(';');
        const cookies = parseCookie(`SESSDATA=${sessdata}; bili_jct=csrf01;${noise}`) ?? {};
        const header = Object.entries(cookies).map(([name, value]) => `${name}=${value}`);
        for (const pair of header) expect(pair).toMatch(/^[\x21-\x3a\x3c-\x7e]+$/);
        expect(() => new Headers({ cookie: header.join('; ') })).not.toThrow();
      }),
    );
  });

  it('gives back every login it is given', () => {
    const value = fc.stringMatching(/^[0-9A-Za-z%*._~-]{1,60}$/);
    fc.assert(
      fc.property(value, value, (a, b) => {
        expect(parseCookie(`Cookie: SESSDATA=${a}; bili_jct=${b}`)).toEqual({ SESSDATA: a, bili_jct: b });
      }),
    );
  });
});

describe('cookies of answers', () => {
  it('are read from Set-Cookie, without their attributes and without removed ones', () => {
    expect(
      setCookies([
        `SESSDATA=${sessdata}; Path=/; Domain=bilibili.com; HttpOnly`,
        'bili_jct=csrf01; Path=/',
        'sid=;',
      ]),
    ).toEqual(login);
  });

  it('are cut raw from the query of an address, the login ones only', () => {
    const url = `https://x/crossDomain?DedeUserID=7&Expires=1&SESSDATA=${sessdata}&bili_jct=csrf01&gourl=https%3A%2F%2Fb#sid=9`;
    expect(urlCookies(url)).toEqual({ ...login, DedeUserID: '7' });
    expect(urlCookies('')).toEqual({});
  });
});
