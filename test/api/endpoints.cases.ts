import type { Bilibili } from '../../src/api/index.ts';

/** What one row sends and what comes of the recorded answer. */
export interface RowCase {
  params: Record<string, unknown>;
  host?: string;
  /** METHOD path */
  route: string;
  /** The query or form, without credential and signature. */
  sent: Record<string, string>;
  /** Part of what the caller gets; undefined for rows that give nothing. */
  gives: unknown;
  /** Signed with WBI. */
  signed?: true;
  /** Sent without the login. */
  open?: true;
  /** The recorded answer is a page. */
  html?: true;
  csrf?: string;
}

type Cases = { [T in keyof Bilibili['guest']]: Record<keyof Bilibili['guest'][T], RowCase> };

const passport = 'passport.bilibili.com';
const paged = { ps: '2', pn: '1' };

/** One case for every row: a row without one does not compile, and fails the test. */
export const cases: Cases = {
  relations: {
    followers: {
      params: { vmid: 293793435, ps: 2 },
      route: 'GET x/relation/followers',
      sent: { vmid: '293793435', ...paged },
      gives: {
        total: 365,
        list: [
          { mid: 387195656, relation: 'none', mtime: 1583839793, tag: [], uname: 'L_E_M_O_H_E' },
          { mid: 175989424, sign: '', official_verify: { type: -1, desc: '' }, vip: { vipType: 0 } },
        ],
      },
    },
    followings: {
      params: { vmid: 293793435, order_type: '', ps: 2, pn: 1 },
      route: 'GET x/relation/followings',
      sent: { vmid: '293793435', order_type: '', ...paged },
      gives: {
        total: 699,
        list: [
          { mid: 14082, relation: 'following', vip: { vipType: 2, vipStatus: 1, vipDueDate: 1601654400000 } },
          { mid: 420831218, tag: [207542], official_verify: { type: 1, desc: '支付宝官方账号' } },
        ],
      },
    },
    appFollowings: {
      params: { vmid: 293793435, order: 'asc' },
      host: 'app.biliapi.net',
      route: 'GET x/v2/relation/followings',
      sent: { vmid: '293793435', order: 'asc', ps: '50', pn: '1' },
      gives: { total: 699, list: [{ uname: '山新' }, { uname: '支付宝Alipay' }] },
      open: true,
    },
    gameFollowings: {
      params: { vmid: 293793435 },
      host: 'line3-h5-mobile-api.biligame.com',
      route: 'GET game/center/h5/user/relationship/following_list',
      sent: { vmid: '293793435', ps: '20', pn: '1' },
      gives: { list: [{ mid: 14082, uname: '山新' }, { mid: 420831218 }] },
      open: true,
    },
    searchFollowings: {
      params: { vmid: 293793435, name: 'warma', ps: 2 },
      route: 'GET x/relation/followings/search',
      sent: { vmid: '293793435', name: 'warma', ...paged },
      gives: { total: 1, list: [{ mid: 53456, tag: [-10], special: true }] },
    },
    sameFollowings: {
      params: { vmid: 2, ps: 2 },
      route: 'GET x/relation/same/followings',
      sent: { vmid: '2', ...paged },
      gives: { total: 38, list: [{ uname: '=咬人猫=' }, { tag: [207542] }] },
    },
    whispers: {
      params: {},
      route: 'GET x/relation/whispers',
      sent: {},
      gives: { list: [{ mid: 178429408, relation: 'quiet' }] },
    },
    friends: {
      params: {},
      route: 'GET x/relation/friends',
      sent: {},
      gives: {
        list: [{ mid: 596000, relation: 'mutual' }, { special: true }, { tag: [194110] }, { mid: 41620134 }],
      },
    },
    blacks: {
      params: { ps: 2 },
      route: 'GET x/relation/blacks',
      sent: paged,
      gives: { total: 2, list: [{ mid: 22179720, relation: 'blocked' }, { mid: 16174624 }] },
    },
    modify: {
      params: { fid: 14082, act: 1, spmid: '333.999', extend_content: '{"entity":"user","entity_id":14082}' },
      route: 'POST x/relation/modify',
      sent: {
        fid: '14082',
        act: '1',
        re_src: '11',
        spmid: '333.999',
        extend_content: '{"entity":"user","entity_id":14082}',
      },
      gives: undefined,
    },
    batchModify: {
      params: { fids: [1, 2, 3, 4, 5], act: 1 },
      route: 'POST x/relation/batch/modify',
      sent: { fids: '1,2,3,4,5', act: '1', re_src: '11' },
      gives: { failed_fids: [] },
    },
    relation: {
      params: { fid: 258150656 },
      route: 'GET x/relation',
      sent: { fid: '258150656' },
      gives: { mid: 258150656, relation: 'following', mtime: 1540659101, tag: [-10], special: true },
    },
    wbiBothSides: {
      params: { mid: 15858903 },
      route: 'GET x/space/wbi/acc/relation',
      sent: { mid: '15858903' },
      gives: {
        relation: { mid: 15858903, relation: 'mutual', tag: [-10, 194110, 248468], special: true },
        be_relation: { mid: 293793435, relation: 'mutual' },
      },
      signed: true,
    },
    webBothSides: {
      params: { mid: 15858903 },
      route: 'GET x/web-interface/relation',
      sent: { mid: '15858903' },
      gives: { relation: { mid: 15858903 }, be_relation: { mid: 293793435, tag: [56502, -10] } },
    },
    interrelations: {
      params: { fids: [14082, 53456] },
      route: 'GET x/relation/interrelations',
      sent: { fids: '14082,53456' },
      gives: {
        14082: { mid: 14082, relation: 'mutual', isFollower: true, special: true, mtime: 1678901234 },
        53456: { relation: 'none', isFollower: false, special: false, tag: [] },
      },
    },
    relations: {
      params: { fids: [1, 2, 3, 4, 5] },
      route: 'GET x/relation/relations',
      sent: { fids: '1,2,3,4,5' },
      gives: { 1: { relation: 'following', mtime: 1601654227, tag: [] }, 2: { mid: 2 } },
    },
  },
  groups: {
    list: {
      params: {},
      route: 'GET x/relation/tags',
      sent: {},
      gives: [
        { tagid: -10, name: '特别关注', count: 19, tip: '第一时间收到该分组下用户更新稿件的通知' },
        { tagid: 0, name: '默认分组' },
        { tagid: 194110, name: '基友们', count: 127 },
        { tagid: 194111 },
      ],
    },
    members: {
      params: { tagid: 207542, order_type: '', ps: 2 },
      route: 'GET x/relation/tag',
      sent: { tagid: '207542', order_type: '', ...paged },
      gives: [{ mid: 420831218, uname: '支付宝Alipay' }, { mid: 125086406 }],
    },
    of: {
      params: { fid: 319214221 },
      route: 'GET x/relation/tag/user',
      sent: { fid: '319214221' },
      gives: { '-10': '特别关注', '194111': '我的同学' },
    },
    special: {
      params: {},
      route: 'GET x/relation/tag/special',
      sent: {},
      gives: [
        500716647, 32832243, 53456, 25944552, 301839556, 427494870, 319214221, 31949159, 382666849, 258318451,
        15858903, 54992199, 3379951, 392279807, 23215368, 258150656, 20165629, 22179720,
      ],
    },
    create: {
      params: { tag: ' 测试 ' },
      route: 'POST x/relation/tag/create',
      sent: { tag: '测试' },
      gives: { tagid: 216677 },
    },
    rename: {
      params: { tagid: 194112, name: '膜法师' },
      route: 'POST x/relation/tag/update',
      sent: { tagid: '194112', name: '膜法师' },
      gives: undefined,
    },
    remove: {
      params: { tagid: 216699 },
      route: 'POST x/relation/tag/del',
      sent: { tagid: '216699' },
      gives: undefined,
    },
    setFor: {
      params: { fids: [205631797], tagids: [-10, 207542] },
      route: 'POST x/relation/tags/addUsers',
      sent: { fids: '205631797', tagids: '-10,207542' },
      gives: undefined,
    },
    copyTo: {
      params: { fids: [4856007, 326499679], tagids: [231305] },
      route: 'POST x/relation/tags/copyUsers',
      sent: { fids: '4856007,326499679', tagids: '231305' },
      gives: undefined,
    },
    move: {
      params: { beforeTagids: [207542], afterTagids: [231305], fids: [321173469, 327086920] },
      route: 'POST x/relation/tags/moveUsers',
      sent: { beforeTagids: '207542', afterTagids: '231305', fids: '321173469,327086920' },
      gives: undefined,
    },
    addSpecial: {
      params: { fid: 14082 },
      route: 'POST x/relation/tag/special/add',
      sent: { fid: '14082' },
      gives: undefined,
    },
    removeSpecial: {
      params: { fid: 14082 },
      route: 'POST x/relation/tag/special/del',
      sent: { fid: '14082' },
      gives: undefined,
    },
    sort: {
      params: { tagids: [231305, 207542] },
      route: 'POST x/relation/tags/update_sort',
      sent: { tagids: '231305,207542' },
      gives: undefined,
    },
  },
  people: {
    stat: {
      params: { vmid: 293793435 },
      route: 'GET x/relation/stat',
      sent: { vmid: '293793435' },
      gives: { mid: 293793435, following: 699, follower: 365, whisper: 0, black: 2 },
    },
    stats: {
      params: { mids: [14082, 293793435] },
      route: 'GET x/relation/stats',
      sent: { mids: '14082,293793435' },
      gives: { 14082: { follower: 2050000 }, 293793435: { following: 699 } },
    },
    nav: {
      params: {},
      route: 'GET x/web-interface/nav',
      sent: {},
      gives: {
        isLogin: true,
        mid: 293793435,
        uname: '一个测试号',
        face: 'https://i0.hdslb.com/bfs/face/aebb2639a0d47f2ce1fec0631f412eaf53d4a0be.jpg',
      },
    },
    card: {
      params: { mid: 14082, photo: true },
      route: 'GET x/web-interface/card',
      sent: { mid: '14082', photo: 'true' },
      gives: {
        card: { mid: 14082, name: '山新', Official: { type: 0 }, level_info: { current_level: 6 } },
        follower: 2050000,
        following: true,
      },
    },
    cards: {
      params: { uids: [14082, 53456] },
      route: 'GET x/polymer/pc-electron/v1/user/cards',
      sent: { uids: '14082,53456' },
      gives: {
        14082: { mid: 14082, name: '山新' },
        53456: { face: 'https://i0.hdslb.com/bfs/face/member/noface.jpg' },
      },
    },
    nameToUid: {
      params: { names: ['山新', 'Warma'] },
      route: 'GET x/polymer/web-dynamic/v1/name-to-uid',
      sent: { names: '山新,Warma' },
      gives: {
        uid_list: [
          { name: '山新', uid: 14082 },
          { name: 'Warma', uid: 53456 },
        ],
      },
    },
    search: {
      params: { keyword: 'warma & 沃玛', page: 2, order: 'fans', order_sort: 0, user_type: 1 },
      route: 'GET x/web-interface/wbi/search/type',
      sent: {
        search_type: 'bili_user',
        keyword: 'warma & 沃玛',
        page: '2',
        order: 'fans',
        order_sort: '0',
        user_type: '1',
      },
      gives: {
        numResults: 2,
        result: [
          { mid: 53456, fans: 4200000, official_verify: { type: 0 } },
          {
            mid: 3494375621396821,
            upic: 'https://i0.hdslb.com/bfs/face/member/noface.jpg',
            official_verify: { type: -1 },
          },
        ],
      },
      signed: true,
    },
    fingerprint: {
      params: {},
      route: 'GET x/frontend/finger/spi',
      sent: {},
      gives: { b_3: '2D4B09A5-0E5F-4537-9F7C-E293CE7324F763283infoc', b_4: '2D4B09A5-AC72-+d/K==' },
      open: true,
    },
  },
  videos: {
    view: {
      params: { bvid: 'BV1xx411c7mD' },
      route: 'GET x/web-interface/view',
      sent: { bvid: 'BV1xx411c7mD' },
      gives: {
        aid: 2,
        owner: { mid: 2, name: '碧诗' },
        staff: [
          { mid: 2 },
          {
            mid: 14082,
            face: 'https://i0.hdslb.com/bfs/face/74c82caee6d9eb623e56161ea8ed6d68afabfeae.jpg',
            title: '配音',
          },
        ],
      },
    },
    ofUploader: {
      params: { mid: 14082, ps: 1 },
      route: 'GET x/space/wbi/arc/search',
      sent: { mid: '14082', order: 'pubdate', ps: '1', pn: '1' },
      gives: { list: [{ bvid: 'BV1xx411c7mQ', created: 1700000000 }], total: 57 },
      signed: true,
    },
  },
  authors: {
    ofRoom: {
      params: { id: 1 },
      host: 'api.live.bilibili.com',
      route: 'GET room/v1/Room/room_init',
      sent: { id: '1' },
      gives: { uid: 9617619 },
      open: true,
    },
    ofArticle: {
      params: { id: 123456 },
      route: 'GET x/article/viewinfo',
      sent: { id: '123456' },
      gives: { mid: 14082, author_name: '山新' },
    },
    ofDynamic: {
      params: { id: '967717348014293017' },
      route: 'GET x/polymer/web-dynamic/v1/detail',
      sent: { id: '967717348014293017', features: 'itemOpusStyle' },
      gives: { mid: 14082, name: '山新' },
    },
    ofOpus: {
      params: { id: '967717348014293017' },
      route: 'GET x/polymer/web-dynamic/v1/opus/detail',
      sent: { id: '967717348014293017', features: 'htmlNewStyle' },
      gives: { mid: 14082, name: '山新' },
    },
  },
  creator: {
    fansGraph: {
      params: { type: 'follow' },
      host: 'member.bilibili.com',
      route: 'GET x/web/data/v2/fans/stat/graph',
      sent: { type: 'follow', period: '2' },
      gives: [
        { day: 1699920000, count: 4 },
        { day: 1700006400, count: -1 },
      ],
    },
  },
  login: {
    qrGenerate: {
      params: {},
      host: passport,
      route: 'GET x/passport-login/web/qrcode/generate',
      sent: {},
      gives: { qrcode_key: '8587cf8106a0a863c46ecd4bb2f3e5f6' },
      open: true,
    },
    qrPoll: {
      params: { qrcode_key: '8587cf8106a0a863c46ecd4bb2f3e5f6' },
      host: passport,
      route: 'GET x/passport-login/web/qrcode/poll',
      sent: { qrcode_key: '8587cf8106a0a863c46ecd4bb2f3e5f6' },
      gives: { code: 0, timestamp: 1773460345000, refresh_token: 'fedcba9876543210fedcba9876543210' },
      open: true,
    },
    isLoggedIn: {
      params: {},
      route: 'GET x/web-interface/nav',
      sent: {},
      gives: true,
    },
    cookieInfo: {
      params: {},
      host: passport,
      route: 'GET x/passport-login/web/cookie/info',
      sent: {},
      gives: { refresh: false, timestamp: 1734097800000 },
    },
    correspond: {
      params: { path: '00ff' },
      host: 'www.bilibili.com',
      route: 'GET correspond/1/00ff',
      sent: {},
      gives: 'b0cc8411ded2f9db2cff2edb3123acac',
      html: true,
    },
    cookieRefresh: {
      params: { refresh_csrf: 'b0cc8411ded2f9db2cff2edb3123acac', refresh_token: 'old' },
      host: passport,
      route: 'POST x/passport-login/web/cookie/refresh',
      sent: {
        refresh_csrf: 'b0cc8411ded2f9db2cff2edb3123acac',
        refresh_token: 'old',
        source: 'main_web',
      },
      gives: { refresh_token: '00112233445566778899aabbccddeeff' },
    },
    confirmRefresh: {
      params: { refresh_token: 'old' },
      host: passport,
      route: 'POST x/passport-login/web/confirm/refresh',
      sent: { refresh_token: 'old' },
      gives: undefined,
    },
    logout: {
      params: {},
      host: passport,
      route: 'POST login/exit/v2',
      sent: {},
      gives: undefined,
      csrf: 'biliCSRF',
    },
  },
};
