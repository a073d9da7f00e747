import { createChat } from './chat.js';
import { byId } from './dom.js';
import { createGuide } from './guide.js';
import { ask } from './http.js';
import { createPanel } from './panel.js';
import { applyLanguage, say, switchLanguage } from './text.js';
import { toast } from './toast.js';

/** On a phone one of three is seen at a time; on wider windows all are. */
const narrow = matchMedia('(max-width: 719px)');

/** @param {'chats' | 'chat' | 'site'} view */
function showView(view) {
  document.body.dataset.view = view;
  byId('tab-chat').setAttribute('aria-pressed', String(view !== 'site'));
  byId('tab-site').setAttribute('aria-pressed', String(view === 'site'));
  byId(view === 'site' ? 'tab-site' : 'tab-chat').classList.remove('news');
}

/** @param {'chat' | 'site'} view something happened there; its tab says so while the other one is open */
function announce(view) {
  const seen = (document.body.dataset.view === 'site') === (view === 'site');
  if (narrow.matches && !seen) byId(`tab-${view}`).classList.add('news');
}

/** @param {HTMLElement} element of the panel, brought into view and lit up */
function point(element) {
  showView('site');
  element.scrollIntoView({ block: 'nearest' });
  element.classList.remove('lit');
  requestAnimationFrame(() => element.classList.add('lit'));
  element.addEventListener('animationend', () => element.classList.remove('lit'), { once: true });
  element.querySelector('button')?.focus({ preventScroll: true });
}

async function open() {
  applyLanguage();
  byId('language').addEventListener('click', switchLanguage);
  byId('tab-chat').addEventListener('click', () => showView('chat'));
  byId('tab-site').addEventListener('click', () => showView('site'));
  byId('back').addEventListener('click', () => showView('chats'));

  const { run } = await ask('/run');
  /** @type {{ mid: number, fans: number } | undefined} */
  let fansBefore;
  const guide = createGuide({
    run,
    fill: (text) => chat.fill(text),
    show: (what) => point(what === 'phone' ? panel.phone : panel.fans),
  });
  const panel = createPanel({
    onView({ state, codes }) {
      if (codes.length > 0 || state.sessions > 0) guide.tick('login');
      if (state.sessions > 0) guide.tick('scan');
      const followed = state.requests.some(
        ({ path, code }) => path.endsWith('/relation/modify') && code === 0,
      );
      if (followed) guide.tick('follow');
      const stranger = state.fans.find(({ attribute }) => attribute === 0);
      if (stranger) guide.suggest(stranger.mid);
      const { mid, counts } = state.account;
      if (fansBefore !== undefined && fansBefore.mid === mid && counts.fans > fansBefore.fans)
        guide.tick('fan');
      if (guide.has('fan') && state.fans[0]?.attribute === 6) guide.tick('back');
      fansBefore = { mid, fans: counts.fans };
    },
    onNews: () => announce('site'),
  });
  applyLanguage();
  const chat = await createChat({
    // Whoever begins with another command has said hello, too.
    onSent: () => guide.tick('start'),
    onPressed() {
      if (guide.has('follow')) guide.tick('press');
    },
    onNews: () => announce('chat'),
    // Another run of the playground knows nothing of this one: the page begins anew with it.
    async onReconnect() {
      if ((await ask('/run')).run !== run) location.reload();
    },
    showPerson(mid) {
      toast(say('shownInPanel', { mid }));
      showView('site');
      void panel.choose(mid);
    },
    showPhone: () => point(panel.phone),
    showView,
  });
}

open().catch((error) => {
  console.error(error);
  toast(say('unreachable'));
});
