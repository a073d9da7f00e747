import type { CommandName } from '../feature.ts';
import type { Texts } from './index.ts';

/** Examples of a command that users can copy. By default the command's name. */
export function commandExamples(command: CommandName, { commands: { samples } }: Texts): readonly string[] {
  const { name, search, group, twoWords, note } = samples;
  const examples: Partial<Record<CommandName, readonly string[]>> = {
    start: [],
    help: ['/help follow'],
    who: ['/who 100002', '/who https://space.bilibili.com/100002', `/who @${name}`],
    follow: ['/follow UID:100002', '/follow https://b23.tv/abcdefg', '/follow 100002 100003'],
    unfollow: ['/unfollow 100002', `/unfollow @${name}`],
    block: ['/block 100002', '/block 100002 100003'],
    unblock: ['/unblock 100002'],
    kick: ['/kick 100002'],
    whisper: ['/whisper 100002'],
    unwhisper: ['/unwhisper 100002'],
    fans: ['/fans', '/fans 100002'],
    following: ['/following', `/following @${name}`],
    common: ['/common 100002'],
    search: [`/search ${search}`],
    note: [`/note 100002 ${note}`, '/note 100002'],
    groups: ['/groups', `/groups new ${group}`, `/groups add “${twoWords}” 100002 100003`],
    link: ['/link', '/link ABCDE23456'],
    import: ['/import', '/import 100002 100003'],
  };
  return examples[command] ?? [`/${command}`];
}
