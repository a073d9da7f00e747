/** What could be tidied among follows and fans. */
export default {
  title: (name: string) => `整理 · ${name}`,
  hint: '选一项打开名单，在名单里可以多选、批量处理。',
  among: (following: string, fans: string) => `关注 ${following} 人，粉丝 ${fans} 人`,
  amongNewest: (following: string, read: string, fans: string) =>
    `关注 ${following} 人，粉丝 ${fans} 人（B 站只显示最新的 ${read} 人）`,
  /** A button and how many are behind it. */
  counted: (label: string, count: string) => `${label} ${count}`,
  dormant: {
    what: '很久没动静：账号已注销、被封禁，或者一年以上没有投稿。从没投过稿的人不算。',
    checked: (checked: string, following: string, dormant: string) =>
      `你关注的 ${following} 人里已检查 ${checked} 人，其中 ${dormant} 人很久没动静。`,
    cost: (count: string, requests: string, time: string) =>
      `还有 ${count} 人要逐个查看，最多 ${requests} 次请求，预计用时：${time}。结果保留一周。`,
    harmless: '只查看，不改动任何关注；随时可以停止，之后接着做。',
  },
};
