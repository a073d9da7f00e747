/** The settings of a chat. */
export default {
  title: '设置',
  language: (name: string) => `语言：${name}`,
  timezone: (name: string, now: string) => `时区：${name}（现在 ${now}）`,
  /** The language's name for itself. */
  ownName: '中文',
  changeTimezone: '更改时区',
  askTimezone: '请发来时区的名字，例如 Asia/Shanghai、Asia/Tokyo、Europe/London。发送 /cancel 退出。',
  unknownTimezone: (given: string) =>
    `没有叫“${given}”的时区。时区的写法是“洲/城市”，例如 Asia/Shanghai。请再发一次，或发送 /cancel 退出。`,
};
