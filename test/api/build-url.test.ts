import { describe, expect, it } from 'vitest';
import { createBuildUrl } from '../../src/api/build-url.ts';
import { endpoints } from '../../src/api/index.ts';

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
