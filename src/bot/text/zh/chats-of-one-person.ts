/** One person's private chats on several platforms, joined by `/link`. */
export default {
  platforms: { telegram: 'Telegram', oneBot: 'QQ', qqOfficial: 'QQ 官方' },
  privateChatOn: (platform: string) => `${platform} 的私聊`,
  /** Somebody by their name on a platform. */
  who: (name: string, platform: string) => `${name}（${platform}）`,
  how: '把 Telegram 和 QQ 上的你绑定成同一个人：登录、提醒、任务、备注、关联的群两边共用。请在另一个平台上，在和我的私聊里发送：',
  oneMore: '还可以再绑定一个平台：在那边和我的私聊里发送：',
  /** What is said there. */
  say: (code: string) => `绑定 ${code}`,
  validity:
    '绑定码一小时内有效，只能用一次。谁发送了它，谁就能用你的 B 站登录，所以不要发给任何人，也不要发到群里。',
  onlyHere: '机器人现在只在这一个平台上，没有可以绑定的。管理员设置好另一个平台以后再来。',
  joinedWith: (others: string) =>
    `🔗 这里已和 ${others}绑定为同一个人，登录、提醒、任务、备注、关联的群共用。`,
  ask: (others: string, logins: string) =>
    `要和 ${others}绑定成同一个人吗？绑定以后，那边能用你在这里的${logins === '' ? '登录和关联的群' : `登录（${logins}）和关联的群`}，你也能用那边的。\n只有那也是你自己，才选“绑定”。`,
  join: '绑定',
  joined: (others: string) => `✅ 已绑定：这里和 ${others}现在是同一个人。`,
  logins: (names: string) => `两边共用的登录：${names}。`,
  noLogins: '两边都还没有登录 B 站。在哪一边发送 /login 都可以。',
  twice: (names: string) =>
    `${names} 在两边都登录过：现在只用其中一个登录，提醒也只发一份；解除绑定后各用各的。`,
  shared: '任务、备注、关联的群、免打扰时间也共用；语言各自设置。',
  alertsAsBefore:
    '提醒还发到原来的地方。要都发到一个聊天，请从下面选一个；每个账号也可以在 /alerts 里单独设置。',
  notYou: '如果这不是你自己做的，请马上选“解除绑定”。',
  /** Buttons: all alerts go there. */
  alertsHere: '发到这个聊天',
  alertsOn: (platform: string) => `发到 ${platform}`,
  alertsGoTo: (place: string) => `✅ 提醒以后都发送到：${place}。本来就发到群里的不变。`,
  separate: '解除绑定',
  separateFrom: (who: string) => `解除绑定：${who}`,
  separated: (others: string) =>
    `已和 ${others}解除绑定。各自的登录、任务、备注和关联的群留在各自那边，什么都没有少。`,
  loginsLeft: (names: string) => `这里的登录：${names}。`,
  noLoginsLeft: '这里没有登录。要用的话，请发送 /login。',
  notJoined: '这里没有和别处绑定，不用解除。发送 /link 查看。',
  refused: {
    badCode:
      '这个绑定码不对，或者已经用过、过期了（有效一小时，只能用一次）。请在另一个平台的私聊里发送 /link，获取新的。',
    tooMany: '绑定码试得太多了，请过一小时再试。请在另一个平台的私聊里发送 /link，照那里显示的发送。',
    own: '这是给这里自己的绑定码，要在另一个平台的私聊里发送。',
    alreadyJoined:
      '这里已经和别处绑定了。要再绑定一个平台，请在这里发送 /link 获取绑定码，到那边发送；或者先解除绑定。',
    samePlatform:
      '发出这个绑定码的人，在这个平台上已经绑定了一个聊天。绑定是把同一个人在不同平台上的聊天合在一起。',
  },
};
