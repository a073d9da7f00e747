/** Groups that are linked to a user, and what others may do in them. */
export default {
  listsForOwner: (owner: string) =>
    `这里用的是 ${owner} 的登录，TA 自己的粉丝和关注只给 TA 看。在命令后面加一个 UID，可以查看那个人公开的名单。`,
  noLongerAdmin: '你已不是这个群的管理员，所以不能在这里操作。请在私聊里操作，或让群主把你设为管理员。',
  ownerOnly: (owner: string) =>
    `在这个群里，只有 ${owner} 能这样做。你可以用 /who、/fans、/following、/common 看公开的资料。`,
  ownerLoggedOut: (owner: string) =>
    `${owner} 现在没有有效的 B 站登录，所以看不了。请让 ${owner} 在私聊里重新登录。`,
  loginInPrivate: '要先登录 B 站。登录只能在私聊里进行，请打开私聊。',
  /** A group, or a topic of one. */
  group: (title: string) => `群“${title}”`,
  topic: (title: string, topic: string) => `群“${title}”的话题“${topic}”`,
  unnamedTopic: (title: string, thread: number) => `群“${title}”的话题 ${thread}`,
  /** In the group. */
  linked: (place: string, owner: string) =>
    `✅ ${place}已关联到 ${owner} 的 B 站账号。\n只有 ${owner} 能在这里操作；其他人可以用 /who、/fans、/following、/common 看公开的资料。`,
  alertsHere: (account: string) => `${account} 的提醒以后发到这里。`,
  alertsNot: '你还没有登录 B 站。登录后，在私聊里用 /alerts 选择发送到这里。',
  isLinked: (owner: string) =>
    `这个群已关联到 ${owner} 的 B 站账号。只有 ${owner} 能在这里操作；其他人可以用 /who、/fans、/following、/common 看公开的资料。`,
  unlink: '解除关联',
  unlinked:
    '已解除关联，这里不再收到提醒，也不能再使用账号。要重新关联，请在私聊里打开 /alerts 的“发送到…”。',
  notLinked: '这个群还没有关联。要关联，请在私聊里发送 /alerts，选“发送到…”，照那里说的做。',
  badCode:
    '这个关联码不是你的，或者已经用过、过期了（有效一小时，只能用一次）。请在私聊里打开 /alerts 的“发送到…”，获取一个新的。',
  notAdmin: '只有这个群的管理员才能把群关联到自己的账号。请先让群主把你设为管理员，再发一次。',
  unsureAdmin: (platform: string) => `没能向 ${platform} 查到你是不是这个群的管理员。请稍后再发一次。`,
  anonymous: '你正以匿名管理员的身份发言，我认不出你是谁。请先在群里关掉“匿名发言”，再发一次。',
  taken: (owner: string) => `这个群已关联到 ${owner} 的账号。请对方先在这里发送 /start 解除关联。`,
  tooMany: '最多关联 20 个群和话题。请先在 /alerts 的“发送到…”里解除一些。',
  sendInGroup: '关联码要在群里发送：请在私聊里打开 /alerts 的“发送到…”，照那里说的做。',
  /** To the owner, in private. */
  toldOwner: (place: string) => `✅ 已关联${place}。`,
  alertsThere: (account: string) => `${account} 的提醒以后发到那里；要改，请发送 /alerts。`,
  lost: (place: string) => `我被移出了${place}，不能再往那里发消息，关联已解除。`,
  ended: (place: string) => `已解除和${place}的关联。`,
  alertsHome: '提醒改发到这里。',
};
