/** The panel of the alerts. */
export default {
  title: (account: string) => `新粉丝提醒 · ${account}`,
  several: '这里登录了多个账号。要看另一个账号的提醒，请先在 /me 里切换。',
  buttons: {
    fans: '新粉丝提醒',
    lost: '掉粉提醒',
    milestones: '里程碑',
    refollows: '再次关注也提醒',
    netLoss: '净掉粉',
    bigFans: '大号提醒',
    bigThroughQuiet: '免打扰时也提醒大号',
    bigFrom: (count: string) => `大号：${count} 粉丝起`,
    quiet: '免打扰',
    sendTo: '发送到…',
    check: '立即检查',
    resume: '继续提醒',
    here: '这个聊天',
    home: '私聊',
    addToGroup: '添加到群',
    copyCode: '复制话题用的命令',
    unlink: (place: string) => `解除关联：${place}`,
  },
  state: { on: '开', off: '关' },
  fansNow: (count: string) => `现在共 ${count} 位粉丝`,
  notYet: '还没有检查过：第一次检查之后来的新粉丝才会提醒',
  lookedAt: (when: string) => `上次检查：${when}`,
  nextLook: (when: string) => `下次检查：约 ${when}`,
  lookingNow: '正在检查',
  untold: (count: string) => `还有 ${count} 位新粉丝的提醒等待发出`,
  goesTo: (place: string) => `发送到：${place}`,
  /** Said beside a switch. */
  is: (what: string, state: string) => `${what}：${state}`,
  refollowsOff: '30 天内取消关注又重新关注的人，不会再次提醒。',
  lostHow: {
    hourly: '有人取消关注后，一小时左右会告诉你。',
    tooMany:
      'B 站只显示最新的 1,000 位粉丝，你的粉丝更多，所以查不出谁取消了关注。想知道总数什么时候变少，请打开“净掉粉”。',
  },
  lostSince: (when: string) => `掉粉提醒从 ${when} 开始，更早取消关注的人不会提醒。`,
  netLossFrom: {
    total: (when: string, count: string) =>
      `净掉粉从 ${when} 开始，现在以 ${count} 位粉丝为基准；总数变少时告诉你，每天最多一次。`,
    nextPoll: '净掉粉从下一次检查开始；总数变少时告诉你，每天最多一次。',
  },
  bigFrom: {
    ask: (now: string) =>
      `有多少粉丝算大号？请发来一个数字，例如 10000 或 1.5万（现在是 ${now}）。发送 /cancel 退出。`,
    unreadable: '没看懂。请发来一个数字，例如 10000 或 1.5万；发送 /cancel 退出。',
    set: (count: string) => `✅ 大号提醒已打开：${count} 粉丝起。大号会排在最前面，并标上 🌟。`,
    gone: '这个账号现在没有提醒。发送 /alerts 可以重新打开。',
  },
  allOff: '提醒全部关闭了，有新粉丝也不会告诉你。从下面可以打开。',
  wrong: {
    login: (since: string) => `⚠️ 登录已失效（自 ${since}），看不到新粉丝。请重新登录。`,
    risk: (since: string) => `⏸ B 站暂时限制了请求（自 ${since}），过一会儿会自动继续。`,
    banned: (since: string) => `⚠️ B 站说账号被封禁（自 ${since}）。请打开 B 站查看原因；解封后会自动继续。`,
    notAllowed: (since: string) =>
      `⏸ 提醒已暂停（自 ${since}）：你不在管理员允许使用的名单里。请联系管理员。`,
    blocked: (since: string) =>
      `⏸ 提醒已暂停（自 ${since}）：消息发不出去，你停用了机器人。选“继续提醒”恢复。`,
    gone: (since: string) =>
      `⏸ 提醒已暂停（自 ${since}）：消息发不到那里。选“继续提醒”恢复，或选“发送到…”换个地方。`,
  },
  checking: '正在检查…',
  /** What came of a check that was asked for. */
  checked: {
    nothing: '✅ 刚检查过：没有新粉丝。',
    first: '✅ 第一次检查完成，从现在起有新粉丝会告诉你。',
    news: (count: string) => `✅ 刚检查过：有 ${count} 位新粉丝，会另发消息告诉你。`,
    newsOff: (count: string) => `✅ 刚检查过：有 ${count} 位新粉丝。新粉丝提醒关着，所以不会另发消息。`,
    newsQuiet: (count: string) => `✅ 刚检查过：有 ${count} 位新粉丝。现在是免打扰时间，结束后再告诉你。`,
    tooSoon: (seconds: string) => `刚刚才检查过，请过 ${seconds} 秒再试。`,
    resting: (until: string) => `没能检查：B 站的风控拦下了请求，机器人休息到 ${until}，之后自动继续。`,
    off: {
      paused: '没有检查：提醒已暂停。请先选“继续提醒”。',
      allOff: '没有检查：提醒全部关闭了。请先打开一种提醒。',
      stopping: '没有检查：机器人正在停止。等它重新运行后再试。',
    },
    failed: {
      login: '没能检查：B 站说登录已失效。请选“重新登录”。',
      banned: '没能检查：B 站说账号被封禁。请打开 B 站查看原因。',
      refused: '没能检查：B 站拒绝了请求。稍后会自动再试。',
      unreachable: '没能检查：现在连不上 B 站。稍后会自动再试。',
      noInformation: '没能检查：B 站这次没有给出名单，这不等于没有新粉丝。稍后会自动再试。',
      broken: '没能检查：程序出错了。稍后会自动再试；如果一直这样，请告诉管理员。',
    },
  },
  quiet: {
    line: (hours: string) => `免打扰：${hours}`,
    daily: (hours: string, timezone: string) => `每天 ${hours}（${timezone}）`,
    none: '未设置',
    ask: '请发来时间段，例如 23:00-08:00；这段时间的提醒会留到结束后一起发。发送“关”取消免打扰，发送 /cancel 退出。',
    unreadable: '没看懂。请写成 23:00-08:00 或 23-8；发送“关”取消免打扰，发送 /cancel 退出。',
    equal: '开始和结束是同一时间，分不清是全天免打扰还是不要免打扰。请写两个不同的时间；发送“关”取消免打扰。',
    set: (hours: string, timezone: string) =>
      `✅ 免打扰：每天 ${hours}（${timezone}）。这段时间的提醒会留到结束后一起发。`,
    cleared: '✅ 已取消免打扰，提醒会马上发出。',
  },
  places: {
    title: (account: string) => `${account} 的提醒发送到哪里？`,
    /** Where a link adds the bot to a group, and where none does. */
    how: '要发到另一个群：用“添加到群”选一个你当管理员的群，机器人进群后就关联好了。\n要发到某个话题，或者机器人已经在群里：请在那里发送：',
    howByHand: '要发到一个群：先让机器人进群，再在群里发送：',
    validity: '这个关联码只对你有效，一小时内可用一次。',
    privateOnly: '要关联新的群，请在私聊里打开 /alerts 的“发送到…”。',
    gone: '那个群或话题已经不在了。请重新选择。',
    elsewhere: '另一个群',
  },
};
