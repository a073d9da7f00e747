import type zh from '../zh/failures.ts';

export default {
  refused: {
    login: 'Bilibili says the login has expired. Log in again, then retry.',
    banned:
      'Bilibili says your account is banned from doing this. Open Bilibili to see why, and for how long.',
    csrf: 'Bilibili’s security check (csrf) failed. Log in again, then retry.',
    risk: 'Bilibili’s risk control stopped this request. Wait a while and try again.',
    privacy: 'They keep this list private. Use /who to see what is public.',
    pages: 'Bilibili shows only the first pages of this list. Please stay within those.',
    permission: 'Bilibili does not allow this. Try again later; if it keeps happening, log in again.',
    input: 'Bilibili does not accept this request; the feature may be retired. Please try another way.',
    gone: 'There is no such person or video. It may be deleted or mistyped. Check it and send it again.',
    already: 'It is like that already, so there is nothing to change.',
    notSet: 'It was not set, so there is nothing to undo.',
    self: 'You cannot do this to yourself. Name someone else.',
    refusedByThem: 'Their privacy settings or blacklist do not let you do this; only they can change that.',
    blockedByMe: 'You blocked them. Unblock them first, then follow.',
    verifyFirst:
      'Bilibili wants your account verified first (phone, entry test or real name). Do that on Bilibili, then try again.',
    unverified:
      'Your account has no phone number or has not passed the entry test, and its follow limit is reached. Do that on Bilibili, then try again.',
    followLimit: 'You follow as many people as Bilibili allows. Unfollow some, then try again.',
    blacklistFull: 'Your blacklist is full. Unblock some people, then try again.',
    batchPartial: 'Some of these people could not be processed. Try them one by one.',
    notFollowed:
      'You do not follow them, so you cannot put them into a group or make them special. Follow them first.',
    groupMissing: 'This group is gone. Open the list of groups again.',
    groupExists: 'You already have a group with this name. Choose another one.',
    groupCharacters: 'The group’s name has characters that are not allowed. Choose another name.',
    groupTooLong: 'The group’s name is too long: at most 16 characters. Choose a shorter one.',
    groupLimit: 'You have as many groups as Bilibili allows. Delete one that you do not need.',
    expired: 'This step has expired. Start again from the beginning.',
    busy: 'Bilibili’s server is having trouble. Try again in a few minutes.',
    unknown: 'Bilibili refused this request. Try again later.',
  },
  resting: (until) =>
    `Bilibili’s risk control stopped the requests. To protect your account, the bot pauses until ${until}. Try again after ${until}.`,
  withCode: (sentence, code, said) => `${sentence} (${said ? `${said}, ` : ''}${code})`,
  unreachable: {
    timeout: 'Bilibili took too long to answer. Try again later.',
    network: 'Bilibili cannot be reached right now. Try again later.',
    server: 'Bilibili’s server failed. Try again in a few minutes.',
    answer:
      'Bilibili’s answer made no sense; it may have changed its site. Try again later; if it keeps happening, tell the admin.',
  },
  inDoubt:
    'The request went out but no answer came back, so I do not know whether it was done. Check with /who a little later, before you try again.',
  tooSlow:
    'This step took too long and was stopped. Try again later; if a relation was being changed, check with /who first.',
  stopping:
    'The bot is being stopped and could not wait for the result of this step. If a relation was being changed, check with /who once the bot is back, before you try again.',
  unsent:
    'The result could not be shown, but it may have been done all the same. Check with /who before you try again.',
  broken: (reference) =>
    `Something went wrong and this step was not finished. Try again; if it keeps happening, give the admin this number: ${reference}.`,
} satisfies typeof zh;
