import type { Reason } from '../../../api/index.ts';

/** Why something was not done: what happened, and what to do next. */
export default {
  /** By the reason Bilibili answered "no". */
  refused: {
    login: 'B 站说登录已失效。请重新登录，然后再试。',
    banned: 'B 站说你的账号被封禁了，不能这样做。请到 B 站查看封禁原因和期限。',
    csrf: 'B 站没有通过这次校验（csrf）。请重新登录后再试。',
    risk: 'B 站的风控拦下了这次请求。请过一会儿再试。',
    privacy: '对方设置了隐私，看不到这份列表。可以用 /who 看看对方公开的资料。',
    pages: 'B 站只允许看这份列表的前几页，后面的看不到。请看前面的几页。',
    permission: 'B 站不允许这次访问。请稍后再试；如果一直这样，请重新登录。',
    input: 'B 站不接受这次请求，可能这个功能已经下线。请换一种做法。',
    gone: '找不到这个人或这个视频：可能已注销、被删除，或者写错了。请检查后再发。',
    already: '已经是这样了，无需改动。',
    notSet: '本来就没有，不用取消。',
    self: '不能对自己这样做。请换一个人。',
    refusedByThem: '对方的隐私设置或黑名单不允许你这样做，只有对方能改。',
    blockedByMe: '你把对方拉黑了。请先取消拉黑，再关注。',
    verifyFirst: 'B 站要求你的账号先完成验证（绑定手机、转正或实名），才能这样做。请在 B 站完成后再试。',
    unverified: '你的账号还没有绑定手机或转正，关注数已到上限。请在 B 站完成后再试。',
    followLimit: '你的关注数已到上限。请先取消关注一些人，再试。',
    blacklistFull: '黑名单已满。请先移出一些人，再试。',
    batchPartial: '有一部分人没有处理成功。请逐个再试。',
    notFollowed: '你还没有关注对方，不能分组或设为特别关注。请先关注。',
    groupMissing: '这个分组已不存在。请重新打开分组列表。',
    groupExists: '已有同名分组。请换一个名字。',
    groupCharacters: '分组名里有不允许使用的字符。请换一个名字。',
    groupTooLong: '分组名太长，最多 16 个字。请换短一点的名字。',
    groupLimit: '分组数量已到上限。请先删除不用的分组。',
    expired: '这一步已过期。请从头再来一次。',
    busy: 'B 站的服务器暂时出错。请过几分钟再试。',
    unknown: 'B 站拒绝了这次请求。请稍后再试。',
  } satisfies Record<Reason, string>,
  /** While requests rest after a risk answer; `until` is a local time of day. */
  resting: (until: string) =>
    `B 站的风控拦下了请求，为保护你的账号，机器人会休息到 ${until}。请在 ${until} 之后再试。`,
  /** What the site itself said, and its code, behind our own sentence. */
  withCode: (sentence: string, code: number, said: string) =>
    `${sentence}（${said ? `${said}，` : ''}${code}）`,
  /** No usable answer came. */
  unreachable: {
    timeout: 'B 站太久没有响应。请稍后再试。',
    network: '现在连不上 B 站。请稍后再试。',
    server: 'B 站的服务器出错了。请过几分钟再试。',
    answer: '看不懂 B 站返回的内容，可能是它改版了。请稍后再试；如果一直这样，请告诉管理员。',
  },
  /** A write whose answer was lost, when the relation could not be read back either. */
  inDoubt: '请求发出了，但没有收到 B 站的答复，不知道有没有做成。请稍后用 /who 看看结果，再决定要不要重来。',
  tooSlow: '这一步花的时间太长，已经停止。请稍后再试；如果当时正在改动关系，请先用 /who 看看结果。',
  stopping:
    '机器人正在停止运行，这一步没能等到结果。如果当时正在改动关系，等它重新运行后请用 /who 看看结果，再决定要不要重来。',
  unsent: '结果没能发出来，但可能已经做成了。请用 /who 看看，再决定要不要重来。',
  broken: (reference: string) =>
    `出了点问题，这一步没有完成。请再试一次；如果一直这样，请把编号 ${reference} 告诉管理员。`,
};
