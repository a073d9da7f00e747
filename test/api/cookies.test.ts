import { describe, expect, it } from 'vitest';
import { setCookies, urlCookies } from '../../src/api/cookies.ts';

const sessdata = 'aaaa%2C1789012345%2Cbbbb*cc';
const login = { SESSDATA: sessdata, bili_jct: 'csrf01' };

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
