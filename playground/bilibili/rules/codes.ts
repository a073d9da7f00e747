/** The site's error codes that the simulator uses, with their messages. */
const messages = new Map<number, string>([
  [-2, 'access_key 错误'],
  [-101, '账号未登录'],
  [-102, '账号被封停'],
  [-110, '未绑定手机'],
  [-111, 'csrf 校验失败'],
  [-352, '风控校验失败'],
  [-400, '请求错误'],
  [-403, '访问权限不足'],
  [-404, '啥都木有'],
  [-412, '请求被拦截'],
  [-509, '请求过于频繁,请稍后再试'],
  [-799, '请求过于频繁,请稍后再试'],
  [2202, 'csrf 请求非法'],
  [22001, '不能对自己进行此操作'],
  [22002, '根据对方的隐私设置,无法进行此操作'],
  [22003, '对方在你的黑名单中,请先移出黑名单'],
  [22004, '已经设置过该属性'],
  [22005, '尚未设置该属性,无法取消'],
  [22006, '未绑定手机或未答题的账号关注数已达上限'],
  [22007, '系统限制,只能访问前五页'],
  [22008, '黑名单已达上限'],
  [22009, '关注已达上限'],
  [22010, '部分用户在黑名单中,未能关注'],
  [22013, '该账号已注销'],
  [22014, '已经关注该用户'],
  [22015, '您的账号异常,请稍后再试'],
  [22101, '分组名不能含有特殊字符'],
  [22102, '分组数量已达上限'],
  [22103, '分组名过长'],
  [22104, '该分组不存在'],
  [22105, '尚未关注该用户'],
  [22106, '该分组已经存在'],
  [22115, '用户已设置隐私,无法查看'],
  [22118, '用户已设置粉丝列表不可见'],
  [22120, '该用户已在黑名单中'],
  [40143, '批量用户数超过限制'],
  [40061, '用户不存在'],
  [60004, '直播间不存在'],
  [62002, '稿件不可见'],
  [62004, '稿件审核中'],
  [62012, '仅 UP 主自己可见'],
  [86038, '二维码已失效'],
  [86090, '二维码已扫码未确认'],
  [86095, '刷新口令与登录不符'],
  [86101, '未扫码'],
]);

/** The site's message for a code. */
export function messageOf(code: number): string {
  return messages.get(code) ?? String(code);
}

/** Thrown by routes and rules: the site refuses the request with this code, and sometimes data. */
export class Refusal extends Error {
  readonly code: number;
  readonly data: unknown;

  constructor(code: number, data?: unknown) {
    super(messageOf(code));
    this.name = 'Refusal';
    this.code = code;
    this.data = data;
  }
}
