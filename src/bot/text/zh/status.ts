/** How the program is doing, for admins. */
export default {
  version: (version: string) => `guanxi ${version}`,
  uptime: (days: number, hours: number, minutes: number) => `已运行 ${days} 天 ${hours} 小时 ${minutes} 分`,
  chats: (count: string) => `聊天：${count}`,
  sessions: (well: string, expired: string, resting: string) =>
    `登录：正常 ${well} · 失效 ${expired} · 因风控休息 ${resting}`,
  watches: (count: string) => `监测新粉丝的账号：${count}`,
  lastHour: (looks: string, requests: string) => `最近一小时：检查 ${looks} 次 · 向 B 站请求 ${requests} 次`,
  lastHourHere: (requests: string) => `最近一小时：本进程向 B 站请求 ${requests} 次，检查由监测进程进行`,
  /** The addresses and proxies by which Bilibili is asked. */
  egress: {
    all: (count: string, resting: string, unanswered: string) =>
      `访问 B 站的出口：${count} 个 · 因风控休息 ${resting} · 无应答 ${unanswered}`,
    one: (name: string, facts: string) => `· ${name}：${facts}`,
    comma: '，',
    own: '本机',
    requests: (count: string) => `一小时请求 ${count} 次`,
    budget: (percent: number) => `额度剩 ${percent}%`,
    resting: (until: string) => `休息到 ${until}`,
    trouble: {
      proxyAway: (since: string) => `${since} 起代理连不上`,
      proxyRefuses: (since: string) => `${since} 起代理不认用户名或密码，请改 EGRESS`,
      addressGone: (since: string) => `${since} 起本机没有这个地址，请改 EGRESS`,
      silent: (since: string) => `${since} 起无应答`,
    },
    more: (count: string) => `· 另有 ${count} 个，见 /metrics`,
  },
  distrusted: 'B 站的粉丝数暂不可用：提醒可能晚几分钟',
  waiting: (count: string) => `等待发出的提醒：${count}`,
  processes: (standby: number, watchers: number) => `其他进程：待命 ${standby} 个 · 监测 ${watchers} 个`,
};
