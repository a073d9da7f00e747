import { expect, test } from 'vitest';
import { fetchFile } from '../../../src/qq/onebot/fetch-file.ts';

/** An implementation that gives the content of a document instead of its address. */
const calls = {
  call: async (action: string) =>
    action === 'get_file'
      ? ({ kind: 'done', data: { base64: Buffer.from('1\n2\n').toString('base64') } } as const)
      : ({ kind: 'refused', retcode: 1404, detail: 'unknown action' } as const),
};

test('a document that comes as Base64 is read, and refused when it is too big', async () => {
  const file = { name: 'people.csv', reference: 'a' };
  expect(String(await fetchFile(calls, file, 4))).toBe('1\n2\n');
  const large = {
    ...calls,
    call: async () => ({ kind: 'done', data: { base64: 'A'.repeat(5000) } }) as const,
  };
  await expect(fetchFile(large, file, 3000)).rejects.toMatchObject({
    name: 'FileUnavailable',
    reason: 'tooBig',
  });
});
