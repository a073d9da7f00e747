/**
 * What the page does for a link instead of opening the real site: open a chat with the bot, show a person of
 * the simulated site, or show the phone that scans a QR code. Other pages of the site are not simulated.
 * @typedef {{ kind: 'start', payload: string | undefined }
 *   | { kind: 'startGroup', payload: string }
 *   | { kind: 'person', mid: number }
 *   | { kind: 'phone' }
 *   | { kind: 'nowhere' }} Shortcut
 */

/** Hosts that the playground simulates. */
const siteHosts = /(^|\.)(bilibili\.com|b23\.tv|hdslb\.com|biliapi\.net|biligame\.com)$/;

/**
 * @param {string} address
 * @param {string} botName without the `@`
 * @returns {Shortcut | undefined} undefined for a link to any other site
 */
export function shortcut(address, botName) {
  if (!URL.canParse(address)) return undefined;
  const url = new URL(address);
  if (url.host === 't.me' && url.pathname.slice(1).toLowerCase() === botName.toLowerCase()) {
    const group = url.searchParams.get('startgroup');
    return group === null
      ? { kind: 'start', payload: url.searchParams.get('start') ?? undefined }
      : { kind: 'startGroup', payload: group };
  }
  const person = /^\/(?:space\/)?(\d+)\/?/.exec(url.pathname)?.[1];
  if (person && ['space.bilibili.com', 'm.bilibili.com'].includes(url.host)) {
    return { kind: 'person', mid: Number(person) };
  }
  if (!siteHosts.test(url.host)) return undefined;
  return { kind: url.searchParams.has('qrcode_key') ? 'phone' : 'nowhere' };
}
