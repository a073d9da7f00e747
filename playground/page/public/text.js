import { en } from './text-en.js';
import { zh } from './text-zh.js';

const catalogues = { zh, en };
const storageKey = 'playground-language';

/** @typedef {keyof typeof zh} Key */

/** @type {Set<() => void>} */
const listeners = new Set();
/** @type {'zh' | 'en'} */
let language = initialLanguage();

/** @returns {'zh' | 'en'} the language chosen before, else the browser's */
function initialLanguage() {
  const stored = localStorage.getItem(storageKey);
  if (stored === 'zh' || stored === 'en') return stored;
  return navigator.language.toLowerCase().startsWith('zh') ? 'zh' : 'en';
}

/** The current language of the page. The bot's is chosen separately, by each chat. */
export function currentLanguage() {
  return language;
}

/**
 * A text of the page; `{name}` in it is replaced by the value of that name.
 * @param {Key} key
 * @param {Record<string, string | number>} [values]
 * @returns {string}
 */
export function say(key, values = {}) {
  return catalogues[language][key].replace(/\{(\w+)\}/g, (whole, name) => String(values[name] ?? whole));
}

/** Switches to the other language and calls the listeners of {@link onLanguage}. */
export function switchLanguage() {
  language = language === 'zh' ? 'en' : 'zh';
  localStorage.setItem(storageKey, language);
  applyLanguage();
}

/** Translates the fixed elements: `data-say` for their text, `data-say-label` for their label. */
export function applyLanguage() {
  document.documentElement.lang = language === 'zh' ? 'zh-CN' : 'en';
  document.title = say('title');
  for (const element of document.querySelectorAll('[data-say]')) {
    element.textContent = say(/** @type {Key} */ (element.getAttribute('data-say')));
  }
  for (const element of document.querySelectorAll('[data-say-label]')) {
    const name = say(/** @type {Key} */ (element.getAttribute('data-say-label')));
    element.setAttribute('aria-label', name);
    if (element instanceof HTMLButtonElement) element.title = name;
  }
  for (const listener of listeners) listener();
}

/** @param {() => void} listener runs after each change of language */
export function onLanguage(listener) {
  listeners.add(listener);
}

/**
 * The time of day.
 * @param {number} seconds since 1970
 */
export function timeOfDay(seconds) {
  return new Date(seconds * 1000).toLocaleTimeString(locale(), {
    hour: '2-digit',
    minute: '2-digit',
    hour12: false,
  });
}

/**
 * A date in words.
 * @param {number} seconds since 1970
 */
export function dayName(seconds) {
  return new Date(seconds * 1000).toLocaleDateString(locale(), {
    month: 'long',
    day: 'numeric',
    weekday: 'short',
  });
}

/** @param {number} value */
export function number(value) {
  return value.toLocaleString(locale());
}

function locale() {
  return language === 'zh' ? 'zh-CN' : 'en-GB';
}
