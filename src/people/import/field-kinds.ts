import { narrowed, withoutUnseen } from '../../text/invisible-and-wide-characters.ts';

/** What a column of a table or a key of JSON holds, told by its name; `other` is known to hold no people. */
export type FieldKind = 'mid' | 'id' | 'link' | 'name' | 'groups' | 'special' | 'relation' | 'other';

/** Names as other programs and people write them, in lower case, without spaces, quotes, `_` and `-`. */
const words: Readonly<Record<FieldKind, string>> = {
  mid: `
    mid uid vmid fid hmid upmid userid midstr uidstr hostmid memberid bilibiliid authorid ownerid
    upperid uploaderid creatorid followerid followingid uid号 uid/mid mid/uid
    作者id 主播id 账号id 帐号id 用户编号 对方id 好友id
  `,
  /** The number of a person, or of a row. */
  id: 'id 编号 账号 帐号 号码 数字id',
  link: `
    url link page space href homepage profile profileurl jumpurl spaceurl userurl
    主页 链接 地址 网址 空间 个人空间 个人主页 主页链接 主页地址 空间链接 空间地址
  `,
  name: `
    name uname nick nickname username upname author screenname 昵称 名字 名称 姓名 用户名 用户昵称
    用户名称 up主 up up主名称 up主昵称 主播 作者 用户
  `,
  groups: `
    groups group groupname tag tags tagids tagid tagname tagnames 分组 关注分组 所在分组 分组名 分组名称
    标签
  `,
  special: 'special isspecial 特别关注 是否特别关注 特关',
  relation: 'relation attribute 关系 关注状态 关系属性',
  other: `
    序号 排名 行号 no no. # index row rank num number count total 数量 次数
    粉丝 粉丝数 粉丝量 粉丝数量 fans fan fansnum fanscount follower followers followercount
    关注数 关注量 following followings followingcount 获赞 获赞数 点赞 赞 播放 播放量 视频 视频数 投稿 投稿数 动态
    等级 level lv vip 会员 认证 type 类型 状态 status sex 性别 score 分数
    时间 关注时间 日期 生日 年份 年 time date datetime mtime ctime since year birthday followtime
    时间戳 关注时间戳 timestamp createdat updatedat 页码 页 岁 年龄 age
    人气 房间 房间号 直播间 直播间号 room roomid qq qq号 qq群 群 群号 微信 微信号 vx wx weixin wechat 抖音 抖音号 微博 weibo 知乎 小红书 推特 twitter steam
    手机 手机号 手机号码 电话 电话号码 tel mobile phone 学号 工号 订单号 身份证 身份证号 邮编 邮箱 email
    签名 简介 sign desc face 头像 avatar 备注 标题 title
    aid avid av av号 cid bvid bv bv号 epid ssid seasonid oid rpid 评论id 动态id dynamicid 视频id 稿件id 专栏id orderid
    收藏 收藏数 硬币 硬币数 投币 投币数 充电 弹幕 弹幕数 评论 评论数 回复 分享 分享数 转发 转发数 经验 经验值 积分 价格 金额 热度值
    view views play plays video videos post posts like likes coin coins favorite favorites reply replies
    danmaku share shares price sid pid tid rid gid code errno port build version ver 错误码 端口 版本
  `,
};

const kinds: ReadonlyMap<string, FieldKind> = new Map(
  Object.entries(words).flatMap(([kind, all]) => {
    const each = all.trim().split(/\s+/u);
    return each.map((word) => [word, kind as FieldKind] as const);
  }),
);

/** A header is a word or two, in characters. */
const longestHeader = 40;

/** What a name says that its column holds; `undefined` for one that is not known. */
export function fieldKind(header: string): FieldKind | undefined {
  if (header.length > longestHeader) return undefined;
  const written = narrowed(withoutUnseen(header)).toLowerCase();
  const word = written.replace(/[\s"'“”_()[\]:-]/gu, '');
  const known = kinds.get(word);
  if (known !== undefined) return known;
  if (/(?:count|num|数|量)$/u.test(word)) return undefined;
  // Whatever is said about it: B站UID, owner_mid, UID(必填); and of an id whose it is: 用户ID.
  const isMarked =
    /(?:^|[^a-z])[um]id(?:[^a-z]|$)/u.test(written) && !/[um]id(?:[\s:=#]+\d|\d{2})/u.test(written);
  return isMarked || (owners.test(word) && /(?:id|号|编号)$/u.test(word)) ? 'mid' : undefined;
}

const owners = /^(?:用户|up主?|主播|作者|好友|粉丝|关注|会员|b站|哔哩哔哩|bilibili|博主|对方)/u;

const longestMark = 16;

/** Whether a piece begins with a word for UID, as `UID:` and `uid=701003`. */
export function isMarkOfUid(piece: string): boolean {
  const [word = ''] = /^[a-z_]+/iu.exec(piece.slice(0, longestMark)) ?? [];
  return word !== '' && fieldKind(word.replace(/s$/iu, '')) === 'mid';
}

/** Whether a cell says yes. */
export function saysYes(value: unknown): boolean {
  return (
    value === true || value === 1 || /^(?:yes|true|1|是|y|√|✓|★)$/iu.test(String(value).trim().slice(0, 8))
  );
}
