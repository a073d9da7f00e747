import { type AlertKindName, alertKindNames, countOf, type Digest } from '../../alerts/index.ts';
import type { Keyboard } from '../../bot/keyboards.ts';
import type { DigestViewer } from './digest-viewer.ts';
import { type Telling, tellings } from './tellings.ts';

/** What stands below the people, or alone, a line each: what the kinds say, and which account it is. */
export function drawDigestExtras(digest: Digest, viewer: DigestViewer): string[] {
  const { texts, account, sayAccount } = viewer;
  const lines: string[] = [];
  let namesAccount = true;
  const draw = <K extends AlertKindName>(name: K) => {
    const telling: Telling<Digest[K]> = tellings[name];
    const said = telling.lines?.(digest[name], digest, viewer) ?? [];
    const people = telling.people ? countOf(telling.people.batch(digest[name])) : 0;
    if (said.length + people > 0 && !telling.saysAccount) namesAccount = false;
    lines.push(...said);
  };
  for (const name of alertKindNames) draw(name);
  return [...lines, ...(sayAccount && !namesAccount ? [texts.digest.account(account)] : [])];
}

/** The buttons of what stands below the people. */
export function drawDigestButtons(digest: Digest, viewer: DigestViewer): Keyboard {
  const draw = <K extends AlertKindName>(name: K): Keyboard => {
    const telling: Telling<Digest[K]> = tellings[name];
    return telling.keyboard?.(digest[name], viewer) ?? [];
  };
  return alertKindNames.flatMap((name) => draw(name));
}
