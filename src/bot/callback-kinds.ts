import {
  type AnyCallbackField,
  alertSwitchField,
  cardActionField,
  chosenActionField,
  filterNameField,
  joinCodeField,
  languageField,
  listNameField,
  midField,
  pickIntentField,
  shiftHowField,
  shortWordField,
  wholeNumberField,
  wordField,
} from './callback-fields.ts';

/**
 * The list of a button and its owner (or group), so that the list can be reopened after its stored state has
 * expired.
 */
const listFields = { list: listNameField, of: wholeNumberField };

// `as` is the hash of the account the button acts as, whichever is active when it is pressed.
/**
 * The fields of each kind of button. Tags are in messages already sent, so their meaning must never change.
 */
export const callbackKinds = {
  /** Shows the card of `mid`, read again. */
  card: { tag: 'c', fields: { mid: midField } },
  /** Does `action` to `mid`; block and kick ask for confirmation. */
  act: { tag: 'a', fields: { action: cardActionField, mid: midField, as: wholeNumberField } },
  /** Confirms `act`. */
  confirm: { tag: 'y', fields: { action: cardActionField, mid: midField, as: wholeNumberField } },
  /** Undoes the last action on `mid` from this message; valid until `until`, in seconds since 1970. */
  undo: { tag: 'z', fields: { mid: midField, until: wholeNumberField, as: wholeNumberField } },
  /** Runs the command `intent` for `mid`: chosen from several search results, or a button on a card. */
  pick: { tag: 'p', fields: { intent: pickIntentField, mid: midField, as: wholeNumberField } },
  /** Asks for a note about `mid`. */
  note: { tag: 'no', fields: { mid: midField, as: wholeNumberField } },
  /** Deletes the note about `mid`. */
  noteDelete: { tag: 'nd', fields: { mid: midField, as: wholeNumberField } },
  /** Starts one of the three ways to log in. */
  login: { tag: 'l', fields: { way: wordField({ qr: 'q', cookie: 'c', accessKey: 'a' }) } },
  /** Replaces the QR code in this message with a new one. */
  renewCode: { tag: 'n', fields: {} },
  /** Stops waiting for a QR code to be scanned. */
  stopLogin: { tag: 'q', fields: {} },
  /** Confirms logout: removes the login of `mid` from this chat. */
  logout: { tag: 'o', fields: { mid: midField } },
  /** Opens home, or what is reached from there. */
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
  /** Shows the fan chart of 7, 30, 90 or 365 days. */
  stats: {
    tag: 'd',
    fields: { span: wordField({ week: '7', month: '30', quarter: '90', year: '365' }), as: wholeNumberField },
  },
  /** Turns the daily or weekly report on, after asking, or off. */
  report: {
    tag: 'dr',
    fields: {
      what: wordField({ daily: 'd', weekly: 'w' }),
      on: wordField({ yes: 'y', no: 'n' }),
      as: wholeNumberField,
    },
  },
  /** Sets the day of the weekly report: 1 Monday … 7 Sunday. */
  reportDay: { tag: 'dw', fields: { weekday: wholeNumberField, as: wholeNumberField } },
  /**
   * The tidy panel: shows it, rereads it, opens the list behind one of its counts; explains the cost of
   * checking for dormant accounts, starts the check, lists the result; stops reading.
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
  /** Shows the accounts of this chat to choose from. */
  accounts: { tag: 'sa', fields: { as: wholeNumberField } },
  /** Makes `mid` the active account of this chat. */
  switchTo: { tag: 's', fields: { mid: midField } },
  /** Shows a page of a list. */
  listPage: { tag: 'lp', fields: { ...listFields, page: wholeNumberField } },
  /** Asks which page to show. */
  listAskPage: { tag: 'lj', fields: { ...listFields, pages: wholeNumberField } },
  /** Stops reading a whole list. */
  listStop: { tag: 'lk', fields: listFields },
  /** Shows the filters of a list. */
  listFilter: { tag: 'lz', fields: listFields },
  /** Checks or unchecks a filter. */
  listFilterTick: { tag: 'lc', fields: { ...listFields, only: filterNameField } },
  /** Applies the checked filters, or clears them. */
  listFilterSet: { tag: 'le', fields: { ...listFields, how: wordField({ apply: 'a', clear: 'c' }) } },
  /** Sorts a list; `choose` shows the orders. */
  listSort: {
    tag: 'lb',
    fields: { ...listFields, by: wordField({ choose: 'c', time: 't', oldest: 'o', fans: 'f' }) },
  },
  /** Rereads a list, or reopens one whose state has expired. */
  listFresh: { tag: 'lf', fields: listFields },
  /** Changes the order of the own following list. */
  listOrder: { tag: 'lo', fields: { ...listFields, order: wordField({ recent: 'r', visited: 'v' }) } },
  /** Sends the card of a person in a list. */
  listRow: { tag: 'lr', fields: { mid: midField } },
  /** Starts or ends choosing people in a list. */
  listSelect: { tag: 'ls', fields: { ...listFields, on: wordField({ yes: 'y', no: 'n' }) } },
  /** Chooses a person, or takes the choice back. */
  listTick: { tag: 'lt', fields: { ...listFields, mid: midField } },
  /** Chooses everyone on the page, or nobody on it when all are chosen. */
  listTickPage: { tag: 'la', fields: listFields },
  /** Chooses everyone in the list, or everyone up to the shown page. */
  listTickMany: { tag: 'lm', fields: { ...listFields, which: wordField({ all: 'a', upTo: 'u' }) } },
  /** Does something to all chosen people. */
  listAct: { tag: 'lx', fields: { ...listFields, action: chosenActionField } },
  /** Asks what to search the own following list for. */
  listSearch: { tag: 'lq', fields: {} },
  /** Shows the groups that the chosen people can be put into; `how` they are put there. */
  listGroups: { tag: 'lg', fields: { ...listFields, how: shiftHowField, page: wholeNumberField } },
  /** Puts the chosen people into a group. */
  listInto: { tag: 'li', fields: { ...listFields, how: shiftHowField, group: wholeNumberField } },
  /** Removes the chosen people from the group whose list is shown. */
  listOutOf: { tag: 'lu', fields: listFields },
  /** Shows a page of the list of groups. */
  groups: { tag: 'g', fields: { page: wholeNumberField } },
  /** Shows the members of a group, read again. */
  group: { tag: 'gm', fields: { group: wholeNumberField, page: wholeNumberField } },
  /** Sends the card of a member, with a button back to the page. */
  groupRow: { tag: 'gr', fields: { group: wholeNumberField, page: wholeNumberField, mid: midField } },
  /** Asks for the name of a new group. */
  groupNew: { tag: 'gn', fields: {} },
  /** Asks for a new name of a group. */
  groupRename: { tag: 'ge', fields: { group: wholeNumberField } },
  /** Moves a group up or down in the list. */
  groupMove: { tag: 'gu', fields: { group: wholeNumberField, way: wordField({ up: 'u', down: 'd' }) } },
  /** Asks whether to delete a group. */
  groupDelete: { tag: 'gd', fields: { group: wholeNumberField } },
  /** Confirms deleting a group. */
  groupEnd: { tag: 'gx', fields: { group: wholeNumberField } },
  /** Shows all groups as check boxes for `mid`. */
  personGroups: { tag: 'pg', fields: { mid: midField } },
  /** Checks or unchecks a group for `mid`. */
  personTick: { tag: 'pt', fields: { mid: midField, group: wholeNumberField } },
  /** Shows another page of the check boxes. */
  personPage: { tag: 'pp', fields: { mid: midField, page: wholeNumberField } },
  /** Saves the checked groups; first follows `mid` if `follow` says so. */
  personSave: { tag: 'ps', fields: { mid: midField, follow: wordField({ yes: 'y', no: 'n' }) } },
  /** Adds `mid` to one more group. */
  personInto: { tag: 'pi', fields: { mid: midField, group: wholeNumberField } },
  /** Starts the bulk job that this message proposes. */
  proposalStart: { tag: 'bs', fields: {} },
  /** Makes the proposal again, including special follows. */
  proposalWithSpecial: { tag: 'bw', fields: {} },
  /** Shows a page of all people in the proposal. */
  proposalPeople: { tag: 'bp', fields: { page: wholeNumberField } },
  /** Goes back to the proposal's preview. */
  proposalPreview: { tag: 'bv', fields: {} },
  /** Shows, stops, resumes, retries or undoes a job. */
  job: {
    tag: 'j',
    fields: {
      id: wholeNumberField,
      what: wordField({ show: 's', stop: 'x', resume: 'g', retry: 'r', undo: 'u' }),
    },
  },
  /**
   * Rereads the file that this message replies to, as account `mid`, with all answers so far: which column or
   * list contains the people, what they are for, and whether groups are restored.
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
  /** Sends the card of a fan from an alert. */
  fanRow: { tag: 'fr', fields: { mid: midField, as: wholeNumberField } },
  /** Opens the list of fans, for those an alert does not name. */
  fansMore: { tag: 'fm', fields: { as: wholeNumberField } },
  /** Proposes to follow back all new fans of an alert; `digest` is the number of its record. */
  fansBack: { tag: 'fb', fields: { digest: wholeNumberField, as: wholeNumberField } },
  /** Shows the ways to log in. */
  loginAgain: { tag: 'lw', fields: {} },
  /** Shows the alerts panel. */
  alerts: { tag: 'nv', fields: { as: wholeNumberField } },
  /** Turns a kind of alert on or off. */
  alertSwitch: {
    tag: 'ns',
    fields: {
      what: alertSwitchField,
      on: wordField({ yes: 'y', no: 'n' }),
      as: wholeNumberField,
    },
  },
  /** Asks from how many fans a person counts as big. */
  alertBigFrom: { tag: 'nb', fields: { as: wholeNumberField } },
  /** Polls for new fans now. */
  alertCheck: { tag: 'nc', fields: { as: wholeNumberField } },
  /** Resumes paused alerts. */
  alertResume: { tag: 'nr', fields: { as: wholeNumberField } },
  /** Shows where alerts can be delivered. */
  alertPlaces: { tag: 'np', fields: { as: wholeNumberField } },
  /**
   * Sets where alerts are delivered. Chat 0 is the private chat that holds the account; thread 0 is no topic.
   */
  alertTo: { tag: 'nt', fields: { chat: wholeNumberField, thread: wholeNumberField, as: wholeNumberField } },
  /** Unlinks a group or topic. */
  alertUnlink: {
    tag: 'nu',
    fields: { chat: wholeNumberField, thread: wholeNumberField, as: wholeNumberField },
  },
  /** Unlinks the group it is pressed in. */
  unlinkGroup: { tag: 'nx', fields: {} },
  /** Asks for the chat's quiet hours. */
  askQuietHours: { tag: 'nq', fields: {} },
  /** Changes the language of this chat. */
  setLanguage: { tag: 'sl', fields: { language: languageField } },
  /** Asks for the timezone of this chat. */
  askTimezone: { tag: 'st', fields: {} },
  /** Joins this private chat to the one the code was made in. */
  joinChats: { tag: 'jc', fields: { code: joinCodeField } },
  /** Separates a private chat from those joined to it. */
  separateChats: { tag: 'js', fields: { chat: wholeNumberField } },
  /** Delivers the alerts of all accounts to one of the joined chats. */
  allAlertsTo: { tag: 'ja', fields: { chat: wholeNumberField } },
  /** Ends the open question; the message says so. */
  dismiss: { tag: 'x', fields: {} },
} as const satisfies Record<string, { tag: string; fields: Record<string, AnyCallbackField> }>;
