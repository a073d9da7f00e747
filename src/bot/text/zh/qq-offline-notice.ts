/** What the admins are told when QQ logs the account of the bot off. */
export default {
  offline:
    '⚠️ QQ 已下线：QQ 登出了机器人的账号。请在 OneBot 那边（如 NapCat）重新登录；没发出的提醒都留着，恢复后会补发。',
  online: '✅ QQ 已恢复，没发出的提醒正在补发。',
};
