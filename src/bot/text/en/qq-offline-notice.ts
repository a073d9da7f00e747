import type zh from '../zh/qq-offline-notice.ts';

export default {
  offline:
    '⚠️ QQ is offline: it has logged the bot’s account off. Log in again in your OneBot program (such as NapCat); alerts that could not be sent are kept, and go out then.',
  online: '✅ QQ is back. The alerts that could not be sent are going out.',
} satisfies typeof zh;
