/** Logging in and out, and whose account it is. */
export default {
  ways: { qr: '扫码登录', cookie: '粘贴 Cookie', accessKey: 'access_key' },
  choose:
    '选择登录 Bilibili 的方式：\n· 扫码登录：最稳妥，登录会自动续期\n· 粘贴 Cookie：从浏览器里复制\n· access_key：已有 APP 令牌时用',
  /** Where nothing should be pasted. */
  chooseQr: '用扫码登录 Bilibili：最稳妥，登录会自动续期。',
  already: (name: string) => `已登录：${name}。还可以再加一个账号：`,
  lapsed: (names: string) => `${names} 的登录已失效，请重新登录。`,
  nameSeparator: '、',
  needed: '还没有登录 Bilibili。请先发送 /login。',
  again: '重新登录',
  done: (name: string, mid: number) => `✅ 已登录：${name}（UID ${mid}）`,
  qr: {
    waiting: '请用手机上的哔哩哔哩扫码，三分钟内有效。正在用这台手机看的话，点下面的按钮打开。',
    noPicture: '二维码的图片没能发出。请在装有哔哩哔哩的手机上点下面的按钮打开，三分钟内有效。',
    scanned: '已扫码，请在手机上确认登录。',
    expired: '二维码已过期，没有登录。点下面的按钮换一张。',
    interrupted: '机器人停止了，这张码不再有用，没有登录。等它重新运行后，点下面的按钮换一张。',
    renew: '换一张',
    open: '在哔哩哔哩中打开',
    unread: '手机上已确认，但没能读到账号信息，所以没有保存。请再发送 /login 登录一次。',
  },
  notTried: '你的消息里像是有登录凭据，所以已经删除，也没有使用。要登录请发送 /login。',
  recall: '机器人不能删除你的消息，请马上撤回，并用扫码登录',
  cookie: {
    ask: '请发来 Bilibili 的 Cookie。\n\n怎么找：在电脑浏览器登录 bilibili.com，按 F12 打开开发者工具，在“网络 / Network”里点任意一个 api.bilibili.com 的请求，复制请求头里的整行 Cookie；或者只发这两项：\nSESSDATA=…; bili_jct=…\n\n你的消息会立刻删除。发送 /cancel 退出。',
    unreadable:
      '这段文字里没有找到 SESSDATA 和 bili_jct。请发整行 Cookie，或“SESSDATA=…; bili_jct=…”。发送 /cancel 退出。',
    missing: (names: string) =>
      `只找到一部分，还缺 ${names}，所以没有试着登录。请发整行 Cookie，或“SESSDATA=…; bili_jct=…”。发送 /cancel 退出。`,
    unnamed:
      '里面有像 SESSDATA 的值，但没写名字，分不清哪个是哪个，所以没有试着登录。请连名字一起发：“SESSDATA=…; bili_jct=…”。发送 /cancel 退出。',
    and: ' 和 ',
    refused:
      'Bilibili 说这个 Cookie 没有登录，可能已失效或没有复制完整。请重新复制后再发一次，或发送 /cancel 退出。',
  },
  accessKey: {
    ask: '请发来 access_key。这是最没把握的登录方式，Bilibili 随时可能不再接受；能扫码就扫码。你的消息会立刻删除。发送 /cancel 退出。',
    unreadable: '这不像 access_key（应是一串字母和数字）。请再发一次，或发送 /cancel 退出。',
    refused: 'Bilibili 不接受这个 access_key。请检查后再发一次，或发送 /cancel 退出并改用扫码登录。',
  },
  tooMany: (most: number, until: string) =>
    `一天里最多登录 ${most} 次，已经用完：再多试，Bilibili 可能会怀疑你的账号。请在 ${until} 之后再试；已登录的账号不受影响。`,
  noWords: '请以文字发送。发送 /cancel 退出。',
  notDeleted: '我删不掉你刚才那条带密钥的消息，请自己把它删除。',
  logout: {
    ask: (name: string) =>
      `要退出 ${name} 的登录吗？会在 Bilibili 那边注销（Cookie 登录时），并删除这里保存的凭据。`,
    done: (name: string) => `已退出 ${name}，这里保存的凭据已删除。`,
    hereOnly: (name: string) =>
      `已删除这里保存的 ${name} 的凭据，但没能在 Bilibili 那边注销。要彻底注销，请在哔哩哔哩的“账号与安全”里退出该设备。`,
    keyStays: (name: string) =>
      `已删除这里保存的 ${name} 的 access_key。Bilibili 没有注销它的办法；要让它失效，请修改密码。`,
    next: (name: string) => `现在使用的账号：${name}`,
    gone: '这个账号已经退出了。',
  },
};
