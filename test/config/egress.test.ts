import { describe, expect, it } from 'vitest';
import { formatConfigErrors, readConfig, secretsIn } from '../../src/config.ts';

const token = '123456789:AAFq9zRtoJ5xW2kLm8-PdN3_vBcYhUeT0sX';

function read(EGRESS: string | undefined, files: Record<string, string> = {}) {
  const env = { BOT_TOKEN: token, EGRESS, ...(EGRESS === undefined && { EGRESS_FILE: '/run/egress' }) };
  return readConfig(env, (path) => files[path] ?? '');
}

function taken(...given: Parameters<typeof read>) {
  const result = read(...given);
  if (!result.ok) throw new Error(formatConfigErrors(result.errors));
  return result.config;
}

const egressOf = (...given: Parameters<typeof read>) => taken(...given).egress ?? [];

function said(given: string): string {
  const result = read(given);
  return result.ok ? '' : formatConfigErrors(result.errors);
}

describe('EGRESS', () => {
  it('names addresses of this machine and proxies, parted by commas or blanks', () => {
    const text =
      '203.0.113.7, 2001:DB8:0:0::1,http://a.example:3128 https://b.example,socks5://[2001:db8::2]';
    expect(egressOf(text).map(({ name, way }) => [name, way])).toEqual([
      ['203.0.113.7', { local: '203.0.113.7' }],
      ['2001:db8::1', { local: '2001:db8::1' }],
      ['http://a.example:3128', { proxy: 'http://a.example:3128' }],
      ['https://b.example:443', { proxy: 'https://b.example:443' }],
      ['socks5://[2001:db8::2]:1080', { proxy: 'socks5://[2001:db8::2]:1080' }],
    ]);
  });

  it('may stand in a file, an entry a line', () => {
    const files = { '/run/egress': '203.0.113.7\nhttp://user:secret-1234@a.example:3128\n' };
    expect(egressOf(undefined, files).map(({ name }) => name)).toEqual([
      '203.0.113.7',
      'http://a.example:3128',
    ]);
  });

  it('has what it has in no certain order: ids hang on nothing but the entry', () => {
    const one = egressOf('203.0.113.7,http://user:secret-1234@a.example:3128');
    const other = egressOf('socks5://b.example,http://user:other-5678@a.example:3128/,203.0.113.7');
    expect(other.find(({ name }) => name === one[0]?.name)?.id).toBe(one[0]?.id);
    expect(other.find(({ name }) => name === one[1]?.name)?.id).toBe(one[1]?.id);
    expect(new Set(other.map(({ id }) => id)).size).toBe(3);
  });

  it('tells users of one proxy apart, also those that differ by their passwords alone', () => {
    const gate = 'gate.example:7000';
    const many = egressOf(
      `http://session-1:secret-1@${gate},http://session-2:secret-1@${gate},http://session-2:secret-2@${gate}`,
    );
    expect(many.map(({ name }) => name)).toEqual([
      `http://${gate}`,
      `http://${gate} #2`,
      `http://${gate} #3`,
    ]);
    expect(new Set(many.map(({ id }) => id)).size).toBe(3);
    const fewer = egressOf(`http://session-2:secret-1@${gate}`);
    expect(fewer[0]?.id).toBe(many[1]?.id);
  });

  it('shows neither users nor passwords by name or id', () => {
    const [one] = egressOf('socks5://planteduser:plantedpassword@a.example:1080');
    expect(`${one?.name} ${one?.id}`).not.toMatch(/planted/u);
  });

  it('gives every form of its passwords to be redacted', () => {
    const config = taken('http://user:pass%2Fword-1@a.example:3128,socks5://user:other-5678@b.example');
    expect(secretsIn(config)).toEqual(
      expect.arrayContaining([
        'pass/word-1',
        'pass%2Fword-1',
        Buffer.from('user:pass/word-1').toString('base64'),
        'other-5678',
      ]),
    );
  });
});

describe('what is no entry of EGRESS is told by its place, without any password', () => {
  it.each([
    ['of an unknown scheme', '203.0.113.7,ftp://a.example:21', '"ftp://a.example:21" as entry 2'],
    [
      'with a login of an unknown scheme',
      'socks4://user:plantedsecret@a.example',
      /a value of \d+ characters as entry 1/u,
    ],
    ['without a scheme', 'user:plantedsecret@a.example:3128', /a value of \d+ characters as entry 1/u],
    ['that is a name of this machine', 'eth0', '"eth0" as entry 1'],
    ['that stands for every address', '0.0.0.0', '"0.0.0.0" as entry 1'],
    ['that stands for every address of IPv6', '0::0', '"0::0" as entry 1'],
    ['with a path', 'http://user:plantedsecret@a.example/path', /a value of \d+ characters as entry 1/u],
    ['with a query', 'http://a.example/?key=1', /"http:\/\/a.example\/.*" as entry 1/u],
    ['with a port that is none', 'http://a.example:99999', '"http://a.example:99999" as entry 1'],
    ['without a host', 'socks5://:1080', '"socks5://:1080" as entry 1'],
    ['with a password and no user', 'http://:plantedsecret@a.example', /as entry 1/u],
    ['with a user that SOCKS5 would not be told', 'socks5://user@a.example', /as entry 1/u],
    [
      'with a password longer than SOCKS5 has room for',
      `socks5://user:${'planted'.repeat(40)}@a.example`,
      /as entry 1/u,
    ],
    ['with encoding that is none', 'http://user:planted%zz@a.example', /as entry 1/u],
    ['that is there already', '203.0.113.7,203.0.113.7', '203.0.113.7 twice, as entries 1 and 2'],
    ['in another form', '2001:db8::1,2001:DB8:0::1', '2001:db8::1 twice, as entries 1 and 2'],
    [
      'that is there with the same login',
      'http://user:plantedsecret@A.example:80,http://user:plantedsecret@a.example',
      'http://a.example:80 twice, as entries 1 and 2',
    ],
  ])('%s', (_, given, expected) => {
    const sentence = said(given);
    expect(sentence).toMatch(expected);
    expect(sentence).toMatch(/^EGRESS: given .*; accepted: addresses of this machine/u);
    expect(sentence.split('\n')).toHaveLength(1);
    expect(sentence).not.toMatch(/planted|secret/u);
  });

  it('each in a line of its own', () => {
    expect(said('eth0,203.0.113.7,eth1').split('\n')).toHaveLength(2);
  });
});
