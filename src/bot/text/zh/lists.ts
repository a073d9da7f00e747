/** The paged lists of people. */
export default {
  /** Titles of one's own lists; `text` is what was searched for. */
  own: {
    fans: () => '我的粉丝',
    following: () => '我的关注',
    friends: () => '互相关注',
    whispers: () => '悄悄关注',
    blacks: () => '黑名单',
    special: () => '特别关注',
    search: (text: string) => `关注里名字含“${text}”的人`,
    group: (name: string) => `分组：${name}`,
  },
  /** Titles of lists that concern another. */
  theirs: {
    fans: (who: string) => `${who} 的粉丝`,
    following: (who: string) => `${who} 的关注`,
    common: (who: string) => `和 ${who} 的共同关注`,
  },
  /** Said instead of an empty list. */
  none: {
    fans: '你还没有粉丝。',
    following: '你还没有关注任何人。',
    friends: '没有和你互相关注的人。',
    whispers: '你没有悄悄关注任何人。',
    blacks: '你的黑名单是空的。',
    special: '你没有特别关注任何人。在卡片上可以把人设为特别关注。',
    search: (text: string) => `没有找到名字含“${text}”的关注。请换几个字再试。`,
    group: '这个分组里没有人。',
  },
  noneOfTheirs: {
    fans: 'TA 还没有粉丝。',
    following: 'TA 没有关注任何人。',
    common: '没有共同关注的人。',
  },
  total: (total: string) => `共 ${total} 人`,
  noTotal: 'B 站没有说一共有多少人',
  /** The site shows fewer than there are. */
  newest: (shown: string, total: string) => `只显示最近的 ${shown} 人，共 ${total} 人`,
  first: (shown: string) => `B 站只显示前 ${shown} 人`,
  /** Which source of another's following answered, and how many it shows. */
  source: {
    web: (shown: string) => `名单来自网页版，它只显示前 ${shown} 人`,
    app: (shown: string) => `名单来自 App，它只显示前 ${shown} 人；看不出你和他们的关系`,
    game: (shown: string) => `名单来自游戏中心，它只显示前 ${shown} 人；看不出你和他们的关系`,
  },
  readAt: (when: string) => `读取于 ${when}`,
  chosen: (count: string) => `已选 ${count} 人`,
  mostChosen: '一次最多选 1000 人，后面的没有选上',
  recent: '最近',
  visited: '最常访问',
  search: '搜索',
  select: '多选',
  page: '全选本页',
  leaveSelect: '退出多选',
  refresh: '刷新',
  openAgain: '重新打开',
  old: '这条消息已过期，里面的名单已经不在了。',
  oldSearch: '这条消息已过期，里面的名单已经不在了。请重新发送“/search 文字”。',
  ownOnly: (command: string) => `这份名单只能看自己的。请直接发送 /${command}，后面不用写人。`,
  askSearch: '要在关注里找谁？请发来名字里的几个字。发送 /cancel 退出。',
  longSearch: '搜索的文字太长，最多 50 个字。请写短一点再发。',
  nobodyChosen: '还没有选人。请先点名单里的人。',
  /** The site answered, but not who is in the list. */
  noInformation: {
    list: 'B 站这次没有给出名单，这不等于没有人。请稍后再试。',
    rows: 'B 站说名单里有人，这次却一个也没有给出。请稍后再试。',
    total: 'B 站这次既没有给出人，也没有说一共有多少，这不等于没有人。请稍后再试。',
  },
};
