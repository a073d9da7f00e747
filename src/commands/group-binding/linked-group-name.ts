import type { Texts } from '../../bot/text/index.ts';
import type { LinkedGroup } from '../../storage/index.ts';

/** Display name of a linked group or topic. */
export function linkedGroupName({ title, thread, topic }: LinkedGroup, { groupBinding }: Texts): string {
  if (thread === undefined) return groupBinding.group(title);
  return topic === undefined ? groupBinding.unnamedTopic(title, thread) : groupBinding.topic(title, topic);
}
