import type zh from '../zh/linking.ts';

export default {
  listsForOwner: (owner: string) =>
    `The login here is that of ${owner}, whose own fans and follows only they may list. Name somebody else after the command to see what they show everybody.`,
  noLongerAdmin:
    'You no longer administer this group, so you cannot act here. Act in our private chat, or ask to be made an administrator again.',
  ownerOnly: (owner: string) =>
    `In this group only ${owner} can do that. You can look at what is public: /who, /fans, /following, /common.`,
  ownerLoggedOut: (owner: string) =>
    `${owner} has no valid Bilibili login right now, so nothing can be looked at. ${owner} can log in again in a private chat.`,
  loginInPrivate:
    'You need to log in to Bilibili first. That is done in a private chat: press the button below.',
  group: (title: string) => `the group “${title}”`,
  topic: (title: string, topic: string) => `the topic “${topic}” of “${title}”`,
  unnamedTopic: (title: string, thread: number) => `topic ${thread} of “${title}”`,
  linked: (place: string, owner: string) =>
    `✅ Linked ${place} to the Bilibili account of ${owner}.\nOnly ${owner} acts here; everyone else can look at what is public: /who, /fans, /following, /common.`,
  alertsHere: (account: string) => `Alerts for ${account} come here from now on.`,
  alertsNot: 'There is no login yet. After logging in, choose this place with /alerts in a private chat.',
  isLinked: (owner: string) =>
    `This group is linked to the Bilibili account of ${owner}. Only ${owner} acts here; everyone else can look at what is public: /who, /fans, /following, /common.`,
  unlink: 'Unlink',
  unlinked:
    'Unlinked: no alerts come here any more, and no account can be used here. To link again, open “Send to…” of /alerts in a private chat.',
  notLinked:
    'This group is not linked. To link it, send /alerts in a private chat, press “Send to…”, and do as it says.',
  badCode:
    'This code is not yours, or it is used up or expired (it is good for one hour and one group). Get a new one from “Send to…” of /alerts in a private chat.',
  notAdmin:
    'Only an administrator of this group can link it to their account. Ask the group’s creator to make you one, then send this again.',
  unsureAdmin: (platform: string) =>
    `${platform} did not say whether you are an administrator of this group. Please send this again later.`,
  anonymous:
    'You are writing as an anonymous administrator, so I cannot tell who you are. Turn “Remain anonymous” off in the group, then send this again.',
  taken: (owner: string) =>
    `This group is linked to the account of ${owner} already. They can end that by sending /start here.`,
  tooMany: 'At most 20 groups and topics can be linked. Unlink some first, in “Send to…” of /alerts.',
  sendInGroup:
    'A code is sent in the group: open “Send to…” of /alerts in a private chat, and do as it says.',
  toldOwner: (place: string) => `✅ Linked ${place}.`,
  alertsThere: (account: string) => `Alerts for ${account} go there from now on; /alerts changes that.`,
  lost: (place: string) =>
    `I can no longer write to ${place}, since I was removed from it; the link has ended.`,
  ended: (place: string) => `Unlinked ${place}.`,
  alertsHome: 'Alerts come here instead.',
} satisfies typeof zh;
