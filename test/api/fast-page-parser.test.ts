import { describe, expect, it } from 'vitest';
import { pageShape } from '../../src/api/answer-shapes.ts';
import { parsePageFast } from '../../src/api/fast-page-parser.ts';
import fc from '../support/fast-check.ts';
import { fixture } from '../support/fixture.ts';

/** Values that a field of a row has been, or might be. */
const odd = fc.constantFrom<unknown>(
  undefined,
  null,
  0,
  1,
  -1,
  6,
  99,
  127,
  1.5,
  2 ** 53,
  2 ** 53 - 1,
  '',
  '7',
  '//i0.hdslb.com/a.jpg',
  'http://a',
  [],
  [-10, 5],
  ['x'],
  {},
  { type: 127, desc: 'x' },
  { type: 0 },
  { is_contract: true },
  { vipType: 2, vipStatus: 1 },
  true,
);

const ordinary = {
  mid: 3494375621396821,
  attribute: 6,
  mtime: 1_700_000_000,
  tag: [-10],
  special: 1,
  contract_info: {},
  uname: '山新',
  face: 'https://i0.hdslb.com/a.jpg',
  sign: '签名',
  official_verify: { type: 0, desc: '认证' },
  vip: { vipType: 2, vipDueDate: 1_601_654_400_000, vipStatus: 1, label: { path: '' } },
  name_render: {},
};

describe('a page read without the schema', () => {
  it.each(['relations.followers', 'relations.followings', 'older/relations.followers'])(
    '%s as recorded is what the schema makes of it',
    (name) => {
      const { data } = fixture(name);
      const quick = parsePageFast(data);
      if (quick !== undefined) expect(quick).toEqual(pageShape.parse(data));
    },
  );

  it('is read so when all is as usual', () => {
    const data = { list: [ordinary, { ...ordinary, contract_info: undefined }], total: 2, re_version: 5 };
    expect(parsePageFast(data)).toEqual(pageShape.parse(data));
    expect(parsePageFast(data)).toBeDefined();
  });

  it('is the same, or left to the schema, whatever a field is', () => {
    const change = fc.dictionary(fc.constantFrom(...Object.keys(ordinary), 'live'), odd, { maxKeys: 2 });
    const pages = fc.record({
      list: fc.oneof({ weight: 9, arbitrary: fc.array(change, { maxLength: 2 }) }, odd),
      total: fc.oneof({ weight: 9, arbitrary: fc.constant(5) }, odd),
    });
    fc.assert(
      fc.property(pages, ({ list, total }) => {
        const rows = Array.isArray(list) ? list.map((one) => ({ ...ordinary, ...Object(one) })) : list;
        const data = { list: rows, total };
        const quick = parsePageFast(data);
        if (quick !== undefined) expect(quick).toEqual(pageShape.parse(data));
      }),
      { numRuns: 2000 },
    );
  });
});
