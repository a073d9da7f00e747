import { describe, expect, it } from 'vitest';
import { percentEncode } from '../../src/api/build-request.ts';

describe('fields', () => {
  it('are encoded with %20 for a space and %2C for a comma', () => {
    expect(percentEncode({ fids: '1,2', name: '测 试' })).toBe('fids=1%2C2&name=%E6%B5%8B%20%E8%AF%95');
  });
});
