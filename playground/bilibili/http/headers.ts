/** Cookies by name, with their values as sent, not decoded. */
export function readCookies(header: string | undefined): Record<string, string> {
  const cookies: Record<string, string> = {};
  for (const pair of (header ?? '').split(';')) {
    const [name = '', ...value] = pair.split('=');
    if (name.trim() !== '') cookies[name.trim()] = value.join('=').trim();
  }
  return cookies;
}

const programAgents = /python|curl|awa|node|undici/i;

/**
 * Whether a request looks like a browser on the site: Referer on *.bilibili.com, and no program's User-Agent.
 */
export function looksLikeBrowser(headers: { get(name: string): string | null }): boolean {
  const agent = headers.get('user-agent') ?? '';
  if (agent === '' || programAgents.test(agent)) return false;
  const referer = URL.parse(headers.get('referer') ?? '');
  return referer?.hostname.endsWith('.bilibili.com') ?? false;
}
