import type { FailureReason } from '../../../jobs/index.ts';

/** Work on many people: before, while, after. */
export default {
  actions: {
    follow: '关注',
    unfollow: '取消关注',
    block: '拉黑',
    unblock: '取消拉黑',
    kick: '移除粉丝',
    unwhisper: '取消悄悄关注',
    group: '调整分组',
    check: '检查动静',
  },
  buttons: {
    start: '开始',
    withSpecial: '连同特别关注',
    stop: '停止',
    resume: '继续',
    retry: '重试失败项',
    undo: '撤销',
    people: '名单',
    show: (place: number, title: string) => `${place}. ${title}`,
  },
  /** From which group into which. */
  shift: {
    out: (from: string) => `移出分组“${from}”，其他分组不变`,
    into: (to: string) => `复制到分组“${to}”，其他分组不变`,
    between: (from: string, to: string) => `从分组“${from}”移动到“${to}”`,
    only: (to: string) => `移动到分组“${to}”，离开其他分组，特别关注不变`,
  },
  preview: {
    todo: (action: string, count: string, names: string) => `将${action} ${count} 人：${names}`,
    nothing: (action: string) => `没有需要${action}的人。`,
    skipped: (parts: string) => `跳过：${parts}`,
    skip: {
      self: (count: string) => `自己 ${count}`,
      already: (count: string) => `无需改动 ${count}`,
      blocked: (count: string) => `在黑名单里 ${count}`,
      special: (count: string) => `特别关注 ${count}`,
      notFollowed: (count: string) => `没有关注 ${count}`,
    },
    unread: (pieces: string) => `没看懂，不会处理：${pieces}`,
    parts: (parts: string) => `人数较多，分 ${parts} 批依次进行，每批最多 1000 人。`,
    time: (duration: string) => `预计用时：${duration}`,
    quota: (left: string) => `今天还能操作 ${left} 人`,
    overQuota: '今天做不完的，明天会自动继续。',
    noQuota: '管理员把每天的额度设成了 0，所以不会开始。请联系管理员。',
    type: (count: number) => `这会改动很多人。确认的话，请发送数字 ${count}；发送 /cancel 退出。`,
    wrongNumber: (count: number) => `数字不对。要开始请发送 ${count}，不做了就发送 /cancel。`,
  },
  people: {
    title: (action: string, count: string) => `将${action}的 ${count} 人：`,
    person: (place: number, name: string, mid: number) => `${place}. ${name}（${mid}）`,
    nameless: (place: number, mid: number) => `${place}. ${mid}`,
  },
  reading: (read: string, total: string) => `正在核对关系：${read} / ${total}。发送 /cancel 停止。`,
  seconds: '不到 1 分钟',
  minutes: (count: number) => `${count} 分钟`,
  hours: (count: number) => `${count} 小时`,
  days: (count: string, done: string) => `${count} 天，${done}`,
  /** The year is there when it is another than this one. */
  doneAround: (day: number, month: number, year: number | undefined) =>
    `${year ? `${year} 年 ` : ''}${month} 月 ${day} 日左右完成`,
  /** What is said of work that goes on for more than a day. */
  timeLeft: (duration: string) => `预计还要：${duration}`,
  title: (action: string, count: string) => `批量${action} ${count} 人`,
  counts: (done: string, failed: string, left: string) => `完成 ${done} · 失败 ${failed} · 剩余 ${left}`,
  states: {
    queued: '马上开始；如果同一账号还有任务在进行，等它结束后开始。',
    running: (duration: string) => `进行中，预计还要 ${duration}。`,
    waiting: (until: string) => `今天的额度用完了，${until} 会自动继续。`,
    resting: (until: string) => `B 站的风控拦下了请求，已停在这里。请在 ${until} 之后选“继续”。`,
    stopped: '已停止。选“继续”从这里接着做。',
    restStopped: '后面几批也不会开始。',
    failed: (why: string) => `已停止：${why}处理好之后选“继续”。`,
    done: '已完成。',
  },
  failedFor: (why: string, count: string, people: string) => `失败 ${count} 人：${why}\n　${people}`,
  groupsFailed: (count: string) => `${count} 人已关注，但没能放进分组。可以在 /groups 里补上。`,
  own: {
    unreachable: '没有收到 B 站的答复，没有改动。',
    inDoubt: '没有收到 B 站的答复，不知道有没有做成，请用 /who 看看。',
    broken: '程序出错，请告诉管理员。',
  } satisfies Partial<Record<FailureReason, string>>,
  none: '还没有批量任务。例如发送 /follow 加上多个 UID，就会新建一个。',
  listTitle: '批量任务：',
  gone: '这个任务已经不在了。发送 /jobs 查看现有的任务。',
  staleProposal: '这份预览已经过期，请重新发送命令。',
  cannotNow: '这个任务现在不能这样操作，下面是它的现状。',
  tooMany: (count: string, most: number) =>
    `一次最多 ${most} 人，你写了 ${count} 个，所以没有处理任何人。请分几次发。`,
  tooManyLookUps: (most: number) =>
    `名字、视频和短链一次最多写 ${most} 个（每个都要向 B 站查询一次）。请改用 UID，或分几次发。`,
  quotaSpent: (until: string) => `今天的额度已经用完，请在 ${until} 之后再试。`,
};
