/** What chats are told without having asked: new fans, those who left, milestones, and what is wrong with a login. */
export default {
  account: (name: string) => `账号：${name}`,
  newFan: '🔔 新粉丝',
  fanAgain: '🔔 又关注了你',
  newFans: (count: string) => `🔔 新增 ${count} 位粉丝`,
  newFansAtLeast: (count: string) => `🔔 新增至少 ${count} 位粉丝`,
  away: (since: string) => `（机器人离线期间，从 ${since} 起）`,
  mutuals: (count: string) => `🤝 ${count} 位现在与你互相关注`,
  lost: (count: string) => `👋 掉粉 ${count} 位`,
  lostWhy: '可能是取消了关注，也可能是账号注销了。',
  milestone: (reached: string) => `🎉 粉丝达到 ${reached} 位！`,
  netLoss: (from: string, to: string) => `📉 粉丝变少了：${from} → ${to}`,
  /** Of one fan. */
  followers: (count: string) => `${count} 粉丝`,
  more: (count: string) => `……还有 ${count} 位`,
  total: (count: string) => `现在共 ${count} 位粉丝`,
  since: (when: string) => `关注于 ${when}`,
  again: '再次关注',
  mutual: '互相关注',
  notFollowed: '你还没有关注 TA',
  buttons: {
    followBack: '回关',
    unfollow: '取关',
    followAllBack: '全部回关',
    more: (count: string) => `还有 ${count} 位 ›`,
  },
  /** Every one says of which account, since it comes by itself. */
  notices: {
    started: (name: string, fans: string) =>
      `👀 已开始监测 ${name} 的新粉丝，现在共 ${fans} 位粉丝。有新粉丝时会告诉你；发送 /alerts 可以更改或关闭。`,
    restarted: (name: string, fans: string) =>
      `👀 已重新开始监测 ${name} 的新粉丝，现在共 ${fans} 位粉丝。提醒关闭期间来的新粉丝不再一一告诉你；发送 /fans 可以查看全部粉丝。`,
    placeLost: (name: string) =>
      `⚠️ ${name} 的提醒发不到原来的地方了：我被移出或停用了、不能发言，或者那里已经不在了。今后改发到这里；想换地方，请发送 /alerts，选“发送到…”。`,
    login: (name: string) =>
      `⚠️ ${name} 的登录已失效，暂时看不到新粉丝。请选“重新登录”；登录后继续监测，期间的新粉丝会一并告诉你。`,
    risk: (name: string, until: string | undefined) =>
      `⏸ B 站暂时限制了 ${name} 的请求，新粉丝提醒先休息${until ? `到 ${until}` : '一会儿'}，之后会自动继续，期间的新粉丝会一并告诉你。这段时间请少做批量操作。`,
    banned: (name: string) =>
      `⚠️ B 站说 ${name} 的账号被封禁，看不到新粉丝。请打开 B 站查看原因；解封后会自动继续。`,
    recovered: {
      login: (name: string) => `✅ ${name} 的登录恢复了，新粉丝提醒已继续。`,
      risk: (name: string) => `✅ ${name} 的新粉丝提醒恢复了。`,
      banned: (name: string) => `✅ ${name} 的账号恢复了，新粉丝提醒已继续。`,
    },
  },
  forgotten: '这条提醒已过期，里面的名单已经不在了。请发送 /fans 打开粉丝列表，用“多选”来关注。',
};
