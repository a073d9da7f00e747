import { type AlertKindName, alertKindNames, countPeopleInBatch, type Digest } from '../../alerts/index.ts';
import type { Keyboard } from '../../bot/keyboards.ts';
import type { Text } from '../../bot/text/fill-text.ts';
import { type AlertKindRenderer, alertKindRenderers } from './alert-kind-renderers.ts';
import type { DigestViewer } from './digest-drawing-context.ts';

/**
 * Lines below the lists of people, or the whole text when there are none: those of the alert kinds, and the
 * account's name.
 */
export function drawLinesBelowPeople(digest: Digest, viewer: DigestViewer): Text[] {
  const { texts, account, sayAccount } = viewer;
  const lines: Text[] = [];
  let namesAccount = true;
  const draw = <K extends AlertKindName>(name: K) => {
    const renderer: AlertKindRenderer<Digest[K]> = alertKindRenderers[name];
    const said = renderer.lines?.(digest[name], digest, viewer) ?? [];
    const people = renderer.people ? countPeopleInBatch(renderer.people.batch(digest[name])) : 0;
    if (said.length + people > 0 && !renderer.saysAccount) namesAccount = false;
    lines.push(...said);
  };
  for (const name of alertKindNames) draw(name);
  return [...lines, ...(sayAccount && !namesAccount ? [texts.digest.account(account)] : [])];
}

/** Buttons that belong to the lines below the people. */
export function drawButtonsBelowPeople(digest: Digest, viewer: DigestViewer): Keyboard {
  const draw = <K extends AlertKindName>(name: K): Keyboard => {
    const renderer: AlertKindRenderer<Digest[K]> = alertKindRenderers[name];
    return renderer.keyboard?.(digest[name], viewer) ?? [];
  };
  return alertKindNames.flatMap((name) => draw(name));
}
