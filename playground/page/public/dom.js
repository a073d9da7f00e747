/**
 * Creates an element. Text and attributes are set as data, never parsed as HTML, because names and messages
 * are written by others. Supports `class`, `text`, `dataset` and `on…` listeners; other keys are attributes,
 * omitted when undefined or false.
 * @template {keyof HTMLElementTagNameMap} Tag
 * @param {Tag} tag
 * @param {Record<string, unknown>} [props]
 * @param {...(Node | string | undefined | false)} children
 * @returns {HTMLElementTagNameMap[Tag]}
 */
export function el(tag, props = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(props)) {
    if (value === undefined || value === false) continue;
    if (name === 'text') element.textContent = String(value);
    else if (name === 'class') element.className = String(value);
    else if (name === 'dataset') Object.assign(element.dataset, value);
    else if (typeof value === 'function') {
      element.addEventListener(name.slice(2), /** @type {EventListener} */ (value));
    } else element.setAttribute(name, value === true ? '' : String(value));
  }
  element.append(...children.filter((child) => child !== undefined && child !== false));
  return element;
}

/**
 * The element of the page with this id.
 * @param {string} id
 * @returns {HTMLElement}
 */
export function byId(id) {
  const found = document.getElementById(id);
  if (!found) throw new Error(`the page has no #${id}`);
  return found;
}

/**
 * An icon from the sprite in index.html, hidden from screen readers: the control around it has a label.
 * @param {string} name
 * @returns {SVGSVGElement}
 */
export function icon(name) {
  const space = 'http://www.w3.org/2000/svg';
  const svg = document.createElementNS(space, 'svg');
  svg.setAttribute('class', 'icon');
  svg.setAttribute('aria-hidden', 'true');
  const use = document.createElementNS(space, 'use');
  use.setAttribute('href', `#icon-${name}`);
  svg.append(use);
  return svg;
}

/**
 * A round badge with the first character of a name, in a colour determined by the id.
 * @param {string} name
 * @param {number} id
 * @returns {HTMLElement}
 */
export function avatar(name, id) {
  const first = [...new Intl.Segmenter().segment(name.trim())][0]?.segment ?? '?';
  const badge = el('span', { class: 'avatar', 'aria-hidden': 'true', text: first.toUpperCase() });
  badge.style.setProperty('--hue', String((Math.abs(id) * 137) % 360));
  return badge;
}
