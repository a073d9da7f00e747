/** What is replied where no feature answers. */
export default {
  oldPanel: '这条消息已过期，请重新发送命令。',
  notYours: '这是给别人的。要用的话，请自己发送命令。',
  left: '好的，刚才的操作已取消。',
  nothingToLeave: '现在没有正在进行的操作。发送 /help 查看全部命令。',
  privateOnly: '这只能在私聊里进行，请打开私聊。',
  /** Where no button leads there. */
  privateOnlyByHand: '这只能在私聊里进行，请在私聊里再发一次。',
  loginInPrivateByHand: '请在私聊里登录。',
  openPrivate: '打开私聊',
  /** By their id as the settings have it, and the platform. */
  notAllowed: (id: string, platform: string) =>
    `这个机器人只为受邀的人服务。你的 ${platform} 编号是 ${id}，把它发给管理员，请对方把你加进 ALLOWED_USERS。`,
  answerHere: '在群里，我只看得到对我的回复，请直接回复这条消息。',
  unknownCommand: (name: string, near: string | undefined) =>
    near
      ? `没有 /${name} 这个命令。你是想用 /${near} 吗？`
      : `没有 /${name} 这个命令。发送 /help 查看全部命令。`,
  messageTooLong:
    '这条消息太长，没有读。请分几条发，名单也可以作为文件发给 /import。里面如果有登录信息，请马上删除这条消息。',
  hint: '我没看懂。可以发来一个人的 UID、主页链接、视频链接，或者 @名字；发送 /help 查看全部命令。',
  cancelled: '已停止。如果当时正在改动关系，请用 /who 看看结果。',
  /** Once a burst. */
  tooManyCommands: (most: number, seconds: number) =>
    `请慢一点：一分钟最多 ${most} 条命令和消息。${seconds} 秒后再继续；/cancel 随时可用。`,
  tooManyPresses: '请慢一点，一分钟后再试。',
};
