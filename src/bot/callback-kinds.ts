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

/** The hash of the account the button acts as, whichever is active when it is pressed. */
const as = wholeNumberField;
const mid = midField;
const page = wholeNumberField;
const group = wholeNumberField;
const chat = wholeNumberField;
const yesOrNo = wordField({ yes: 'y', no: 'n' });

/**
 * The fields of each kind of button. Tags are in messages already sent, so their meaning must never change.
 */
export const callbackKinds = {
  /** Shows the card of `mid`, read again. */
  card: { tag: 'c', fields: { mid } },
  /** Does `action` to `mid`; block and kick ask for confirmation. */
  act: { tag: 'a', fields: { action: cardActionField, mid, as } },
  /** Confirms `act`. */
  confirm: { tag: 'y', fields: { action: cardActionField, mid, as } },
  /** Undoes the last action on `mid` from this message; valid until `until`, in seconds since 1970. */
  undo: { tag: 'z', fields: { mid, until: wholeNumberField, as } },
  /** Runs the command `intent` for `mid`: chosen from several search results, or a button on a card. */
  pick: { tag: 'p', fields: { intent: pickIntentField, mid, as } },
  /** Asks for a note about `mid`. */
  note: { tag: 'no', fields: { mid, as } },
  /** Deletes the note about `mid`. */
  noteDelete: { tag: 'nd', fields: { mid, as } },
  /** Starts one of the three ways to log in. */
  login: { tag: 'l', fields: { way: wordField({ qr: 'q', cookie: 'c', accessKey: 'a' }) } },
  /** Replaces the QR code in this message with a new one. */
  renewCode: { tag: 'n', fields: {} },
  /** Stops waiting for a QR code to be scanned. */
  stopLogin: { tag: 'q', fields: {} },
  /** Confirms logout: removes the login of `mid` from this chat. */
  logout: { tag: 'o', fields: { mid } },
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
      as,
    },
  },
  /** Shows the fan chart of 7, 30, 90 or 365 days. */
  stats: {
    tag: 'd',
    fields: { span: wordField({ week: '7', month: '30', quarter: '90', year: '365' }), as },
  },
  /** Turns the daily or weekly report on, after asking, or off. */
  report: {
    tag: 'dr',
    fields: {
      what: wordField({ daily: 'd', weekly: 'w' }),
      on: yesOrNo,
      as,
    },
  },
  /** Sets the day of the weekly report: 1 Monday … 7 Sunday. */
  reportDay: { tag: 'dw', fields: { weekday: wholeNumberField, as } },
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
      as,
    },
  },
  /** Shows the accounts of this chat to choose from. */
  accounts: { tag: 'sa', fields: { as } },
  /** Makes `mid` the active account of this chat. */
  switchTo: { tag: 's', fields: { mid } },
  /** Shows a page of a list. */
  listPage: { tag: 'lp', fields: { ...listFields, page } },
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
  listRow: { tag: 'lr', fields: { mid } },
  /** Starts or ends choosing people in a list. */
  listSelect: { tag: 'ls', fields: { ...listFields, on: yesOrNo } },
  /** Chooses a person, or takes the choice back. */
  listTick: { tag: 'lt', fields: { ...listFields, mid } },
  /** Chooses everyone on the page, or nobody on it when all are chosen. */
  listTickPage: { tag: 'la', fields: listFields },
  /** Chooses everyone in the list, or everyone up to the shown page. */
  listTickMany: { tag: 'lm', fields: { ...listFields, which: wordField({ all: 'a', upTo: 'u' }) } },
  /** Does something to all chosen people. */
  listAct: { tag: 'lx', fields: { ...listFields, action: chosenActionField } },
  /** Asks what to search the own following list for. */
  listSearch: { tag: 'lq', fields: {} },
  /** Shows the groups that the chosen people can be put into; `how` they are put there. */
  listGroups: { tag: 'lg', fields: { ...listFields, how: shiftHowField, page } },
  /** Puts the chosen people into a group. */
  listInto: { tag: 'li', fields: { ...listFields, how: shiftHowField, group } },
  /** Removes the chosen people from the group whose list is shown. */
  listOutOf: { tag: 'lu', fields: listFields },
  /** Shows a page of the list of groups. */
  groups: { tag: 'g', fields: { page } },
  /** Shows the members of a group, read again. */
  group: { tag: 'gm', fields: { group, page } },
  /** Sends the card of a member, with a button back to the page. */
  groupRow: { tag: 'gr', fields: { group, page, mid } },
  /** Asks for the name of a new group. */
  groupNew: { tag: 'gn', fields: {} },
  /** Asks for a new name of a group. */
  groupRename: { tag: 'ge', fields: { group } },
  /** Moves a group up or down in the list. */
  groupMove: { tag: 'gu', fields: { group, way: wordField({ up: 'u', down: 'd' }) } },
  /** Asks whether to delete a group. */
  groupDelete: { tag: 'gd', fields: { group } },
  /** Confirms deleting a group. */
  groupEnd: { tag: 'gx', fields: { group } },
  /** Shows all groups as check boxes for `mid`. */
  personGroups: { tag: 'pg', fields: { mid } },
  /** Checks or unchecks a group for `mid`. */
  personTick: { tag: 'pt', fields: { mid, group } },
  /** Shows another page of the check boxes. */
  personPage: { tag: 'pp', fields: { mid, page } },
  /** Saves the checked groups; first follows `mid` if `follow` says so. */
  personSave: { tag: 'ps', fields: { mid, follow: yesOrNo } },
  /** Adds `mid` to one more group. */
  personInto: { tag: 'pi', fields: { mid, group } },
  /** Starts the bulk job that this message proposes. */
  proposalStart: { tag: 'bs', fields: {} },
  /** Makes the proposal again, including special follows. */
  proposalWithSpecial: { tag: 'bw', fields: {} },
  /** Shows a page of all people in the proposal. */
  proposalPeople: { tag: 'bp', fields: { page } },
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
      mid,
      column: shortWordField,
      purpose: wordField({ open: 'o', follow: 'f', block: 'b' }),
      groups: wordField({ open: 'o', restore: 'y', leave: 'n' }),
    },
  },
  /** Sends the card of a fan from an alert. */
  fanRow: { tag: 'fr', fields: { mid, as } },
  /** Opens the list of fans, for those an alert does not name. */
  fansMore: { tag: 'fm', fields: { as } },
  /** Proposes to follow back all new fans of an alert; `digest` is the number of its record. */
  fansBack: { tag: 'fb', fields: { digest: wholeNumberField, as } },
  /** Shows the ways to log in. */
  loginAgain: { tag: 'lw', fields: {} },
  /** Shows the alerts panel. */
  alerts: { tag: 'nv', fields: { as } },
  /** Turns a kind of alert on or off. */
  alertSwitch: { tag: 'ns', fields: { what: alertSwitchField, on: yesOrNo, as } },
  /** Asks from how many fans a person counts as big. */
  alertBigFrom: { tag: 'nb', fields: { as } },
  /** Polls for new fans now. */
  alertCheck: { tag: 'nc', fields: { as } },
  /** Resumes paused alerts. */
  alertResume: { tag: 'nr', fields: { as } },
  /** Shows where alerts can be delivered. */
  alertPlaces: { tag: 'np', fields: { as } },
  /**
   * Sets where alerts are delivered. Chat 0 is the private chat that holds the account; thread 0 is no topic.
   */
  alertTo: { tag: 'nt', fields: { chat, thread: wholeNumberField, as } },
  /** Unlinks a group or topic. */
  alertUnlink: { tag: 'nu', fields: { chat, thread: wholeNumberField, as } },
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
  separateChats: { tag: 'js', fields: { chat } },
  /** Delivers the alerts of all accounts to one of the joined chats. */
  allAlertsTo: { tag: 'ja', fields: { chat } },
  /** Ends the open question; the message says so. */
  dismiss: { tag: 'x', fields: {} },
} as const satisfies Record<string, { tag: string; fields: Record<string, AnyCallbackField> }>;
