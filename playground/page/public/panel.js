import { byId, el } from './dom.js';
import { listen } from './event-stream.js';
import { ask } from './http.js';
import { factSections } from './panel-facts.js';
import { createPhone } from './panel-phone.js';
import { onLanguage, say } from './text.js';
import { attempt, confirmDialog, toast } from './toast.js';

/**
 * @import { AccountState, PendingQr } from './types.ts'
 * @typedef {{ state: AccountState, codes: PendingQr[] }} SiteView
 */

const control = '/bilibili/control';

/**
 * The panel of the simulated site: a phone to confirm logins, actions, and the state of one account. Changes
 * are highlighted.
 * @param {{ onView: (view: SiteView) => void, onNews: () => void }} options
 */
export function createPanel({ onView, onNews }) {
  /** @type {number | undefined} the account shown; the owner's until another is chosen */
  let mid;
  /** @type {number | undefined} */
  let owner;
  /** @type {SiteView | undefined} */
  let view;
  let reading = false;
  let again = false;

  /**
   * @param {string} path
   * @param {object} body
   * @param {string} [at] the base path; the simulated site's when omitted
   */
  const act = async (path, body, at = control) => {
    const done = await attempt(() => ask(`${at}${path}`, { body }));
    // Resets a switch whose request was refused.
    if (!done) render();
    await read().catch(() => undefined);
  };
  const about = () => ({ mid: mid ?? owner });
  const phone = createPhone({ act, about });
  const facts = factSections({
    followBack: (fan) => act('/follow-back', { ...about(), fan }),
    async close(person, name) {
      if (await confirmDialog(say('closeSure', { name }), say('closeAccount')))
        await act('/close', { mid: person });
    },
    risk: (on) => act('/risk', { on }),
    endRest: () => act('/time', { hours: 1 }, ''),
  });

  const chooser = el('select', { id: 'account', onchange: () => void choose(Number(chooser.value)) });
  const face = el('img', { class: 'face', alt: '', width: 44, height: 44 });
  const mark = el('span', { class: 'mid' });
  const actions = el('div', { class: 'actions' });
  byId('site').append(
    el(
      'header',
      { class: 'site-head' },
      el('h2', { dataset: { say: 'site' } }),
      el('p', { dataset: { say: 'siteNote' } }),
    ),
    el(
      'div',
      { class: 'site-body' },
      el(
        'div',
        { class: 'account' },
        face,
        el(
          'div',
          { class: 'account-words' },
          el('label', { for: 'account', class: 'label', dataset: { say: 'viewing' } }),
          chooser,
          mark,
        ),
      ),
      facts.counts,
      phone.element,
      el('section', {}, el('h3', { dataset: { say: 'actions' } }), actions, facts.risk),
      facts.lists,
    ),
  );

  const renderActions = () => {
    /** @type {[Parameters<typeof say>[0], string, () => object, string][]} */
    const all = [
      ['gainOne', '/fans/gain', () => ({ ...about(), n: 1 }), 'plain'],
      ['gainSeven', '/fans/gain', () => ({ ...about(), n: 7 }), 'plain'],
      ['loseOne', '/fans/lose', () => ({ ...about(), n: 1 }), 'plain'],
      ['expireLogin', '/expire', about, 'danger'],
    ];
    actions.replaceChildren(
      ...all.map(([text, path, body, look]) =>
        el('button', {
          class: `${look} small`,
          type: 'button',
          text: say(text),
          dataset: { act: text },
          onclick: () => void act(path, body()),
        }),
      ),
    );
  };
  const render = () => {
    if (!view) return;
    const { account, people } = view.state;
    face.src = `/bilibili/${account.face.replace('https://', '')}`;
    mark.textContent = `UID ${account.mid}`;
    const listed = people.some((person) => person.mid === account.mid) ? people : [account, ...people];
    const options = listed.map((person) => {
      const name = person.mid === owner ? `${person.name}${say('owner')}` : person.name;
      return el('option', { value: person.mid, text: name });
    });
    chooser.replaceChildren(...options);
    chooser.value = String(account.mid);
    phone.render(view.codes, account.name);
    facts.render(view.state);
  };

  /** Reads everything; if there are changes meanwhile, reads once more afterwards. */
  const read = async () => {
    if (reading) {
      again = true;
      return;
    }
    reading = true;
    try {
      const [state, { codes }] = await Promise.all([
        ask(`${control}/state${mid === undefined ? '' : `?mid=${mid}`}`),
        ask(`${control}/qr`),
      ]);
      owner ??= state.account.mid;
      const before = view;
      view = { state, codes };
      if (JSON.stringify(before) === JSON.stringify(view)) return;
      render();
      onView(view);
      if (before && JSON.stringify(before.codes) !== JSON.stringify(codes)) onNews();
    } finally {
      reading = false;
      if (again) {
        again = false;
        void read().catch(() => undefined);
      }
    }
  };
  /** @param {number} person */
  const choose = async (person) => {
    mid = person;
    facts.forget();
    await read().catch((/** @type {Error} */ error) => {
      mid = view?.state.account.mid;
      render();
      toast(say('failed', { why: error.message }));
    });
  };

  const speak = () => {
    renderActions();
    facts.speak();
    render();
  };
  onLanguage(speak);
  speak();
  listen(`${control}/events`, {
    names: ['change'],
    onEvent: () => void read().catch(() => undefined),
    onOpen: () => void read().catch(() => undefined),
    onLost: () => {},
  });
  return {
    choose,
    phone: phone.element,
    fans: actions,
  };
}
