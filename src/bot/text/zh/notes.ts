/** What a person notes about others. */
export default {
  button: '备注',
  remove: '删除',
  /** On the card. */
  line: (note: string) => `备注：${note}`,
  /** After a name in a list. */
  after: (note: string) => `（${note}）`,
  ask: (most: number) => `写什么备注？最多 ${most} 个字，只有你看得到。发送 /cancel 退出。`,
  askAnother: (note: string, most: number) =>
    `现在的备注：${note}\n发来新的备注（最多 ${most} 个字），或者发送“删除”。发送 /cancel 退出。`,
  tooLong: (most: number) => `备注太长，最多 ${most} 个字。请写短一点再发。`,
  nothingVisible: '没有看到文字内容。请用文字写备注，或者发送 /cancel 退出。',
  done: (name: string) => `✅ 已给 ${name} 写上备注`,
  removed: (name: string) => `✅ 已删除 ${name} 的备注`,
  hadNone: (name: string) => `${name} 没有备注，不用删除`,
  /** Above a search: people found by what is noted about them. */
  found: (count: string) => `备注里找到 ${count} 人，排在最前`,
};
