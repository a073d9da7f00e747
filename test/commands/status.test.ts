import { describe, expect, it } from 'vitest';
import type { UsageStats } from '../../src/accounts/usage-stats.ts';
import { catalogues } from '../../src/bot/text/index.ts';
import { egressLines } from '../../src/commands/status.ts';

const at = Date.UTC(2026, 10, 26, 4, 5);

function way(
  name: string,
  changes: Partial<UsageStats['egress'][number]> = {},
): UsageStats['egress'][number] {
  const well = { resting: 0, restUntil: undefined, budgetLeft: undefined, trouble: undefined };
  return { name, requests: 1234, ...well, ...changes };
}

const linesIn = (language: 'zh' | 'en', egress: UsageStats['egress']) =>
  egressLines(egress, { texts: catalogues[language], timezone: 'Asia/Shanghai' }).map(String);

describe('the egress addresses in /status', () => {
  it('are not spoken of while there is one and all is well', () => {
    expect(linesIn('en', [way('default', { budgetLeft: 0.5 })])).toEqual([]);
  });

  it('say what is the matter with the only one', () => {
    expect(linesIn('en', [way('default', { restUntil: at })])).toEqual([
      'Egress addresses: 1 · 1 paused by risk control · 0 without answer',
      '· this machine: 1,234 requests in the last hour, paused until 12:05',
    ]);
    expect(linesIn('zh', [way('default', { trouble: { why: 'silent', since: at, lasted: 0 } })])).toEqual([
      '访问 B 站的出口：1 个 · 因风控休息 0 · 无应答 1',
      '· 本机：一小时请求 1,234 次，12:05 起无应答',
    ]);
  });

  it('are ten at most, those first with which something is the matter', () => {
    const many = Array.from({ length: 14 }, (_, index) => way(`203.0.113.${index}`, { budgetLeft: 0.999 }));
    const ill = way('socks5://proxy:1080', { trouble: { why: 'proxyRefuses', since: at, lasted: 0 } });
    const lines = linesIn('en', [...many, ill]);
    expect(lines).toHaveLength(12);
    expect(lines[1]).toBe(
      '· socks5://proxy:1080: 1,234 requests in the last hour, proxy refuses user or password since 12:05; correct EGRESS',
    );
    expect(lines[2]).toBe('· 203.0.113.0: 1,234 requests in the last hour, 99% of the budget left');
    expect(lines.at(-1)).toBe('· and 5 more, see /metrics');
  });
});
