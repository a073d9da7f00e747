import { FormattedString } from '@grammyjs/parse-mode';
import type { Access } from '../bot/access.ts';
import { displayedCommandWord, readCommandWord } from '../bot/command-words.ts';
import { type BotContext, chatUserOf } from '../bot/context.ts';
import type { Command, Feature, Theme } from '../bot/feature.ts';
import { send } from '../bot/messages.ts';
import { commandExamples } from '../bot/text/command-examples.ts';
import { redact } from '../redact.ts';

const themes: readonly Theme[] = ['people', 'account', 'other'];

/**
 * Adds `/help`: all commands by topic; with a name, the usage of that command. Its own line comes before
 * `/start`. Admin commands are shown to admins.
 */
export function withHelpFeature(
  others: readonly Feature[],
  access: Pick<Access, 'isAdmin'>,
): readonly Feature[] {
  const help: Command = {
    name: 'help',
    theme: 'other',
    inGroups: 'everyone',
    async run(ctx, argument) {
      const isAdmin = access.isAdmin(chatUserOf(ctx).user);
      const known = commands.filter(({ adminsOnly }) => isAdmin || !adminsOnly);
      const asked = argument.replace(/^[/／]/u, '').toLowerCase();
      const name = readCommandWord(asked)?.name ?? asked;
      if (name === '') return send(ctx, { text: overview(ctx, known) });
      const command = known.find((one) => one.name === name);
      if (command) return send(ctx, { text: details(ctx, command) });
      const unknown = ctx.texts.commands.helpUnknown(redact(name).slice(0, 32));
      return ctx.reply(`${unknown}\n\n${overview(ctx, known).text}`);
    },
  };
  const at = others.findIndex(({ commands }) => commands.some(({ name }) => name === 'start'));
  const features = others.toSpliced(at, 0, { commands: [help] });
  const commands = features.flatMap((feature) => feature.commands);
  return features;
}

function overview(ctx: BotContext, commands: readonly Command[]): FormattedString {
  const words = ctx.texts.commands;
  const blocks = themes.map((theme) => {
    const listed = commands.filter((command) => command.theme === theme);
    const lines = listed.map((command) => summaryOf(command, words));
    return FormattedString.join([FormattedString.bold(words.themes[theme]), ...lines], '\n');
  });
  return FormattedString.join([FormattedString.bold(words.helpTitle), ...blocks, words.helpMore], '\n\n');
}

function details(ctx: BotContext, command: Command): FormattedString {
  const words = ctx.texts.commands;
  const examples = commandExamples(command.name, ctx.texts);
  const lines = [
    FormattedString.bold(summaryOf(command, words)),
    words.details[command.name],
    ...(examples.length > 0 ? [words.examples, ...examples.map((one) => FormattedString.code(one))] : []),
  ];
  return FormattedString.join(lines, '\n');
}

function summaryOf({ name }: Command, { summaries }: BotContext['texts']['commands']): string {
  return `/${name} · ${displayedCommandWord(name)} — ${summaries[name]}`;
}
