import { el } from './dom.js';
import { number, say } from './text.js';

/**
 * @import { AccountState, Brief } from './types.ts'
 * @import { Key } from './text.js'
 */

const mutual = 6;
/** How long a change stays highlighted, ms. */
const highlightMs = 1600;

/**
 * The state of the account: counts, risk control, lists. Changed figures and rows are highlighted.
 * @param {{
 *   followBack: (fan: number) => Promise<void>,
 *   close: (mid: number, name: string) => Promise<void>,
 *   risk: (on: boolean) => Promise<void>,
 *   endRest: () => Promise<void>,
 * }} actions
 */
export function factSections(actions) {
  /** @type {Map<string, string>} what each row said when it was last shown */
  let before = new Map();
  /** @type {Map<string, string>} */
  let now = new Map();
  /** @type {Map<string, number>} when a row changed, in milliseconds */
  const changed = new Map();
  const counts = el('dl', { class: 'counts' });
  const box = el('input', {
    type: 'checkbox',
    role: 'switch',
    id: 'risk',
    onchange: () => void actions.risk(box.checked),
  });
  const riskWords = el('span', {});
  const restWords = el('p', {});
  const endRest = el('button', {
    class: 'plain small',
    type: 'button',
    dataset: { act: 'endRest' },
    onclick: () => void actions.endRest(),
  });
  const rest = el('div', { class: 'rest', hidden: true }, restWords, endRest);
  const switched = el('label', { class: 'switch' }, riskWords, box);
  const risk = el('div', {}, switched, rest);
  /** @type {Key[]} */
  const names = ['newestFans', 'newestFollowings', 'groups', 'requests'];
  const bodies = names.map(() => el('ul', {}));
  const titles = names.map(() => el('summary', {}));
  const lists = el(
    'div',
    { class: 'lists' },
    ...bodies.map((body, index) => el('details', { open: index === 0 || index === 3 }, titles[index], body)),
  );

  /**
   * Highlights an element if its text has changed.
   * @template {HTMLElement} T
   * @param {string} key
   * @param {string} says
   * @param {T} element
   * @returns {T}
   */
  const highlight = (key, says, element) => {
    now.set(key, says);
    if (before.size > 0 && before.get(key) !== says) changed.set(key, performance.now());
    const age = performance.now() - (changed.get(key) ?? Number.NEGATIVE_INFINITY);
    if (age < highlightMs) {
      // When a row is rendered again meanwhile, its animation continues where it was.
      element.classList.add('lit');
      element.style.animationDelay = `${-age}ms`;
    }
    return element;
  };
  /**
   * @param {Key} name
   * @param {number} value
   */
  const count = (name, value) =>
    highlight(
      name,
      String(value),
      el(
        'div',
        { dataset: { count: name } },
        el('dt', { text: say(name) }),
        el('dd', { text: number(value) }),
      ),
    );

  /**
   * @param {Brief} person
   * @param {boolean} fan
   */
  const personRow = ({ mid, name, face, attribute }, fan) => {
    const follow = fan && attribute !== mutual;
    const back =
      follow && rowButton('followBack', `${say('followBack')} ${name}`, () => actions.followBack(mid));
    const close =
      fan && rowButton('closeAccount', `${say('closeAccount')} ${name}`, () => actions.close(mid, name));
    return highlight(
      `${fan ? 'fan' : 'following'} ${mid}`,
      String(attribute),
      el(
        'li',
        { class: 'person-row' },
        el('img', {
          src: `/bilibili/${face.replace('https://', '')}`,
          alt: '',
          width: 28,
          height: 28,
          loading: 'lazy',
        }),
        el(
          'span',
          { class: 'who' },
          el('span', { text: name }),
          el('small', { text: attribute === mutual ? `${mid} · ${say('mutual')}` : String(mid) }),
        ),
        back,
        close,
      ),
    );
  };

  return {
    counts,
    risk,
    lists,
    /** Called when another account is shown: nothing is highlighted. */
    forget() {
      before = new Map();
      changed.clear();
    },
    /** Sets the fixed texts in the page's language. */
    speak() {
      riskWords.replaceChildren(say('risk'), el('small', { text: say('riskNote') }));
      restWords.textContent = say('restNote');
      endRest.textContent = say('endRest');
      for (const [index, name] of names.entries()) {
        const title = titles[index];
        if (title) title.textContent = say(name);
      }
    },
    /** @param {AccountState} state */
    render({ account, sessions, risk: on, turnedAway, fans, followings, groups, requests }) {
      now = new Map();
      const focused =
        document.activeElement instanceof HTMLElement ? document.activeElement.dataset.row : undefined;
      counts.replaceChildren(
        count('followings', account.counts.followings),
        count('fans', account.counts.fans),
        count('whispers', account.counts.whispers),
        count('blacks', account.counts.blacks),
        count('logins', sessions),
      );
      box.checked = on;
      switched.classList.toggle('on', on);
      rest.hidden = on || !turnedAway;
      const rows = [
        fans.map((person) => personRow(person, true)),
        followings.map((person) => personRow(person, false)),
        groups.map(({ tagid, name, count: size }) =>
          highlight(
            `group ${tagid}`,
            `${name} ${size}`,
            el('li', { class: 'pair' }, el('span', { text: name }), el('span', { text: number(size) })),
          ),
        ),
        merged(requests).slice(0, 12).map(requestRow),
      ];
      for (const [index, body] of bodies.entries()) {
        const filled = rows[index] ?? [];
        const none = el('li', { class: 'none', text: say(index === 3 ? 'noRequests' : 'nobody') });
        body.replaceChildren(...(filled.length > 0 ? filled : [none]));
      }
      if (focused) {
        const again = lists.querySelector(`[data-row="${CSS.escape(focused)}"]`);
        if (again instanceof HTMLElement) again.focus({ preventScroll: true });
      }
      before = now;
    },
  };

  /** @param {AccountState['requests'][number] & { times: number }} request */
  function requestRow({ method, host, path, code, at, mid, times }) {
    const outcome = code === 0 ? 'ok' : code === undefined ? 'open' : 'bad';
    return highlight(
      `request ${at} ${path}`,
      `${code} ${times}`,
      el(
        'li',
        { class: 'request', title: `${method} ${host}${path} · ${mid ?? say('guest')}` },
        el('code', { text: path.replace(/^\/(x\/)?/, '') }),
        times > 1 && el('small', { text: `×${times}` }),
        el('span', { class: `code ${outcome}`, text: code === undefined ? '…' : String(code) }),
      ),
    );
  }
}

/**
 * Merges repeated requests with the same answer into one row, which keeps the time of the first.
 * @param {AccountState['requests']} requests newest first
 */
function merged(requests) {
  /** @type {(AccountState['requests'][number] & { times: number })[]} */
  const rows = [];
  for (const request of requests) {
    const last = rows.at(-1);
    if (last && last.host === request.host && last.path === request.path && last.code === request.code) {
      last.times += 1;
      last.at = request.at;
    } else rows.push({ ...request, times: 1 });
  }
  return rows;
}

/**
 * @param {Key} text
 * @param {string} label
 * @param {() => Promise<void>} work
 */
function rowButton(text, label, work) {
  return el('button', {
    class: text === 'closeAccount' ? 'link-button soft' : 'link-button',
    type: 'button',
    text: say(text),
    'aria-label': label,
    dataset: { row: label },
    onclick: () => void work(),
  });
}
