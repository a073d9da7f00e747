/** What people read of the bot before they begin, and what /start answers. */
export default {
  /** What people read of the bot before they begin (512 characters at most), and in its profile (120). */
  description:
    '在聊天里管理你的 Bilibili 粉丝和关注。\n\n🔔 有新粉丝时告诉你是谁，一步就能回关\n📊 粉丝数的变化：今天、7 天、30 天，还有图表\n👥 关注、粉丝、分组、黑名单：搜索、多选、批量处理，随时停止，可以撤销\n🔒 登录加密保存，只有你的聊天能用\n\n选“开始”，然后扫码登录。',
  shortDescription: '管理 Bilibili 粉丝和关注：新粉丝提醒、粉丝数据、批量处理关注和分组。',
  what: '你好！我帮你在聊天里管理 B 站的粉丝和关注，有新粉丝时告诉你是谁。\n可以查看一个人的卡片，关注、取消关注、拉黑、移除粉丝：有的可以撤销，有的会先确认。\n每个聊天的登录各自加密保存，互相看不到。',
  nextLogin: '下一步：登录 B 站。',
  claimed: '你现在是这个机器人的管理员了。下一步：发送 /login 登录 B 站。',
  claimWrong: '这个认领码无效或已经用过。请在程序最近一次启动的输出里找新的。',
  claimAlready: '你已经是管理员了，不需要再认领。',
};
