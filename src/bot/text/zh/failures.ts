import type { Reason } from '../../../api/index.ts';

/** Why something was not done: what happened, and what to do next. */
export default {
  /** By the reason Bilibili answered "no". */
  refused: {
    login: 'Bilibili 说登录已失效。请点下面的按钮重新登录，然后再试。',
    banned: 'Bilibili 说你的账号被封停了，不能这样做。请到哔哩哔哩查看封停原因和期限。',
    csrf: 'Bilibili 没有通过这次校验（csrf）。请重新登录后再试。',
    risk: 'Bilibili 的风控拦下了这次请求。请先停一停，过一会儿再试。',
    privacy: '对方设置了隐私，看不到这份列表。可以用 /who 看看对方公开的资料。',
    pages: 'Bilibili 只允许看这份列表的前几页，后面的看不到。',
    permission: 'Bilibili 不允许这次访问。请稍后再试，一直这样就重新登录。',
    input: 'Bilibili 不接受这次请求，可能这个功能已经下线。请换一种做法。',
    gone: '找不到这个人或这个视频：可能已注销、被删除，或者写错了。请检查后再发。',
    already: '本来就是这样，不用再改。',
    notSet: '本来就不是这样，没有可取消的。',
    self: '不能对自己这样做。请换一个人。',
    refusedByThem: '对方的隐私设置或黑名单不允许你这样做。',
    blockedByMe: '你把对方拉黑了。请先取消拉黑，再关注。',
    verifyFirst:
      'Bilibili 要求你的账号先完成验证（绑定手机、转正或实名），才能这样做。请在哔哩哔哩完成后再试。',
    unverified: '你的账号还没有绑定手机或转正，关注数已到上限。请在哔哩哔哩完成后再试。',
    followLimit: '你的关注数已到上限。请先取消一些关注，再试。',
    blacklistFull: '黑名单已满。请先移出一些人，再试。',
    batchPartial: '有一部分人没有处理成功。请逐个再试。',
    notFollowed: '还没有关注对方，不能分组或设为特别关注。请先关注。',
    groupMissing: '这个分组已不存在。请重新打开分组列表。',
    groupExists: '已有同名分组。请换一个名字。',
    groupCharacters: '分组名里有不允许的字符。请换一个名字。',
    groupTooLong: '分组名太长，最多 16 个字。请换短一点的名字。',
    groupLimit: '分组数量已到上限。请先删除不用的分组。',
    expired: '这一步已过期。请从头再来一次。',
    busy: 'Bilibili 的服务器暂时出错。请过几分钟再试。',
    unknown: 'Bilibili 拒绝了这次请求。请稍后再试。',
  } satisfies Record<Reason, string>,
  /** While requests rest after a risk answer; `until` is a local time of day. */
  resting: (until: string) =>
    `Bilibili 的风控拦下了请求，为保护你的账号，机器人会休息到 ${until}，之后再试。`,
  /** What the site itself said, and its code, behind our own sentence. */
  withCode: (sentence: string, code: number, said: string) =>
    `${sentence}（${said ? `${said}，` : ''}${code}）`,
  /** No usable answer came. */
  unreachable: {
    timeout: 'Bilibili 没有在时限内回答。请稍后再试。',
    network: '现在连不上 Bilibili。请稍后再试。',
    server: 'Bilibili 的服务器出错了。请过几分钟再试。',
    answer: 'Bilibili 的回答看不懂，可能是它改版了。请稍后再试；一直这样请告诉管理员。',
  },
  /** A write whose answer was lost, when the relation could not be read back either. */
  inDoubt:
    '请求发出了，但没收到 Bilibili 的回答，不知道做成了没有。请稍后用 /who 看看结果，再决定要不要重来。',
};
