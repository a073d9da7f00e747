import { createYieldCounter, type Interruptible } from '../../text/interruptible-work.ts';
import { readLink } from '../person-in-link.ts';
import { createPeopleCollector, type PeopleRead } from './people-collector.ts';

const longestTag = 4000;
const longestName = 200;

/** Whether a text is HTML, as browsers keep bookmarks in it, or an outline (OPML), as readers of feeds keep theirs. */
export function isHtmlFile(text: string): boolean {
  return /^<(?:[!?][a-z-]|(?:html|head|body|meta|opml|dl|a|ul|ol|li|table|thead|tbody|tr|t[dh]|div|p|span|h[1-6]|br|b)[\s/>])/iu.test(
    text.slice(0, 512).trimStart(),
  );
}

/** Whom the links and outlines of an HTML text lead to, with their words; other links are passed over. */
export function* readHtml(text: string, kind?: PeopleRead['kind']): Interruptible<PeopleRead> {
  const people = createPeopleCollector();
  const isYieldDue = createYieldCounter();
  for (let at = text.indexOf('<'); at >= 0; at = text.indexOf('<', at + 1)) {
    if (isYieldDue(at)) yield;
    const isOutline = text.slice(at, at + 9).toLowerCase() === '<outline ';
    if (!isOutline && !isAnchor(text, at)) continue;
    const end = endOfTag(text, at);
    const tag = text.slice(at, end);
    const links = (isOutline ? ['htmlurl', 'xmlurl'] : ['href']).map((name) => attributeOf(tag, name));
    const target = links
      .map((link) => readLink(link.replaceAll('&amp;', '&').trim()))
      .find((one) => one?.kind === 'mid');
    if (target?.kind === 'mid') {
      const name = isOutline
        ? attributeOf(tag, 'text')
        : text.slice(end + 1, placeOf('<', text, end + 1, longestName));
      people.add(
        { kind: 'person', mid: target.mid, written: String(target.mid), exact: true },
        { name: decoded(name) },
      );
    }
    at = end;
  }
  return people.result(kind);
}

/** What a page shows, a line a row of its tables and each cell behind a tab. */
export function* textOfHtml(text: string): Interruptible<string> {
  const parts: string[] = [];
  const isYieldDue = createYieldCounter();
  for (let at = 0; at < text.length; ) {
    if (isYieldDue(at)) yield;
    const open = text.indexOf('<', at);
    const stop = open < 0 ? text.length : open;
    parts.push(decoded(text.slice(at, stop).replace(/[\t\r\n]+/gu, ' ')));
    if (open < 0) break;
    at = endOfTag(text, open) + 1;
    const tag = text.slice(open, open + 8).toLowerCase();
    if (/^<\/(?:td|th)\b/u.test(tag)) parts.push('\t');
    else if (/^<(?:br|\/(?:tr|p|li|div|dt|h[1-6]))\b/u.test(tag)) parts.push('\n');
  }
  return parts.join('').replace(/\t *\n/gu, '\n');
}

function isAnchor(text: string, at: number): boolean {
  const code = text.charCodeAt(at + 1);
  return (code === 0x61 || code === 0x41) && text.charCodeAt(at + 2) <= 0x20;
}

/** Where a tag ends; one without an end ends where it is too long. */
function endOfTag(text: string, start: number): number {
  return placeOf('>', text, start, longestTag);
}

/** Where a sign stands next, or how far of the text is looked at. */
function placeOf(sign: string, text: string, start: number, most: number): number {
  const last = Math.min(text.length, start + most);
  let at = start;
  while (at < last && text.charAt(at) !== sign) at += 1;
  return at;
}

/** The value of an attribute, in quotes or without. @param name in lower case */
function attributeOf(tag: string, name: string): string {
  const at = tag.toLowerCase().indexOf(name);
  if (at < 0) return '';
  let start = at + name.length;
  while (' =\t\n'.includes(tag.charAt(start)) && start < tag.length) start += 1;
  const quote = tag.charAt(start);
  const isQuoted = quote === '"' || quote === "'";
  const end = isQuoted ? tag.indexOf(quote, start + 1) : tag.indexOf(' ', start);
  return tag.slice(isQuoted ? start + 1 : start, end < 0 ? tag.length : end);
}

function decoded(words: string): string {
  return words
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&nbsp;', ' ')
    .replaceAll('&amp;', '&');
}
