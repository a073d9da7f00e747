import {
  type AnyCallbackField,
  joinCodeField,
  midField,
  shortWordField,
  wholeNumberField,
  wordField,
} from './callback-fields.ts';
import {
  alertSwitchField,
  cardActionField,
  chosenActionField,
  filterNameField,
  languageField,
  listNameField,
  pickIntentField,
  shiftHowField,
} from './callback-short-forms.ts';

/** Which list a button belongs to, and whose (or which group's), so that it can be opened anew when its panel is forgotten. */
const ofList = { list: listNameField, of: wholeNumberField };

// `as` is the mark of the account a button was made for, which it acts as whatever is active when it is pressed.
/** What the callback data of each kind of button carries. A tag stands in messages already sent, so its meaning never changes. */
export const callbackKinds = {
  /** Shows the card of `mid`, fresh. */
  card: { tag: 'c', fields: { mid: midField } },
  /** Does `action` to `mid`; block and kick ask first. */
  act: { tag: 'a', fields: { action: cardActionField, mid: midField, as: wholeNumberField } },
  /** The yes to a question of `act`. */
  confirm: { tag: 'y', fields: { action: cardActionField, mid: midField, as: wholeNumberField } },
  /** Takes back what was last done to `mid` from this message; until `until`, in seconds since 1970. */
  undo: { tag: 'z', fields: { mid: midField, until: wholeNumberField, as: wholeNumberField } },
  /** Does what the command `intent` does, for `mid`: picked among several people found, or shown on a card. */
  pick: { tag: 'p', fields: { intent: pickIntentField, mid: midField, as: wholeNumberField } },
  /** Asks what to note about `mid`. */
  note: { tag: 'no', fields: { mid: midField, as: wholeNumberField } },
  /** Forgets what is noted about them. */
  noteDelete: { tag: 'nd', fields: { mid: midField, as: wholeNumberField } },
  /** One of the three ways to log in. */
  login: { tag: 'l', fields: { way: wordField({ qr: 'q', cookie: 'c', accessKey: 'a' }) } },
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
      to: wordField({
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
      as: wholeNumberField,
    },
  },
  /** Shows how the number of fans went: over 7, 30, 90 or 365 days. */
  stats: {
    tag: 'd',
    fields: { span: wordField({ week: '7', month: '30', quarter: '90', year: '365' }), as: wholeNumberField },
  },
  /** Turns the daily or the weekly report on, after a question, or off. */
  report: {
    tag: 'dr',
    fields: {
      what: wordField({ daily: 'd', weekly: 'w' }),
      on: wordField({ yes: 'y', no: 'n' }),
      as: wholeNumberField,
    },
  },
  /** Has the weekly report come on a day: 1 Monday … 7 Sunday. */
  reportDay: { tag: 'dw', fields: { weekday: wholeNumberField, as: wholeNumberField } },
  /**
   * What could be tidied: the panel, or read anew, or the list behind one of its counts; what looking for dormant accounts
   * costs, its beginning, and whom it found; or an end to reading.
   */
  tidy: {
    tag: 'ty',
    fields: {
      what: wordField({
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
      as: wholeNumberField,
    },
  },
  /** Shows the accounts of this chat, to choose from. */
  accounts: { tag: 'sa', fields: { as: wholeNumberField } },
  /** Makes `mid` the account this chat acts as. */
  switchTo: { tag: 's', fields: { mid: midField } },
  /** Shows a page of a list. */
  listPage: { tag: 'lp', fields: { ...ofList, page: wholeNumberField } },
  /** Asks which of its pages to show. */
  listAskPage: { tag: 'lj', fields: { ...ofList, pages: wholeNumberField } },
  /** Stops the reading of a whole list. */
  listStop: { tag: 'lk', fields: ofList },
  /** Shows what a list can be filtered by. */
  listFilter: { tag: 'lz', fields: ofList },
  /** Ticks one of it, or no longer. */
  listFilterTick: { tag: 'lc', fields: { ...ofList, only: filterNameField } },
  /** Filters the list by what is ticked, or by nothing any more. */
  listFilterSet: { tag: 'le', fields: { ...ofList, how: wordField({ apply: 'a', clear: 'c' }) } },
  /** Puts a list into an order; `choose` shows which there are. */
  listSort: {
    tag: 'lb',
    fields: { ...ofList, by: wordField({ choose: 'c', time: 't', oldest: 'o', fans: 'f' }) },
  },
  /** Reads a list anew, and opens one that was forgotten. */
  listFresh: { tag: 'lf', fields: ofList },
  /** Puts one's own following into another order. */
  listOrder: { tag: 'lo', fields: { ...ofList, order: wordField({ recent: 'r', visited: 'v' }) } },
  /** Sends the card of someone in a list. */
  listRow: { tag: 'lr', fields: { mid: midField } },
  /** Begins choosing people of a list, or gives it up. */
  listSelect: { tag: 'ls', fields: { ...ofList, on: wordField({ yes: 'y', no: 'n' }) } },
  /** Chooses someone, or no longer. */
  listTick: { tag: 'lt', fields: { ...ofList, mid: midField } },
  /** Chooses everyone on the page shown, or nobody of it when all are chosen. */
  listTickPage: { tag: 'la', fields: ofList },
  /** Chooses everyone of the list, or everyone up to the page shown. */
  listTickMany: { tag: 'lm', fields: { ...ofList, which: wordField({ all: 'a', upTo: 'u' }) } },
  /** Does something to all who are chosen. */
  listAct: { tag: 'lx', fields: { ...ofList, action: chosenActionField } },
  /** Asks what to search one's own following for. */
  listSearch: { tag: 'lq', fields: {} },
  /** Shows the groups that those who are chosen may be put into; `how` they are. */
  listGroups: { tag: 'lg', fields: { ...ofList, how: shiftHowField, page: wholeNumberField } },
  /** Puts them into one. */
  listInto: { tag: 'li', fields: { ...ofList, how: shiftHowField, group: wholeNumberField } },
  /** Takes those who are chosen out of the group whose list it is. */
  listOutOf: { tag: 'lu', fields: ofList },
  /** Shows a page of the list of groups. */
  groups: { tag: 'g', fields: { page: wholeNumberField } },
  /** Shows the members of a group, read anew. */
  group: { tag: 'gm', fields: { group: wholeNumberField, page: wholeNumberField } },
  /** Sends the card of a member, with the way back to the page. */
  groupRow: { tag: 'gr', fields: { group: wholeNumberField, page: wholeNumberField, mid: midField } },
  /** Asks for the name of a new group. */
  groupNew: { tag: 'gn', fields: {} },
  /** Asks for another name of a group. */
  groupRename: { tag: 'ge', fields: { group: wholeNumberField } },
  /** Moves a group up or down among one's own. */
  groupMove: { tag: 'gu', fields: { group: wholeNumberField, way: wordField({ up: 'u', down: 'd' }) } },
  /** Asks whether a group is to end. */
  groupDelete: { tag: 'gd', fields: { group: wholeNumberField } },
  /** The yes to that. */
  groupEnd: { tag: 'gx', fields: { group: wholeNumberField } },
  /** Shows all groups with a check box each, for `mid`. */
  personGroups: { tag: 'pg', fields: { mid: midField } },
  /** Ticks a group for them, or no longer. */
  personTick: { tag: 'pt', fields: { mid: midField, group: wholeNumberField } },
  /** Shows another page of their check boxes. */
  personPage: { tag: 'pp', fields: { mid: midField, page: wholeNumberField } },
  /** Saves what is ticked; follows them first when asked to. */
  personSave: { tag: 'ps', fields: { mid: midField, follow: wordField({ yes: 'y', no: 'n' }) } },
  /** Puts them into one more group. */
  personInto: { tag: 'pi', fields: { mid: midField, group: wholeNumberField } },
  /** Starts the work on many people that this message proposes. */
  proposalStart: { tag: 'bs', fields: {} },
  /** Proposes it anew, special follows included. */
  proposalWithSpecial: { tag: 'bw', fields: {} },
  /** Shows a page of all the people it is for. */
  proposalPeople: { tag: 'bp', fields: { page: wholeNumberField } },
  /** Leads back from there. */
  proposalPreview: { tag: 'bv', fields: {} },
  /** Does something with a job, or just shows it. */
  job: {
    tag: 'j',
    fields: {
      id: wholeNumberField,
      what: wordField({ show: 's', stop: 'x', resume: 'g', retry: 'r', undo: 'u' }),
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
      column: shortWordField,
      purpose: wordField({ open: 'o', follow: 'f', block: 'b' }),
      groups: wordField({ open: 'o', restore: 'y', leave: 'n' }),
    },
  },
  /** Sends the card of a fan who was told of. */
  fanRow: { tag: 'fr', fields: { mid: midField, as: wholeNumberField } },
  /** Opens the list of fans below those who were told of by name. */
  fansMore: { tag: 'fm', fields: { as: wholeNumberField } },
  /** Proposes to follow back all new fans of one message, whose record has this number. */
  fansBack: { tag: 'fb', fields: { digest: wholeNumberField, as: wholeNumberField } },
  /** Shows the ways to log in. */
  loginAgain: { tag: 'lw', fields: {} },
  /** Shows the panel of the alerts. */
  alerts: { tag: 'nv', fields: { as: wholeNumberField } },
  /** Tells of something from now on, or no longer. */
  alertSwitch: {
    tag: 'ns',
    fields: {
      what: alertSwitchField,
      on: wordField({ yes: 'y', no: 'n' }),
      as: wholeNumberField,
    },
  },
  /** Asks from how many fans on somebody is big. */
  alertBigFrom: { tag: 'nb', fields: { as: wholeNumberField } },
  /** Polls for new fans now. */
  alertCheck: { tag: 'nc', fields: { as: wholeNumberField } },
  /** Lets alerts go on that were paused. */
  alertResume: { tag: 'nr', fields: { as: wholeNumberField } },
  /** Shows where alerts may go. */
  alertPlaces: { tag: 'np', fields: { as: wholeNumberField } },
  /** Sends them there from now on. Of the chat, 0 is the private one the account is kept with; of the topic, none. */
  alertTo: { tag: 'nt', fields: { chat: wholeNumberField, thread: wholeNumberField, as: wholeNumberField } },
  /** Ends the link of a group or topic. */
  alertUnlink: {
    tag: 'nu',
    fields: { chat: wholeNumberField, thread: wholeNumberField, as: wholeNumberField },
  },
  /** Ends the link of the group it is pressed in. */
  unlinkGroup: { tag: 'nx', fields: {} },
  /** Asks when the chat is to be left alone. */
  askQuietHours: { tag: 'nq', fields: {} },
  /** Speaks another language in this chat. */
  setLanguage: { tag: 'sl', fields: { language: languageField } },
  /** Asks for the timezone of this chat. */
  askTimezone: { tag: 'st', fields: {} },
  /** Joins this private chat to the one the code was made in. */
  joinChats: { tag: 'jc', fields: { code: joinCodeField } },
  /** Takes a private chat out of those it is joined with. */
  separateChats: { tag: 'js', fields: { chat: wholeNumberField } },
  /** Sends the alerts of all accounts to one of the joined chats. */
  allAlertsTo: { tag: 'ja', fields: { chat: wholeNumberField } },
  /** Leaves what was being asked; the message says so. */
  dismiss: { tag: 'x', fields: {} },
} as const satisfies Record<string, { tag: string; fields: Record<string, AnyCallbackField> }>;
