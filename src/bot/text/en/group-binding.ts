import type zh from '../zh/group-binding.ts';

export default {
  listsForOwner: (owner) =>
    `This group uses the login of ${owner}, whose own fans and follows are for ${owner} only. Add a UID after the command to see that person’s public lists.`,
  noLongerAdmin:
    'You are no longer an administrator of this group, so you cannot act here. Use our private chat, or ask to be made an administrator again.',
  ownerOnly: (owner) =>
    `In this group only ${owner} can do that. You can look up public information: /who, /fans, /following, /common.`,
  ownerLoggedOut: (owner) =>
    `${owner} has no valid Bilibili login right now, so nothing can be shown. Please ask ${owner} to log in again in a private chat.`,
  loginInPrivate: 'You need to log in to Bilibili first, in a private chat. Please open ours.',
  group: (title) => `the group “${title}”`,
  topic: (title, topic) => `the topic “${topic}” of “${title}”`,
  unnamedTopic: (title, thread) => `topic ${thread} of “${title}”`,
  linked: (place, owner) =>
    `✅ Linked ${place} to the Bilibili account of ${owner}.\nOnly ${owner} can act here; everyone else can look up public information: /who, /fans, /following, /common.`,
  alertsHere: (account) => `Alerts for ${account} come here from now on.`,
  alertsNot: 'You are not logged in yet. After logging in, choose this place with /alerts in a private chat.',
  isLinked: (owner) =>
    `This group is linked to the Bilibili account of ${owner}. Only ${owner} can act here; everyone else can look up public information: /who, /fans, /following, /common.`,
  unlink: 'Unlink',
  unlinked:
    'Unlinked: no alerts come here any more, and no account can be used here. To link it again, open /alerts in a private chat and choose “Send to…”.',
  notLinked:
    'This group is not linked. To link it, send /alerts in a private chat, choose “Send to…”, and do as it says.',
  badCode:
    'This code is not yours, or it was already used or has expired (it works once, within an hour). Get a new one in a private chat: /alerts, then “Send to…”.',
  notAdmin:
    'Only an administrator of this group can link it to their account. Ask the group’s creator to make you one, then send this again.',
  unsureAdmin: (platform) =>
    `${platform} did not say whether you are an administrator of this group. Please send this again later.`,
  anonymous:
    'You are writing as an anonymous administrator, so I cannot tell who you are. Turn “Remain anonymous” off in the group, then send this again.',
  taken: (owner) =>
    `This group is already linked to the account of ${owner}. Ask them to unlink it first, by sending /start here.`,
  tooMany: 'At most 20 groups and topics can be linked. Unlink some first: /alerts, then “Send to…”.',
  sendInGroup:
    'Send the code in the group. To get one, open /alerts in a private chat, choose “Send to…”, and do as it says.',
  toldOwner: (place) => `✅ Linked ${place}.`,
  alertsThere: (account) => `Alerts for ${account} go there from now on; send /alerts to change that.`,
  lost: (place) => `I was removed from ${place} and can no longer write there, so it is unlinked.`,
  ended: (place) => `Unlinked ${place}.`,
  alertsHome: 'Alerts come here instead.',
} satisfies typeof zh;
