import type zh from '../zh/login.ts';

export default {
  ways: { qr: 'QR code', cookie: 'Paste cookie', accessKey: 'access_key' },
  choose:
    'How do you want to log in to Bilibili?\n· QR code: the safest, and it renews itself\n· Paste cookie: copied from a browser\n· access_key: when you have an app token already',
  chooseQr: 'Log in to Bilibili by QR code: it is the safest way, and lasts by itself.',
  already: (name: string) => `Logged in as ${name}. You may add another account:`,
  lapsed: (names: string) => `The login of ${names} has expired. Please log in again.`,
  nameSeparator: ', ',
  needed: 'You are not logged in to Bilibili. Send /login first.',
  again: 'Log in again',
  done: (name: string, mid: number) => `✅ Logged in as ${name} (UID ${mid})`,
  qr: {
    waiting:
      'Scan this with the Bilibili app; it is good for three minutes. Reading this on that phone? Press the button below.',
    noPicture:
      'The picture of the code could not be sent. On a phone with the Bilibili app, press the button below; it is good for three minutes.',
    scanned: 'Scanned. Now confirm on the phone.',
    expired: 'The code expired and nobody was logged in. Press the button for a new one.',
    interrupted:
      'The bot was stopped, so this code is no longer good and nobody was logged in. Press the button for a new one once it is back.',
    renew: 'New code',
    open: 'Open in Bilibili',
    unread:
      'Confirmed on the phone, but the account could not be read, so nothing was kept. Send /login to log in once more.',
  },
  notTried:
    'Your message seems to hold a login, so it was deleted, and nothing in it was used. Send /login to log in.',
  recall: 'The bot cannot delete your message: please recall it now, and log in by QR code',
  cookie: {
    ask: 'Send me the Bilibili cookie.\n\nWhere it is: log in to bilibili.com on a computer, press F12, open “Network”, click any request to api.bilibili.com and copy the whole Cookie line of the request headers; or send just these two:\nSESSDATA=…; bili_jct=…\n\nYour message is deleted at once. Send /cancel to leave.',
    unreadable:
      'There is no SESSDATA and bili_jct in this text. Send the whole cookie line, or “SESSDATA=…; bili_jct=…”. Send /cancel to leave.',
    missing: (names: string) =>
      `Only a part is there: ${names} is missing, so no login was tried. Send the whole cookie line, or “SESSDATA=…; bili_jct=…”. Send /cancel to leave.`,
    unnamed:
      'There is a value that looks like SESSDATA, but no names, so which is which could only be guessed, and no login was tried. Send them with their names: “SESSDATA=…; bili_jct=…”. Send /cancel to leave.',
    and: ' and ',
    refused:
      'Bilibili says this cookie is not logged in: it may have expired or is not complete. Copy it again and send it once more, or /cancel to leave.',
  },
  accessKey: {
    ask: 'Send me the access_key. This way is the least certain: Bilibili may stop taking it at any time, so scan the QR code if you can. Your message is deleted at once. Send /cancel to leave.',
    unreadable:
      'This does not look like an access_key (letters and digits). Send it once more, or /cancel to leave.',
    refused:
      'Bilibili does not accept this access_key. Check it and send it once more, or /cancel to leave and use the QR code.',
  },
  tooMany: (most: number, until: string) =>
    `That is ${most} logins in a day, which is as many as I try: more could make Bilibili distrust your account. Try again after ${until}; who is logged in stays so.`,
  noWords: 'Please send it as text. Send /cancel to leave.',
  notDeleted: 'I could not delete your message with the secret in it. Please delete it yourself.',
  logout: {
    ask: (name: string) =>
      `Log ${name} out? The login ends at Bilibili (where it was by cookie), and the credentials kept here are erased.`,
    done: (name: string) => `${name} is logged out; the credentials kept here are erased.`,
    hereOnly: (name: string) =>
      `The credentials of ${name} kept here are erased, but Bilibili could not be told. To end the login there too, sign the device out in Bilibili’s account security page.`,
    keyStays: (name: string) =>
      `The access_key of ${name} kept here is erased. Bilibili has no way to end it; to make it useless, change the password.`,
    next: (name: string) => `Now acting as ${name}`,
    gone: 'This account is logged out already.',
  },
} satisfies typeof zh;
