import { en } from './text-en.js';
import { zh } from './text-zh.js';

const catalogues = { zh, en };
const remembered = 'playground-language';

/** @typedef {keyof typeof zh} Key */

/** @type {Set<() => void>} */
const listeners = new Set();
/** @type {'zh' | 'en'} */
let language = chosen();

/** @returns {'zh' | 'en'} what was chosen before, else what the browser speaks */
function chosen() {
  const stored = localStorage.getItem(remembered);
  if (stored === 'zh' || stored === 'en') return stored;
  return navigator.language.toLowerCase().startsWith('zh') ? 'zh' : 'en';
}

/** The language the page speaks now; the bot has its own, chosen by who writes to it. */
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

/** Changes to the other language and tells all who asked with {@link onLanguage}. */
export function switchLanguage() {
  language = language === 'zh' ? 'en' : 'zh';
  localStorage.setItem(remembered, language);
  applyLanguage();
}

/** Puts the language on the page's fixed texts: elements with `data-say` (text) or `data-say-label` (name). */
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
 * A time of day, from seconds since 1970.
 * @param {number} seconds
 */
export function timeOfDay(seconds) {
  return new Date(seconds * 1000).toLocaleTimeString(locale(), {
    hour: '2-digit',
    minute: '2-digit',
    hour12: false,
  });
}

/**
 * A day in words, from seconds since 1970.
 * @param {number} seconds
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
