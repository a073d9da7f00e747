import { describe, expect, it } from 'vitest';
import { type Reason, reasonOfCode } from '../../src/api/index.ts';

describe('reasons', () => {
  it.each<[Reason, number[]]>([
    ['login', [-101, -658, -663, -3, -2]],
    ['banned', [-102]],
    ['csrf', [-111, 2202]],
    ['risk', [-352, -401, -412, -509, -799, 22015]],
    ['privacy', [22115, 22118]],
    ['pages', [22007]],
    ['permission', [-403]],
    ['input', [-400, -632]],
    ['gone', [-404, 22013, 40061, 60004, 62002, 62004, 62012]],
    ['already', [22014, 22120, 22004]],
    ['notSet', [22005]],
    ['self', [22001]],
    ['refusedByThem', [22002]],
    ['blockedByMe', [22003]],
    ['verifyFirst', [-106, -108, -110, -113, -114, -115]],
    ['unverified', [22006]],
    ['followLimit', [22009]],
    ['blacklistFull', [22008]],
    ['batchPartial', [22010]],
    ['notFollowed', [22105]],
    ['groupMissing', [22104]],
    ['groupExists', [22106]],
    ['groupCharacters', [22101]],
    ['groupTooLong', [22103]],
    ['groupLimit', [22102]],
    ['expired', [86038, 86095]],
    ['busy', [-112, -500, -503, -504, -8888]],
    ['unknown', [1, 22999, -1200]],
  ])('%s stands for %j', (reason, codes) => {
    expect(codes.map(reasonOfCode)).toEqual(codes.map(() => reason));
  });
});
