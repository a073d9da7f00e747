import type { Middleware } from 'grammy';
import type { Access } from '../access.ts';
import { type BotContext, chatUserOf, NotLoggedIn } from '../context.ts';
import type { Command, Feature, TakePasted } from '../feature.ts';
import { sendToOnePerson } from '../messages.ts';
import { readCommand } from '../read-command.ts';
import { ownerOnlyText, replyPrivateOnly } from '../refusals-in-groups.ts';
import { editDistance } from '../text/edit-distance.ts';

/** A typed command; `command` is undefined when there is none of that name. */
interface TypedCommand {
  name: string;
  argument: string;
  command: Command | undefined;
}

/** The commands of a bot by name. */
export interface CommandBook {
  /** The names of commands that a user may know. */
  names(user: number): readonly string[];
  /**
   * The command in a message; `undefined` for other messages and for commands to other bots. In groups also
   * for unknown names, which may be another bot's.
   */
  read(ctx: BotContext): TypedCommand | undefined;
}

/**
 * Finds commands by name with a single look-up: one filter per command would cost every update as many tests
 * (measured with 31 filters: 14 times slower than one). Admin commands are unknown to other users.
 */
export function createCommandBook(
  features: readonly Feature[],
  access: Pick<Access, 'isAdmin'>,
): CommandBook {
  const byName = new Map<string, Command>(
    features.flatMap(({ commands }) => commands).map((command) => [command.name, command]),
  );
  const isKnown = (command: Command, user: number) => !command.adminsOnly || access.isAdmin(user);
  return {
    names: (user) => [...byName.values()].filter((one) => isKnown(one, user)).map(({ name }) => name),
    read(ctx) {
      const written = readCommand(ctx);
      if (written === undefined) return undefined;
      const { name, argument, slash, addressed } = written;
      const found = byName.get(name);
      const command = found && isKnown(found, chatUserOf(ctx).user) ? found : undefined;
      if (command === undefined && !(slash && addressed)) return undefined;
      return { name, argument, command };
    },
  };
}

/** Telegram's limit for a command; a longer name is cut before it is shown. */
const maxNameLength = 32;

/** Runs the command in a message. */
export function runCommands(book: CommandBook, takePasted: TakePasted): Middleware<BotContext> {
  return async (ctx, next) => {
    const typed = book.read(ctx);
    if (typed === undefined) return await next();
    const { name, argument, command } = typed;
    const { user, private: inPrivate } = chatUserOf(ctx);
    if (ctx.pasted !== undefined && command?.takesCredentials !== true) {
      await takePasted(ctx, ctx.pasted);
    } else if (command === undefined) {
      const shown = name.slice(0, maxNameLength);
      const text = ctx.texts.replies.unknownCommand(shown, closestName(shown, book.names(user)));
      await sendToOnePerson(ctx, { text });
    } else if (command.inGroups === 'nobody' && !inPrivate) {
      await replyPrivateOnly(ctx, command.name);
    } else if (command.inGroups === 'owner' && !inPrivate && ctx.owner === undefined) {
      throw new NotLoggedIn();
    } else if (command.inGroups === 'owner' && ctx.guest) {
      await sendToOnePerson(ctx, { text: ownerOnlyText(ctx) });
    } else {
      await command.run(ctx, argument);
    }
  };
}

function closestName(name: string, names: readonly string[]): string | undefined {
  const [best] = names.map((one) => ({ one, far: editDistance(name, one) })).sort((a, b) => a.far - b.far);
  return best && best.far <= Math.max(1, Math.floor(name.length / 3)) ? best.one : undefined;
}
