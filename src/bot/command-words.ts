import type { CommandName } from './feature.ts';

/**
 * The Chinese words for each command, used without a slash. /help shows the first one. A word may belong to
 * two commands: with an argument it means one, alone the other.
 */
const words: Readonly<Record<CommandName, readonly string[]>> = {
  start: ['开始'],
  help: ['帮助'],
  login: ['登录'],
  logout: ['退出登录'],
  me: ['我', '首页'],
  stats: ['数据'],
  tidy: ['整理'],
  alerts: ['提醒'],
  settings: ['设置'],
  link: ['绑定', '解除绑定'],
  cancel: ['取消'],
  status: ['状态'],
  who: ['看'],
  follow: ['关注'],
  unfollow: ['取关'],
  fans: ['粉丝'],
  following: ['关注列表'],
  common: ['共同关注'],
  friends: ['互关'],
  special: ['特别关注'],
  whispers: ['悄悄关注'],
  blacks: ['黑名单'],
  search: ['搜索'],
  note: ['备注'],
  block: ['拉黑'],
  unblock: ['取消拉黑'],
  kick: ['移除粉丝'],
  whisper: ['悄悄关注'],
  unwhisper: ['取消悄悄关注'],
  groups: ['分组'],
  jobs: ['任务'],
  export: ['导出'],
  import: ['导入'],
};

/** Commands without arguments: followed by other text, their word is not a command. */
const withoutArgument: ReadonlySet<CommandName> = new Set([
  'start',
  'logout',
  'me',
  'stats',
  'tidy',
  'alerts',
  'settings',
  'cancel',
  'status',
  'friends',
  'special',
  'whispers',
  'blacks',
  'jobs',
  'export',
]);

const byWord = new Map<string, CommandName[]>();
for (const [command, ofCommand] of Object.entries(words) as [CommandName, readonly string[]][]) {
  for (const word of ofCommand) byWord.set(word, [...(byWord.get(word) ?? []), command]);
}
const maxWordLength = Math.max(...[...byWord.keys()].map((word) => word.length));

/** The word shown for a command. */
export function displayedCommandWord(command: CommandName): string {
  return words[command][0] ?? command;
}

/**
 * The command at the start of a text, by the longest matching word, and its argument. `undefined` for any
 * other text, such as a sentence that only starts with such a word.
 */
export function readCommandWord(text: string): { name: CommandName; argument: string } | undefined {
  const said = text.trim();
  for (let length = Math.min(maxWordLength, said.length); length > 0; length -= 1) {
    const commands = byWord.get(said.slice(0, length));
    if (commands === undefined) continue;
    const rest = said.slice(length);
    if (rest === '')
      return {
        name: commands.find((name) => withoutArgument.has(name)) ?? commands[0] ?? 'help',
        argument: '',
      };
    const name = commands.find((one) => !withoutArgument.has(one));
    // Not when another Chinese word follows directly: 关注一下 is not a command.
    if (name !== undefined && !/^\p{Script=Han}/u.test(rest))
      return { name, argument: rest.replace(/^[\s:：,，]+/u, '').trimEnd() };
  }
  return undefined;
}
