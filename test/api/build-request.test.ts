import { describe, expect, it } from 'vitest';
import { createBuildUrl, percentEncode } from '../../src/api/build-request.ts';
import { endpoints } from '../../src/api/index.ts';

describe('fields', () => {
  it('are encoded with %20 for a space and %2C for a comma', () => {
    expect(percentEncode({ fids: '1,2', name: '测 试' })).toBe('fids=1%2C2&name=%E6%B5%8B%20%E8%AF%95');
  });
});

describe('urls', () => {
  it('are asked over https', () => {
    const buildUrl = createBuildUrl();
    for (const table of Object.values(endpoints)) {
      for (const row of Object.values(table)) {
        expect(buildUrl(row.host, row.path)).toBe(`https://${row.host}/${row.path}`);
      }
    }
  });

  it.each(['http://127.0.0.1:9/bilibili', 'http://127.0.0.1:9/bilibili/'])(
    'are all found under %s',
    (root) => {
      expect(createBuildUrl(root)('b23.tv', 'abc')).toBe('http://127.0.0.1:9/bilibili/b23.tv/abc');
    },
  );
});
