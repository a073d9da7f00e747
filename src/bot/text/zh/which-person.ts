const answer = '发来 UID、链接、BV 号或 @名字。发送 /cancel 退出。';

/** Asks which person is meant, and says when nobody or several are found. */
export default {
  ask: {
    who: `想看谁？${answer}`,
    follow: `要关注谁？${answer}`,
    unfollow: `要取消关注谁？${answer}`,
    common: `想看和谁的共同关注？${answer}`,
    note: '要给谁写备注？发来 UID、链接、BV 号或 @名字，后面可以接着写备注。发送 /cancel 退出。',
    block: `要拉黑谁？${answer}`,
    unblock: `要取消拉黑谁？${answer}`,
    kick: `要移除哪位粉丝？${answer}`,
    whisper: `要悄悄关注谁？${answer}`,
    unwhisper: `要取消悄悄关注谁？${answer}`,
  },
  unread: (pieces: string) =>
    `没看懂：${pieces}\n请写 UID、UID:123、主页链接、b23.tv 短链、视频链接或 BV/av 号、@名字。`,
  several: (count: number) => `这个命令一次只能看一个人，你写了 ${count} 个。请一个一个发。`,
  severalAlone: (count: number) =>
    `里面有 ${count} 个人，卡片一次只能看一张。要一起处理，请写在命令后面，例如 /follow、/unfollow 或 /block。`,
  noneInReply: '你回复的那条消息里没有提到谁。请写上 UID、链接或 @名字。',
  pickJoint: '这是合作视频，选一位：',
  pickName: (name: string) => `没有叫“${name}”的人，这些名字相近：`,
  nobody: {
    video: '找不到这个视频，可能已被删除，或者写错了。请检查后再发。',
    name: (name: string) => `没有找到叫“${name}”的人。可以改用 UID 或主页链接。`,
    short: '这个短链打不开，或者没有指向 B 站的用户或视频。请自己打开它，把完整链接发来。',
    room: '找不到这个直播间的主播。请检查房间号，或改用 TA 的 UID、主页链接。',
    post: '查不到这条动态或专栏的作者。请打开它，把作者的主页链接发来。',
  },
};
