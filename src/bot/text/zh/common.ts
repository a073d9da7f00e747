/** Words used by many features. */
export default {
  cancel: '取消',
  confirm: '确认',
  back: '‹ 返回',
  /** Between the items of a list. */
  comma: '、',
  noName: '（无可见名字）',
};
