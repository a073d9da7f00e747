import type { AlertSwitch } from '../alerts/index.ts';
import type { Language } from '../config/languages.ts';
import type { FilterName } from '../people/list-filter.ts';
import {
  type AnyCallbackField,
  joinCode,
  midField,
  oneOfWords,
  shortWord,
  wholeNumber,
} from './callback-fields.ts';

/** What may be done to a person from a button of the card; short forms are for the wire only. */
const cardAction = oneOfWords({
  follow: 'f',
  unfollow: 'u',
  unwhisper: 'w',
  special: 's',
  unspecial: 'n',
  block: 'b',
  unblock: 'l',
  kick: 'k',
});

/** What may be done to people chosen in a list. */
const chosenAction = oneOfWords({ follow: 'f', unfollow: 'u', block: 'b', unblock: 'l', kick: 'k' });

/** The commands that a person may be picked for. */
const pickIntent = oneOfWords({
  who: 'w',
  follow: 'f',
  unfollow: 'u',
  block: 'b',
  unblock: 'l',
  kick: 'k',
  whisper: 'h',
  unwhisper: 'q',
  fans: 'a',
  following: 'g',
  common: 'c',
  note: 'n',
});

const listName = oneOfWords({
  fans: 'a',
  following: 'g',
  friends: 'm',
  whispers: 'w',
  blacks: 'b',
  special: 's',
  common: 'c',
  search: 't',
  group: 'o',
});

/** What a list can be filtered by; every filter has its short form. */
const filterName = oneOfWords({
  notFollowingBack: 'n',
  notFollowedBack: 'i',
  closed: 'c',
  defaultName: 'd',
  noPicture: 'p',
  verified: 'v',
  member: 'm',
  ungrouped: 'u',
  big: 'b',
  before: 't',
  suspicious: 's',
  dormant: 'q',
} satisfies Record<FilterName, string>);

/**
 * Whether people of a list leave where they are when they are put into a group; those who are not followed yet are followed
 * first.
 */
const shiftHow = oneOfWords({ move: 'm', copy: 'c', follow: 'f' });

/** What a chat may be told of; every switch has its short form. */
const alertSwitch = oneOfWords({
  fans: 'f',
  lost: 'l',
  milestones: 'm',
  refollows: 'r',
  netLoss: 'n',
  bigFans: 'b',
  bigThroughQuiet: 'q',
} satisfies Record<AlertSwitch, string>);

/** What a chat may be spoken to in. */
const language = oneOfWords({ zh: 'z', en: 'e' } satisfies Record<Language, string>);

/** Which list a button belongs to, and whose (or which group's), so that it can be opened anew when its panel is forgotten. */
const ofList = { list: listName, of: wholeNumber };

// `as` is the mark of the account a button was made for, which it acts as whatever is active when it is pressed.
/** What the callback data of each kind of button carries. A tag stands in messages already sent, so its meaning never changes. */
export const callbackKinds = {
  /** Shows the card of `mid`, fresh. */
  card: { tag: 'c', fields: { mid: midField } },
  /** Does `action` to `mid`; block and kick ask first. */
  act: { tag: 'a', fields: { action: cardAction, mid: midField, as: wholeNumber } },
  /** The yes to a question of `act`. */
  confirm: { tag: 'y', fields: { action: cardAction, mid: midField, as: wholeNumber } },
  /** Takes back what was last done to `mid` from this message; until `until`, in seconds since 1970. */
  undo: { tag: 'z', fields: { mid: midField, until: wholeNumber, as: wholeNumber } },
  /** Does what the command `intent` does, for `mid`: picked among several people found, or shown on a card. */
  pick: { tag: 'p', fields: { intent: pickIntent, mid: midField, as: wholeNumber } },
  /** Asks what to note about `mid`. */
  note: { tag: 'no', fields: { mid: midField, as: wholeNumber } },
  /** Forgets what is noted about them. */
  noteDelete: { tag: 'nd', fields: { mid: midField, as: wholeNumber } },
  /** One of the three ways to log in. */
  login: { tag: 'l', fields: { way: oneOfWords({ qr: 'q', cookie: 'c', accessKey: 'a' }) } },
  /** Shows another code in place of the one in this message. */
  renewCode: { tag: 'n', fields: {} },
  /** Gives up waiting for the scan of a code. */
  stopLogin: { tag: 'q', fields: {} },
  /** The yes to that: ends the login of `mid` in this chat. */
  logout: { tag: 'o', fields: { mid: midField } },
  /** Home, or what is opened from there. */
  home: {
    tag: 'h',
    fields: {
      to: oneOfWords({
        home: 'h',
        fans: 'a',
        following: 'g',
        groups: 'o',
        alerts: 'n',
        stats: 's',
        tidy: 't',
        jobs: 'j',
        settings: 'e',
      }),
      as: wholeNumber,
    },
  },
  /** Shows how the number of fans went: over 7, 30, 90 or 365 days. */
  stats: {
    tag: 'd',
    fields: { span: oneOfWords({ week: '7', month: '30', quarter: '90', year: '365' }), as: wholeNumber },
  },
  /** Turns the daily or the weekly report on, after a question, or off. */
  report: {
    tag: 'dr',
    fields: {
      what: oneOfWords({ daily: 'd', weekly: 'w' }),
      on: oneOfWords({ yes: 'y', no: 'n' }),
      as: wholeNumber,
    },
  },
  /** Has the weekly report come on a day: 1 Monday … 7 Sunday. */
  reportDay: { tag: 'dw', fields: { weekday: wholeNumber, as: wholeNumber } },
  /**
   * What could be tidied: the panel, or read anew, or the list behind one of its counts; what looking for dormant accounts
   * costs, its beginning, and whom it found; or an end to reading.
   */
  tidy: {
    tag: 'ty',
    fields: {
      what: oneOfWords({
        panel: 'p',
        refresh: 'f',
        closed: 'c',
        notFollowingBack: 'n',
        ungrouped: 'u',
        suspicious: 's',
        dormant: 'd',
        check: 'k',
        dormantList: 'l',
        stop: 'x',
      }),
      as: wholeNumber,
    },
  },
  /** Shows the accounts of this chat, to choose from. */
  accounts: { tag: 'sa', fields: { as: wholeNumber } },
  /** Makes `mid` the account this chat acts as. */
  switchTo: { tag: 's', fields: { mid: midField } },
  /** Shows a page of a list. */
  listPage: { tag: 'lp', fields: { ...ofList, page: wholeNumber } },
  /** Asks which of its pages to show. */
  listAskPage: { tag: 'lj', fields: { ...ofList, pages: wholeNumber } },
  /** Stops the reading of a whole list. */
  listStop: { tag: 'lk', fields: ofList },
  /** Shows what a list can be filtered by. */
  listFilter: { tag: 'lz', fields: ofList },
  /** Ticks one of it, or no longer. */
  listFilterTick: { tag: 'lc', fields: { ...ofList, only: filterName } },
  /** Filters the list by what is ticked, or by nothing any more. */
  listFilterSet: { tag: 'le', fields: { ...ofList, how: oneOfWords({ apply: 'a', clear: 'c' }) } },
  /** Puts a list into an order; `choose` shows which there are. */
  listSort: {
    tag: 'lb',
    fields: { ...ofList, by: oneOfWords({ choose: 'c', time: 't', oldest: 'o', fans: 'f' }) },
  },
  /** Reads a list anew, and opens one that was forgotten. */
  listFresh: { tag: 'lf', fields: ofList },
  /** Puts one's own following into another order. */
  listOrder: { tag: 'lo', fields: { ...ofList, order: oneOfWords({ recent: 'r', visited: 'v' }) } },
  /** Sends the card of someone in a list. */
  listRow: { tag: 'lr', fields: { mid: midField } },
  /** Begins choosing people of a list, or gives it up. */
  listSelect: { tag: 'ls', fields: { ...ofList, on: oneOfWords({ yes: 'y', no: 'n' }) } },
  /** Chooses someone, or no longer. */
  listTick: { tag: 'lt', fields: { ...ofList, mid: midField } },
  /** Chooses everyone on the page shown, or nobody of it when all are chosen. */
  listTickPage: { tag: 'la', fields: ofList },
  /** Chooses everyone of the list, or everyone up to the page shown. */
  listTickMany: { tag: 'lm', fields: { ...ofList, which: oneOfWords({ all: 'a', upTo: 'u' }) } },
  /** Does something to all who are chosen. */
  listAct: { tag: 'lx', fields: { ...ofList, action: chosenAction } },
  /** Asks what to search one's own following for. */
  listSearch: { tag: 'lq', fields: {} },
  /** Shows the groups that those who are chosen may be put into; `how` they are. */
  listGroups: { tag: 'lg', fields: { ...ofList, how: shiftHow, page: wholeNumber } },
  /** Puts them into one. */
  listInto: { tag: 'li', fields: { ...ofList, how: shiftHow, group: wholeNumber } },
  /** Takes those who are chosen out of the group whose list it is. */
  listOutOf: { tag: 'lu', fields: ofList },
  /** Shows a page of the list of groups. */
  groups: { tag: 'g', fields: { page: wholeNumber } },
  /** Shows the members of a group, read anew. */
  group: { tag: 'gm', fields: { group: wholeNumber, page: wholeNumber } },
  /** Sends the card of a member, with the way back to the page. */
  groupRow: { tag: 'gr', fields: { group: wholeNumber, page: wholeNumber, mid: midField } },
  /** Asks for the name of a new group. */
  groupNew: { tag: 'gn', fields: {} },
  /** Asks for another name of a group. */
  groupRename: { tag: 'ge', fields: { group: wholeNumber } },
  /** Moves a group up or down among one's own. */
  groupMove: { tag: 'gu', fields: { group: wholeNumber, way: oneOfWords({ up: 'u', down: 'd' }) } },
  /** Asks whether a group is to end. */
  groupDelete: { tag: 'gd', fields: { group: wholeNumber } },
  /** The yes to that. */
  groupEnd: { tag: 'gx', fields: { group: wholeNumber } },
  /** Shows all groups with a check box each, for `mid`. */
  personGroups: { tag: 'pg', fields: { mid: midField } },
  /** Ticks a group for them, or no longer. */
  personTick: { tag: 'pt', fields: { mid: midField, group: wholeNumber } },
  /** Shows another page of their check boxes. */
  personPage: { tag: 'pp', fields: { mid: midField, page: wholeNumber } },
  /** Saves what is ticked; follows them first when asked to. */
  personSave: { tag: 'ps', fields: { mid: midField, follow: oneOfWords({ yes: 'y', no: 'n' }) } },
  /** Puts them into one more group. */
  personInto: { tag: 'pi', fields: { mid: midField, group: wholeNumber } },
  /** Starts the work on many people that this message proposes. */
  proposalStart: { tag: 'bs', fields: {} },
  /** Proposes it anew, special follows included. */
  proposalWithSpecial: { tag: 'bw', fields: {} },
  /** Shows a page of all the people it is for. */
  proposalPeople: { tag: 'bp', fields: { page: wholeNumber } },
  /** Leads back from there. */
  proposalPreview: { tag: 'bv', fields: {} },
  /** Does something with a job, or just shows it. */
  job: {
    tag: 'j',
    fields: {
      id: wholeNumber,
      what: oneOfWords({ show: 's', stop: 'x', resume: 'g', retry: 'r', undo: 'u' }),
    },
  },
  /**
   * Reads the file anew that this message answers, as account `mid`, with all answers given so far: which of its columns or
   * lists holds the people, what they are wanted for, and whether their groups are restored.
   */
  importAnswer: {
    tag: 'ia',
    fields: {
      mid: midField,
      column: shortWord,
      purpose: oneOfWords({ open: 'o', follow: 'f', block: 'b' }),
      groups: oneOfWords({ open: 'o', restore: 'y', leave: 'n' }),
    },
  },
  /** Sends the card of a fan who was told of. */
  fanRow: { tag: 'fr', fields: { mid: midField, as: wholeNumber } },
  /** Opens the list of fans below those who were told of by name. */
  fansMore: { tag: 'fm', fields: { as: wholeNumber } },
  /** Proposes to follow back all new fans of one message, whose record has this number. */
  fansBack: { tag: 'fb', fields: { digest: wholeNumber, as: wholeNumber } },
  /** Shows the ways to log in. */
  loginAgain: { tag: 'lw', fields: {} },
  /** Shows the panel of the alerts. */
  alerts: { tag: 'nv', fields: { as: wholeNumber } },
  /** Tells of something from now on, or no longer. */
  alertSwitch: {
    tag: 'ns',
    fields: {
      what: alertSwitch,
      on: oneOfWords({ yes: 'y', no: 'n' }),
      as: wholeNumber,
    },
  },
  /** Asks from how many fans on somebody is big. */
  alertBigFrom: { tag: 'nb', fields: { as: wholeNumber } },
  /** Polls for new fans now. */
  alertCheck: { tag: 'nc', fields: { as: wholeNumber } },
  /** Lets alerts go on that were paused. */
  alertResume: { tag: 'nr', fields: { as: wholeNumber } },
  /** Shows where alerts may go. */
  alertPlaces: { tag: 'np', fields: { as: wholeNumber } },
  /** Sends them there from now on. Of the chat, 0 is the private one the account is kept with; of the topic, none. */
  alertTo: { tag: 'nt', fields: { chat: wholeNumber, thread: wholeNumber, as: wholeNumber } },
  /** Ends the link of a group or topic. */
  alertUnlink: { tag: 'nu', fields: { chat: wholeNumber, thread: wholeNumber, as: wholeNumber } },
  /** Ends the link of the group it is pressed in. */
  unlinkGroup: { tag: 'nx', fields: {} },
  /** Asks when the chat is to be left alone. */
  askQuietHours: { tag: 'nq', fields: {} },
  /** Speaks another language in this chat. */
  setLanguage: { tag: 'sl', fields: { language } },
  /** Asks for the timezone of this chat. */
  askTimezone: { tag: 'st', fields: {} },
  /** ChatJoins this private chat to the one the code was made in. */
  joinChats: { tag: 'jc', fields: { code: joinCode } },
  /** Takes a private chat out of those it is joined with. */
  separateChats: { tag: 'js', fields: { chat: wholeNumber } },
  /** Sends the alerts of all accounts to one of the joined chats. */
  allAlertsTo: { tag: 'ja', fields: { chat: wholeNumber } },
  /** Leaves what was being asked; the message says so. */
  dismiss: { tag: 'x', fields: {} },
} as const satisfies Record<string, { tag: string; fields: Record<string, AnyCallbackField> }>;
