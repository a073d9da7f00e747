/** A row of a list of fans, as large as a real one. Names and times differ between rows. */
export function fanRow(index: number, mid: number, mtime: number) {
  return {
    mid,
    attribute: index % 5 === 0 ? 6 : 0,
    mtime,
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
  };
}

/** The site's answer with these rows. */
export function fanPage(list: readonly object[], total: number) {
  return { code: 0, message: '0', ttl: 1, data: { list, re_version: 0, total } };
}
