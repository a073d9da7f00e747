/** Logging in and out, and whose account it is. */
export default {
  ways: { qr: '扫码登录', cookie: '粘贴 Cookie', accessKey: 'access_key' },
  choose:
    '选择登录 B 站的方式：\n· 扫码登录：最稳妥，会自动续期\n· 粘贴 Cookie：从浏览器里复制\n· access_key：已经有 App 的 access_key 时用',
  /** Where nothing should be pasted. */
  chooseQr: '用扫码登录 B 站：最稳妥，会自动续期。',
  already: (name: string) => `已登录：${name}。还可以再加一个账号：`,
  lapsed: (names: string) => `${names} 的登录已失效，请重新登录。`,
  needed: '还没有登录 B 站。请先发送 /login。',
  again: '重新登录',
  done: (name: string, mid: number) => `✅ 已登录：${name}（UID ${mid}）`,
  qr: {
    waiting: '请用手机上的 B 站 App 扫码，三分钟内有效。如果正在用这台手机看，请选“在 B 站 App 中打开”。',
    noPicture: '二维码图片没能发出来。请在装有 B 站 App 的手机上选“在 B 站 App 中打开”，三分钟内有效。',
    scanned: '已扫码，请在手机上确认登录。',
    expired: '二维码已过期，没有登录。要再来一次，请选“换一张”。',
    interrupted: '机器人停止了运行，这张二维码已失效，没有登录。等它重新运行后，请选“换一张”。',
    renew: '换一张',
    open: '在 B 站 App 中打开',
    unread: '手机上已确认，但没能读到账号信息，所以没有登录成功。请发送 /login 再登录一次。',
  },
  notTried: '你的消息里好像有登录信息，所以已经删除，也没有使用。要登录，请发送 /login。',
  recall: '机器人不能删除你的消息，请马上撤回，并用扫码登录',
  cookie: {
    ask: '请发来 B 站的 Cookie。\n\n怎么找：在电脑浏览器里登录 bilibili.com，按 F12 打开开发者工具，在“网络 / Network”里点任意一个 api.bilibili.com 的请求，复制请求头里的整行 Cookie；或者只发这两项：\nSESSDATA=…; bili_jct=…\n\n你的消息会立刻删除。发送 /cancel 退出。',
    unreadable:
      '这段文字里没有找到 SESSDATA 和 bili_jct。请发整行 Cookie，或“SESSDATA=…; bili_jct=…”。发送 /cancel 退出。',
    missing: (names: string) =>
      `只找到一部分，还缺 ${names}，所以没有尝试登录。请发整行 Cookie，或“SESSDATA=…; bili_jct=…”。发送 /cancel 退出。`,
    unnamed:
      '里面有像 SESSDATA 的值，但没有写名字，分不清哪个是哪个，所以没有尝试登录。请连名字一起发：“SESSDATA=…; bili_jct=…”。发送 /cancel 退出。',
    and: ' 和 ',
    refused: 'B 站不认这个 Cookie，可能已失效，或者没有复制完整。请重新复制后再发一次，或发送 /cancel 退出。',
  },
  accessKey: {
    ask: '请发来 access_key。这种登录方式最不稳定，B 站随时可能不再接受；能扫码的话，请尽量扫码。你的消息会立刻删除。发送 /cancel 退出。',
    unreadable: '这不像 access_key（应是一串字母和数字）。请再发一次，或发送 /cancel 退出。',
    refused: 'B 站不接受这个 access_key。请检查后再发一次，或发送 /cancel 退出并改用扫码登录。',
  },
  tooMany: (most: number, until: string) =>
    `一天最多登录 ${most} 次，今天的已经用完：再多试，可能会触发 B 站的风控。请在 ${until} 之后再试；已登录的账号不受影响。`,
  noWords: '请发文字消息。发送 /cancel 退出。',
  notDeleted: '我删不掉你刚才那条带登录信息的消息，请马上自己删除。',
  logout: {
    ask: (name: string) =>
      `要退出 ${name} 的登录吗？会在 B 站退出登录（扫码或 Cookie 登录时），并删除这里保存的登录信息。`,
    done: (name: string) => `已退出 ${name}，这里保存的登录信息已删除。`,
    hereOnly: (name: string) =>
      `已删除这里保存的 ${name} 的登录信息，但没能在 B 站退出登录。要彻底退出，请在 B 站的登录设备管理里让这台设备下线。`,
    keyStays: (name: string) =>
      `已删除这里保存的 ${name} 的 access_key。B 站没有办法单独让它失效；要让它失效，请修改密码。`,
    next: (name: string) => `现在使用的账号：${name}`,
    gone: '这个账号已经退出了。',
  },
};
