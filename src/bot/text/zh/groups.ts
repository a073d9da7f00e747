/** The follow groups: their list, one group, the groups of a person. */
export default {
  title: (count: string) => `我的分组（${count}）`,
  special: '特别关注',
  default: '默认分组',
  row: (name: string, count: string) => `${name} · ${count} 人`,
  buttons: {
    create: '新建分组',
    rename: '重命名',
    remove: '删除',
    move: '移动到',
    copy: '复制到',
    out: '移出分组',
    up: '上移',
    down: '下移',
    /** On a card. */
    groups: '分组',
    save: '保存',
    followAndSave: '关注并保存',
    toCard: '返回卡片',
    toGroups: '‹ 全部分组',
    toList: '‹ 返回名单',
    into: (name: string) => `→ ${name}`,
    refresh: '刷新',
  },
  askName: '新分组叫什么？发来 1–16 个字。发送 /cancel 退出。',
  askOtherName: (name: string) => `“${name}”要改成什么名字？发来 1–16 个字。发送 /cancel 退出。`,
  badName: (length: number) =>
    length === 0
      ? '分组名不能为空，请写 1–16 个字。'
      : `分组名最多 16 个字，你写了 ${length} 个。请换短一点的名字。`,
  created: (name: string) => `✅ 已新建分组“${name}”。`,
  renamed: (old: string, name: string) => `✅ 分组“${old}”已改名为“${name}”。`,
  askDelete: (name: string, count: string) =>
    count === '0'
      ? `要删除分组“${name}”吗？`
      : `要删除分组“${name}”吗？里面的 ${count} 人仍然关注着，只是不再属于这个分组。`,
  deleted: (name: string) => `✅ 已删除分组“${name}”，里面的人仍然关注着。`,
  fixed: (name: string) => `“${name}”是 B 站自带的分组，不能改名或删除。`,
  gone: '这个分组已不存在，可能在别处被删除了。下面是现在的分组。',
  /** After people were put somewhere. */
  moved: (count: string, name: string) => `✅ 已把 ${count} 人移动到“${name}”。`,
  copied: (count: string, name: string) => `✅ 已把 ${count} 人复制到“${name}”。`,
  takenOut: (count: string, name: string) => `✅ 已把 ${count} 人移出“${name}”，仍然关注着。`,
  /** After a group was moved among the others. */
  ordered: {
    moved: (name: string, place: number) => `✅ 分组“${name}”现在排在第 ${place} 位。`,
    end: (name: string) => `分组“${name}”已经到头了，顺序没有变。`,
    refused: (name: string) => `B 站没有接受新的顺序，分组“${name}”还在原来的位置。可以在 B 站 App 里调整。`,
  },
  nobodyChanged: '没有需要改动的人。',
  already: (count: string) => `${count} 人无需改动。`,
  notFollowed: (count: string) => `有 ${count} 人你还没有关注，不能分组，没有改动。`,
  pickMove: (count: string) => `把选中的 ${count} 人移动到哪个分组？`,
  pickMoveAll: (count: string) => `把选中的 ${count} 人移动到哪个分组？他们会离开其他分组，特别关注不变。`,
  pickFollow: (count: string) => `关注选中的 ${count} 人，并放入哪个分组？已经关注的人会跳过。`,
  pickCopy: (count: string) => `把选中的 ${count} 人复制到哪个分组？其他分组不变。`,
  noTarget: '还没有可以放人的分组。请先在 /groups 里新建一个。',
  /** The check boxes of a person. */
  tick: '选中分组，再选一次就取消；然后选“保存”。一个也不选，就是默认分组。',
  tickUnfollowed: '你还没有关注 TA，关注之后才能分组。选好分组，再选“关注并保存”。',
  saved: '✅ 已保存。',
  savedBeside: '✅ 已保存。这期间在别处改过的分组，以别处的改动为准。',
  savedFollowing: '✅ 已关注，分组也已保存。',
  forgotten: '这条消息已过期，刚才的选择没有保存；下面是现在的分组，请重新选择。',
  goneMeanwhile: '有个分组已不存在，没有保存；下面是现在的分组，请重新选择。',
  intoDone: (name: string) => `✅ 已把 ${name} 放进分组`,
  /** Text forms. */
  usage:
    '写法：\n/groups new 名字\n/groups rename 旧名 = 新名\n/groups delete 名字\n/groups add 名字 某人…\n名字里有空格时请加引号，例如“我的 同学”。',
  noSuch: (name: string, all: string) => `没有叫“${name}”的分组。现有的分组：${all}。`,
  several: (names: string) => `这些分组名只有大小写不同：${names}。请按原来的大小写再发一次。`,
  addWhom: (name: string) => `要把谁放进“${name}”？请写在分组名后面：UID、链接或 @名字。`,
  notInto: '默认分组里是不在其他分组的人，不能放人进去。请换一个分组。',
};
