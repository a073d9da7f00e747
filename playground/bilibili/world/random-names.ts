import type { Random } from '../state/random.ts';

// biome-ignore format: a table
const manners = [
  '爱吃鱼的', '不想早起的', '深夜的', '会飞的', '迷路的', '住在海边的', '努力的', '路过的', '安静的', '骑车的',
  '戴耳机的', '画画的', '写代码的', '养花的', '困困的', '南方的', '北方的', '七月的', '下雨天的', '圆滚滚的',
];
// biome-ignore format: a table
const beings = [
  '猫', '小熊', '鲸鱼', '企鹅', '柴犬', '松鼠', '土豆', '西瓜', '云朵', '月亮', '汽水', '饭团', '豆腐', '灯塔', '风筝',
  '邮差', '厨子', '钓鱼人', '摄影师', '观众', '番茄', '海豹', '刺猬', '年糕', '星球',
];
// biome-ignore format: a table
const tails = [
  '', '', '', '', '酱', '君', '日记', '电台', '频道', '工坊', '_', '同学', 'Official', '呀', '的窗台',
];
// biome-ignore format: a table
const signs = [
  '', '', '', '这个人很神秘,什么都没有写', '每周更新,偶尔鸽', '记录一点日常', '商务合作请私信',
  '今天也要好好吃饭', '不定期直播,随缘', '喜欢的话点个关注吧~', '学习中……', '相机与旅行', '音乐是万能药', '已读不回,勿怪',
];

/** Makes unique nicknames from common words; none is a real person's. */
export function createNames(random: Random): () => string {
  const usedNames = new Set<string>();
  return () => {
    let name = `${random.pick(manners)}${random.pick(beings)}${random.pick(tails)}`;
    while (usedNames.has(name)) name += String(random.below(10));
    usedNames.add(name);
    return name;
  };
}

/** A profile text, often empty. */
export function signOf(random: Random): string {
  return random.pick(signs);
}
