/** Home: the account at a glance, and the way to everything else. */
export default {
  /** Before the link, as a label. */
  back: '‹ 首页',
  fans: (count: string) => `粉丝 ${count}`,
  changes: (today: string, week: string, month: string) => `今天 ${today} · 7 天 ${week} · 30 天 ${month}`,
  /** For a number that is not known yet. */
  unknown: '–',
  follows: (following: string, black: string) => `关注 ${following} · 黑名单 ${black}`,
  made: (when: string) => `登录于 ${when}`,
  renewed: (when: string) => `续期于 ${when}`,
  alerts: (state: string) => `提醒：${state}`,
  jobsOngoing: (count: string) => `批量任务：${count} 个还没做完`,
  untold: (count: string) => `还有 ${count} 位新粉丝的提醒等待发出`,
  old: {
    resting: (since: string, until: string) =>
      `⏸ B 站的风控拦下了请求，${until} 之前不再请求。下面是 ${since} 的数字：`,
    unreachable: (since: string) => `⚠️ 现在读不到 B 站，请稍后再打开首页。下面是 ${since} 的数字：`,
  },
  none: {
    resting: (until: string) => `⏸ B 站的风控拦下了请求，请在 ${until} 之后再打开首页。`,
    unreachable: '⚠️ 现在读不到 B 站，请稍后再打开首页。',
  },
  buttons: {
    fans: '粉丝',
    following: '关注',
    groups: '分组',
    alerts: '提醒',
    stats: '数据',
    tidy: '整理',
    jobs: '任务',
    settings: '设置',
  },
  switch: '切换',
  choose: '切换到哪个账号？',
  switched: (name: string) => `✅ 已切换到 ${name}`,
};
