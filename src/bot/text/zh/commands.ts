import whom from './which-person.ts';

/** What the bot and its commands do, for its profile, the command menu and /help. */
export default {
  /** What people read of the bot before they begin (512 characters at most), and in its profile (120). */
  about: {
    description:
      '在聊天里管理你的 Bilibili 粉丝和关注。\n\n🔔 有新粉丝时告诉你是谁，一步就能回关\n📊 粉丝数的变化：今天、7 天、30 天，还有图表\n👥 关注、粉丝、分组、黑名单：搜索、多选、批量处理，随时停止，可以撤销\n🔒 登录加密保存，只有你的聊天能用\n\n选“开始”，然后扫码登录。',
    shortDescription: '管理 Bilibili 粉丝和关注：新粉丝提醒、粉丝数据、批量处理关注和分组。',
  },
  themes: { people: '👥 找人与关注', account: '🔑 账号', other: '🧭 其他' },
  helpTitle: '全部命令',
  helpMore: '发送“/help 命令名”，查看用法和例子。',
  helpUnknown: (name: string) => `没有 /${name} 这个命令。`,
  examples: '例子：',
  summaries: {
    start: '开始',
    help: '命令和用法',
    login: '登录 B 站',
    logout: '退出登录',
    me: '首页',
    stats: '粉丝数据和图表',
    alerts: '新粉丝提醒',
    settings: '语言、时区和免打扰',
    link: '绑定 Telegram 和 QQ',
    cancel: '退出正在进行的操作',
    status: '运行状况',
    who: '查看某人的卡片',
    follow: '关注某人',
    unfollow: '取消关注某人',
    fans: '粉丝列表',
    following: '关注列表',
    common: '共同关注',
    friends: '互相关注的人',
    special: '特别关注的人',
    whispers: '悄悄关注的人',
    blacks: '黑名单',
    search: '在关注里搜索',
    note: '给某人写备注',
    block: '拉黑某人',
    unblock: '取消拉黑',
    kick: '移除粉丝',
    whisper: '悄悄关注某人',
    unwhisper: '取消悄悄关注',
    groups: '关注分组',
    tidy: '整理关注和粉丝',
    jobs: '批量任务',
    export: '导出关注、粉丝、黑名单和分组',
    import: '用文件或一批 UID 批量关注',
  },
  /** How each is written; `WHO` stands for any form of a person. */
  details: {
    start: '没登录时说明机器人能做什么、怎么登录；登录后就是首页。',
    help: '列出全部命令；加上命令名，查看它的用法。\n/help [命令名]',
    login: '三种方式：扫码、粘贴 Cookie、access_key。只能在私聊里使用。',
    logout: '退出 B 站的登录，并删除这里保存的登录信息。会先确认。',
    me: '首页：名字、UID、粉丝数和今天、7 天、30 天的变化、关注和黑名单数、登录时间、提醒开关、没做完的任务和没发出的提醒；其他功能也从这里打开。有多个账号时，在这里切换。',
    stats:
      '粉丝数的图表（7 天、30 天、90 天、1 年）：每天新增和取关多少，涨粉最多的一天，新粉丝里有多少大号、回关了多少。从第一次检查起记录。这里也可以打开日报和周报。',
    alerts:
      '新粉丝、掉粉、里程碑等提醒：开关、免打扰时间、发送到哪里（这个聊天、关联的群或话题）；也可以立即检查。',
    link: '/link [绑定码]\n把 Telegram 和 QQ 上的你绑定成同一个人，两边共用登录、提醒、任务、备注和关联的群。在一边发送 /link 得到绑定码（一小时内有效，只能用一次），到另一边的私聊里发送“绑定 绑定码”。绑定以后再发送 /link，可以选提醒发到哪一边，也可以解除绑定。',
    settings: '机器人使用的语言、显示时间用的时区，以及不发提醒的时间段。',
    cancel: '退出正在回答的问题，也会停止等待扫码、停止正在进行的导出和新建分组。',
    status:
      '聊天、登录（正常、失效、因风控休息）、监测的账号、最近一小时的检查和请求、等待发出的提醒、版本和运行时间。只有管理员能用。',
    who: '/who 某人\n某人可以是 UID、主页链接、b23.tv 短链、视频链接或 BV/av 号（即 UP 主）、@名字；也可以回复一条提到 TA 的消息。不写的话，机器人会问。',
    follow:
      '/follow 某人…\n马上关注，并给出 TA 的卡片；十分钟内可以撤销。可以一次写多个人，用空格、逗号或换行隔开，会成为一个批量任务。某人的写法见 /help who。',
    unfollow:
      '/unfollow 某人…\n马上取消关注；十分钟内可以撤销，原来的分组也会恢复。可以一次写多个人，会成为一个批量任务。某人的写法见 /help who。',
    fans: '/fans [某人]\n粉丝，新的在前；不写人就看自己的。选一行看卡片，用“多选”可以一次处理多个人，用“筛选”只看没回关的、大号、认证的等等。名字后面的日期是关注的日期，选页码可以跳页。\n↔ 互相关注 · ★ 特别关注 · ✓ 已认证 · ● 正在直播',
    following:
      '/following [某人]\n关注的人；自己的可以按“最近”或“最常访问”排列，也可以搜索、筛选（未回关、已注销、未分组……）和排序。名字后面的日期是关注的日期，选页码可以跳页。别人的关注，B 站显示多少就能看多少。\n↔ 互相关注 · ★ 特别关注 · ✓ 已认证 · ● 正在直播',
    common: '/common 某人\n你们都关注的人。某人的写法见 /help who。',
    friends: '和你互相关注的人。',
    special: '你特别关注的人。',
    whispers: '以前悄悄关注的人；B 站已经不能新增悄悄关注了。',
    blacks: '你拉黑的人，新的在前。',
    search: '/search 文字\n按名字搜索你关注的人，也搜索你写的备注；备注里找到的人排在最前。',
    note: '/note 某人 文字\n给某人写备注，只有你在这个私聊（和绑定的私聊）里看得到：在卡片上、名单里的名字后面、/search 和 /export 里。备注加密保存，不会发给 B 站。不写文字的话，机器人会问；文字写“删除”，就删除备注。也可以回复一条提到 TA 的消息：/note 文字。只能在私聊里使用。',
    block: '/block 某人…\n会先确认；拉黑后，你们之间的关注会互相取消。可以一次写多个人，会成为一个批量任务。',
    unblock: '/unblock 某人…\n把 TA 移出黑名单。可以一次写多个人。',
    kick: '/kick 某人…\n会先确认；把 TA 从你的粉丝里移除。可以一次写多个人。',
    whisper: '/whisper 某人\n悄悄关注。如果 B 站已下线这个功能，会告诉你，也可以改成普通关注。',
    unwhisper: '/unwhisper 某人\n取消以前留下的悄悄关注。',
    groups:
      '列出全部分组和人数，选一个看成员，也可以上移、下移。也可以直接写：\n/groups new 名字\n/groups rename 旧名 = 新名\n/groups delete 名字\n/groups add 名字 某人…\n名字里有空格时加引号。',
    tidy: '数一数可以整理的：已注销的账号、没有回关你的人、没有分组的关注、可疑粉丝，每一项都能打开筛选好的名单。“很久没动静”会逐个查看你关注的人是不是被封禁、多久没投稿；要花一些时间，开始前会写明，随时可以停止，结果保留一周。',
    jobs: '列出批量任务：进行中的、已停止的、已完成的。可以停止、继续、重试失败项、撤销。',
    export:
      '把关注、粉丝（最新 1000 位）、黑名单和分组导出成文件发给你：一个 JSON，每份名单再各有一个 CSV。几千人要等几分钟，发送 /cancel 可以停止。只能在私聊里使用。',
    import:
      '/import [UID…]\n关注文件里的人，并放回原来的分组；先预览，再开始。文件可以是 /export 的 JSON 或 CSV，也可以是别的工具的表格、列表、书签（最大 5 MB）：发送文件时把命令写在说明里，或者用命令回复那个文件，或者先发命令，等机器人问了再发。',
  },
  /** What stands in examples where a language must speak. */
  samples: { name: '名字', search: '猫', group: '同学', twoWords: '我的 同学', note: '大学同学' },
  start: {
    what: '你好！我帮你在聊天里管理 B 站的粉丝和关注，有新粉丝时告诉你是谁。\n可以查看一个人的卡片，关注、取消关注、拉黑、移除粉丝：有的可以撤销，有的会先确认。\n每个聊天的登录各自加密保存，互相看不到。',
    nextLogin: '下一步：登录 B 站。',
    claimed: '你现在是这个机器人的管理员了。下一步：发送 /login 登录 B 站。',
    claimWrong: '这个认领码无效或已经用过。请在程序最近一次启动的输出里找新的。',
    claimAlready: '你已经是管理员了，不需要再认领。',
  },
  whom,
};
