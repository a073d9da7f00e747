/** How the number of fans went. */
export default {
  title: (account: string) => `📊 数据 · ${account}`,
  fans: (count: string, when: string) => `粉丝 ${count}（${when}）`,
  moved: (days: string, gained: string, lost: string) => `${days}：新增 ${gained} · 取关 ${lost}`,
  best: (day: string, change: string) => `涨粉最多的一天：${day}，${change}`,
  newcomers: (big: string, followedBack: string) => `新粉丝里：大号 ${big} 位 · 你回关了 ${followedBack} 位`,
  since: (day: string) => `从 ${day} 开始记录`,
  none: '还没有数据：下次检查新粉丝时开始记录，之后每天都会有。',
  off: '提醒全部关闭时不检查粉丝，所以没有新的数据。请在 /alerts 打开一种提醒。',
  noPicture: '这台机器画不出图表，所以只有数字。',
  /** How long; on a button, and in a sentence. */
  spans: { week: '7 天', month: '30 天', quarter: '90 天', year: '1 年' },
  last: { week: '近 7 天', month: '近 30 天', quarter: '近 90 天', year: '近 1 年' },
  report: {
    buttons: { daily: '日报', weekly: '周报' },
    ask: '每天几点发日报？请发来时间，例如 21:00。周报也在这个时间发。发送 /cancel 退出。',
    unreadable: '没看懂。请写成 21:00；发送 /cancel 退出。',
    set: (at: string, timezone: string) => `✅ 日报：每天 ${at} 左右（${timezone}）发来，不发出声音。`,
    askDay: '每周哪天发周报？',
    weekdays: ['周一', '周二', '周三', '周四', '周五', '周六', '周日'],
    everyDay: '每天',
    line: (days: string, at: string, timezone: string) => `报告：${days} ${at} 左右（${timezone}）`,
    title: {
      daily: (account: string) => `📊 日报 · ${account}`,
      weekly: (account: string) => `📊 周报 · ${account}`,
    },
    fans: (count: string) => `粉丝 ${count}`,
    hours: (change: string) => `过去 24 小时 ${change}`,
    week: (change: string, gained: string, lost: string) =>
      `近 7 天 ${change}：新增 ${gained} · 取关 ${lost}`,
  },
  picture: {
    title: (count: string) => `粉丝 ${count}`,
    since: (day: string) => `从 ${day} 开始记录`,
    gained: '新增',
    lost: '取关',
    /** A day of a month, both counted from 1. */
    day: (month: number, day: number) => `${month}月${day}日`,
  },
};
