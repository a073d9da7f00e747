import type zh from '../zh/login.ts';

export default {
  ways: { qr: 'QR code', cookie: 'Paste cookie', accessKey: 'access_key' },
  choose:
    'How do you want to log in to Bilibili?\n· QR code: the safest way, and it renews itself\n· Paste cookie: copied from a browser\n· access_key: if you already have one from an app',
  chooseQr: 'Log in to Bilibili by QR code: it is the safest way, and it renews itself.',
  already: (name) => `Logged in as ${name}. You can add another account:`,
  lapsed: (names) => `The login of ${names} has expired. Please log in again.`,
  needed: 'You are not logged in to Bilibili. Send /login first.',
  again: 'Log in again',
  done: (name, mid) => `✅ Logged in as ${name} (UID ${mid})`,
  qr: {
    waiting:
      'Scan this with the Bilibili app; it is valid for three minutes. Reading this on that phone? Choose “Open in Bilibili”.',
    noPicture:
      'The QR code picture could not be sent. On a phone with the Bilibili app, choose “Open in Bilibili”; it is valid for three minutes.',
    scanned: 'Scanned. Now confirm on the phone.',
    expired: 'The code has expired, so you are not logged in. Choose “New code” for another.',
    interrupted:
      'The bot was stopped, so this code is no longer valid, and you are not logged in. Choose “New code” once it is back.',
    renew: 'New code',
    open: 'Open in Bilibili',
    unread:
      'Confirmed on the phone, but the account could not be read, so you are not logged in. Send /login to try once more.',
  },
  notTried:
    'Your message seems to contain a login, so it was deleted, and nothing in it was used. To log in, send /login.',
  recall: 'The bot cannot delete your message: please recall it now, and log in by QR code',
  cookie: {
    ask: 'Send your Bilibili cookie.\n\nWhere to find it: log in to bilibili.com on a computer, press F12, open “Network”, click any request to api.bilibili.com and copy the whole Cookie line of the request headers; or send just these two:\nSESSDATA=…; bili_jct=…\n\nYour message is deleted right away. Send /cancel to cancel.',
    unreadable:
      'There is no SESSDATA and bili_jct in this text. Send the whole cookie line, or “SESSDATA=…; bili_jct=…”. Send /cancel to cancel.',
    missing: (names) =>
      `Only part of it is there: ${names} is missing, so I did not try to log in. Send the whole cookie line, or “SESSDATA=…; bili_jct=…”. Send /cancel to cancel.`,
    unnamed:
      'There is a value that looks like SESSDATA, but no names, so I cannot tell which is which and did not try to log in. Send them with their names: “SESSDATA=…; bili_jct=…”. Send /cancel to cancel.',
    and: ' and ',
    refused:
      'Bilibili does not accept this cookie: it may have expired or be incomplete. Copy it again and send it once more, or /cancel to cancel.',
  },
  accessKey: {
    ask: 'Send the access_key. This way is the least reliable: Bilibili may stop accepting it at any time, so use the QR code if you can. Your message is deleted right away. Send /cancel to cancel.',
    unreadable:
      'This does not look like an access_key (a row of letters and digits). Send it once more, or /cancel to cancel.',
    refused:
      'Bilibili does not accept this access_key. Check it and send it once more, or /cancel to cancel and use the QR code.',
  },
  tooMany: (most, until) =>
    `You can log in at most ${most} times a day, and that is used up: more could trigger Bilibili’s risk control. Try again after ${until}; accounts already logged in are not affected.`,
  noWords: 'Please send it as text. Send /cancel to cancel.',
  notDeleted: 'I could not delete your message with the login in it. Please delete it yourself right away.',
  logout: {
    ask: (name) =>
      `Log ${name} out? This ends the login on Bilibili (if it was by QR code or cookie) and erases the login kept here.`,
    done: (name) => `${name} is logged out, and the login kept here is erased.`,
    hereOnly: (name) =>
      `The login of ${name} kept here is erased, but could not be ended on Bilibili. To end it there too, sign this device out on Bilibili’s page of logged-in devices.`,
    keyStays: (name) =>
      `The access_key of ${name} kept here is erased. Bilibili has no way to end it alone; to make it invalid, change your password.`,
    next: (name) => `Account in use now: ${name}`,
    gone: 'This account is already logged out.',
  },
} satisfies typeof zh;
