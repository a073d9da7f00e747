import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { parentPort } from 'node:worker_threads';

/** One page of 50 fans, as large as a real one, served to whoever asks for anything. */
const page = JSON.stringify({
  code: 0,
  message: '0',
  ttl: 1,
  data: {
    list: Array.from({ length: 50 }, (_, index) => ({
      mid: 3_494_375_621_396_821 - index,
      attribute: index % 5 === 0 ? 6 : 0,
      mtime: 1_790_000_000 - index * 60,
      tag: index % 7 === 0 ? [-10, 231_305] : null,
      special: 0,
      contract_info: {},
      uname: `第${index}位粉丝的名字`,
      face: 'https://i0.hdslb.com/bfs/face/0123456789abcdef0123456789abcdef01234567.jpg',
      sign: '一句不长不短的个性签名,大约二十来个字,用来占位',
      face_nft: 0,
      official_verify: { type: -1, desc: '' },
      vip: {
        vipType: 2,
        vipDueDate: 1_790_000_000_000,
        dueRemark: '',
        accessStatus: 0,
        vipStatus: 1,
        vipStatusWarn: '',
        themeType: 0,
        label: {
          path: '',
          text: '年度大会员',
          label_theme: 'annual_vip',
          text_color: '#FFFFFF',
          bg_style: 1,
          bg_color: '#FB7299',
          border_color: '',
        },
        avatar_subscript: 1,
        nickname_color: '#FB7299',
        avatar_subscript_url: '',
      },
      name_render: {},
      nft_icon: '',
      rec_reason: '',
      track_id: '',
      follow_time: '',
    })),
    re_version: 0,
    total: 12_345,
  },
});

const server = createServer((_, response) => {
  response.setHeader('content-type', 'application/json; charset=utf-8');
  response.end(page);
});
server.listen(0, '127.0.0.1', () => {
  parentPort?.postMessage(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
});
