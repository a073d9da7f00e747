import type zh from '../zh/failures.ts';

export default {
  refused: {
    login: 'Bilibili says the login has expired. Press the button below to log in again, then retry.',
    banned: 'Bilibili says your account is banned from doing this. See the reason and the term at Bilibili.',
    csrf: 'Bilibili did not accept the login’s check value (csrf). Log in again, then retry.',
    risk: 'Bilibili’s risk control stopped this request. Take a break and try again after a while.',
    privacy: 'They keep this list private. Use /who for what they show in public.',
    pages: 'Bilibili shows only the first pages of this list; the rest cannot be read.',
    permission: 'Bilibili does not allow this. Try again later; if it goes on, log in again.',
    input: 'Bilibili does not take this request; the function may be retired. Please do it another way.',
    gone: 'There is no such person or video: closed, deleted, or a slip in writing. Check it and send it again.',
    already: 'It is so already; there is nothing to change.',
    notSet: 'It was not so in the first place; there is nothing to take back.',
    self: 'You cannot do this to yourself. Name someone else.',
    refusedByThem: 'Their privacy settings or blacklist do not let you do this.',
    blockedByMe: 'You blocked them. Unblock them first, then follow.',
    verifyFirst:
      'Bilibili wants your account verified first (phone, exam or real name). Do that in Bilibili, then try again.',
    unverified:
      'Your account has no phone or has not passed the entry test, and its follow limit is reached. Do that at Bilibili first.',
    followLimit: 'You follow as many people as Bilibili allows. Unfollow some, then try again.',
    blacklistFull: 'Your blacklist is full. Unblock some people, then try again.',
    batchPartial: 'Some of these people were not handled. Try them one by one.',
    notFollowed:
      'You do not follow them, so they cannot be put into a group or made special. Follow them first.',
    groupMissing: 'This group is gone. Open the list of groups again.',
    groupExists: 'There is a group of this name already. Choose another name.',
    groupCharacters: 'The group’s name has characters that are not allowed. Choose another name.',
    groupTooLong: 'The group’s name is too long: at most 16 characters. Choose a shorter one.',
    groupLimit: 'You have as many groups as Bilibili allows. Delete one that you do not need.',
    expired: 'This step has expired. Start again from the beginning.',
    busy: 'Bilibili’s server has trouble right now. Try again in a few minutes.',
    unknown: 'Bilibili refused this request. Try again later.',
  },
  resting: (until: string) =>
    `Bilibili’s risk control stopped the requests. To protect your account the bot rests until ${until}; try again then.`,
  withCode: (sentence: string, code: number, said: string) =>
    `${sentence} (${said ? `${said}, ` : ''}${code})`,
  unreachable: {
    timeout: 'Bilibili did not answer in time. Try again later.',
    network: 'Bilibili cannot be reached right now. Try again later.',
    server: 'Bilibili’s server failed. Try again in a few minutes.',
    answer:
      'Bilibili’s answer made no sense; it may have changed its site. Try again later, and tell the admin if it goes on.',
  },
  inDoubt:
    'The request went out but no answer came back, so it is not known whether it was done. Look with /who later before you try again.',
} satisfies typeof zh;
