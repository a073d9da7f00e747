import { createChat } from './chat.js';
import { byId } from './dom.js';
import { createGuide } from './guide.js';
import { ask } from './http.js';
import { createPanel } from './panel.js';
import { applyLanguage, say, switchLanguage } from './text.js';
import { toast } from './toast.js';

/** The labels of the bot's button that follows a new fan back. */
const followBack = ['回关', 'Follow back', '全部回关', 'Follow all back'];
/** Phones show one of the three views at a time; wider windows show all. */
const narrow = matchMedia('(max-width: 719px)');

/** @param {'chats' | 'chat' | 'site'} view */
function showView(view) {
  document.body.dataset.view = view;
  byId('tab-chat').setAttribute('aria-pressed', String(view !== 'site'));
  byId('tab-site').setAttribute('aria-pressed', String(view === 'site'));
  byId(view === 'site' ? 'tab-site' : 'tab-chat').classList.remove('news');
}

/** @param {'chat' | 'site'} view where something happened; its tab is marked while the other one is open */
function announce(view) {
  const seen = (document.body.dataset.view === 'site') === (view === 'site');
  if (narrow.matches && !seen) byId(`tab-${view}`).classList.add('news');
}

/**
 * Scrolls to an element, highlights it, and focuses its button.
 * @param {'chat' | 'site'} view the view that contains it
 * @param {HTMLElement} element
 */
function highlight(view, element) {
  showView(view);
  element.scrollIntoView({ block: 'nearest' });
  element.classList.remove('lit');
  requestAnimationFrame(() => element.classList.add('lit'));
  element.addEventListener('animationend', () => element.classList.remove('lit'), { once: true });
  (element instanceof HTMLButtonElement ? element : element.querySelector('button'))?.focus({
    preventScroll: true,
  });
}

async function open() {
  applyLanguage();
  byId('language').addEventListener('click', switchLanguage);
  byId('tab-chat').addEventListener('click', () => showView('chat'));
  byId('tab-site').addEventListener('click', () => showView('site'));
  byId('back').addEventListener('click', () => showView('chats'));

  const { run } = await ask('/run');
  const guide = createGuide({
    run,
    fill: (text) => chat.fill(text),
    show: (what) => highlight('site', what === 'phone' ? panel.phone : panel.fans),
    point: (button) => highlight('chat', button),
  });
  const panel = createPanel({
    onView({ state }) {
      const stranger = state.fans.find(({ attribute }) => attribute === 0);
      if (stranger) guide.suggest(stranger.mid);
    },
    onNews: () => announce('site'),
  });
  applyLanguage();
  const chat = await createChat({
    onChange: ({ user, steps, buttons }) => guide.update(user, steps, buttons),
    onPressed(label) {
      if (guide.has('follow')) guide.tick('press');
      if (guide.has('fan') && followBack.includes(label)) guide.tick('back');
    },
    onNews: () => announce('chat'),
    // After a restart of the playground nothing shown is valid any more, so the page is reloaded.
    async onReconnect() {
      if ((await ask('/run')).run !== run) location.reload();
    },
    showPerson(mid) {
      toast(say('shownInPanel', { mid }));
      showView('site');
      void panel.choose(mid);
    },
    showPhone: () => highlight('site', panel.phone),
    showView,
  });
}

open().catch((error) => {
  console.error(error);
  toast(say('unreachable'));
});
