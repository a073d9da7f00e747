import { BilibiliRefused, type Group, type Reason } from '../../api/index.ts';
import { type BotContext, chatUserOf, requireLogin } from '../../bot/context.ts';
import { replyWithFailure } from '../../bot/failures.ts';
import type { AnyCallbackHandlers, Question } from '../../bot/feature.ts';
import { callbackButton } from '../../bot/keyboards.ts';
import { showHere } from '../../bot/messages.ts';
import { ask } from '../../bot/questions.ts';
import { oneLine } from '../../bot/text/displayable-text.ts';
import { formatCount } from '../../bot/text/format-numbers.ts';
import {
  createGroup,
  deleteGroup,
  isGroupNameAllowed,
  isOwnGroup,
  readGroups,
  renameGroup,
} from '../../people/manage-groups.ts';
import { displayGroupName } from '../names-and-profile-links.ts';
import { showGroups } from './groups-screen.ts';
import { showGroupsIfGone } from './handle-missing-group.ts';
import type { LastUsedGroups } from './last-used-groups.ts';

type NamedGroup = Pick<Group, 'tagid' | 'name'>;

/** Data of the question for a name: the group to rename, or nothing for a new one. */
interface About {
  group?: NamedGroup;
}

const question = 'groupName';
/** Refusals that another name may avoid. */
const nameReasons: ReadonlySet<Reason> = new Set(['groupCharacters', 'groupTooLong', 'groupExists']);

/** Creates, renames and deletes groups. After each, or when the group is gone, the list of groups is shown. */
export function createEditGroups(lastGroups: LastUsedGroups) {
  /** Checks the name without a request, and tells the user what is wrong with it. */
  async function tryName(ctx: BotContext, name: string, work: () => Promise<void>): Promise<boolean> {
    if (!isGroupNameAllowed(name)) {
      await ctx.reply(ctx.texts.groups.badName([...name.trim()].length));
      return false;
    }
    try {
      await showGroupsIfGone(ctx, work);
      return true;
    } catch (error) {
      if (!(error instanceof BilibiliRefused) || !nameReasons.has(error.reason)) throw error;
      await replyWithFailure(ctx, error);
      return false;
    }
  }

  /** `false` when the name is invalid, which the user was told. */
  const create = (ctx: BotContext, name: string) =>
    tryName(ctx, name, async () => {
      const { session } = await ctx.account();
      await createGroup(session, name, ctx.signal);
      await showGroups(ctx, { headline: ctx.texts.groups.created(oneLine(name)) });
    });

  /** The same for another name. */
  const rename = (ctx: BotContext, group: NamedGroup, name: string) =>
    tryName(ctx, name, async () => {
      const { session } = await ctx.account();
      await renameGroup(session, group.tagid, name, ctx.signal);
      await lastGroups.change(ctx, group.tagid, name);
      const headline = ctx.texts.groups.renamed(displayGroupName(group, ctx.texts), oneLine(name));
      await showGroups(ctx, { headline });
    });

  /** Asks for confirmation to delete a group. */
  async function askDelete(ctx: BotContext, group: Group): Promise<void> {
    const { user } = chatUserOf(ctx);
    const { groups: words, common } = ctx.texts;
    const { tagid } = group;
    await showHere(ctx, {
      text: words.askDelete(displayGroupName(group, ctx.texts), formatCount(group.count)),
      keyboard: [
        [
          callbackButton(common.confirm, { kind: 'groupEnd', user, group: tagid }, 'danger'),
          callbackButton(common.cancel, { kind: 'group', user, group: tagid, page: 1 }),
        ],
      ],
    });
  }

  /**
   * Reads the group of the pressed button; when it is gone or cannot be changed, shows the list of groups.
   * One request.
   */
  async function pressedGroup(ctx: BotContext, tagid: number): Promise<Group | undefined> {
    const { session } = await ctx.account();
    const group = (await readGroups(session, ctx.signal)).find((one) => one.tagid === tagid);
    if (group !== undefined && isOwnGroup(tagid)) return group;
    const { gone, fixed } = ctx.texts.groups;
    await showGroups(ctx, { headline: group ? fixed(displayGroupName(group, ctx.texts)) : gone });
    return undefined;
  }

  const callbacks = {
    async groupNew(ctx) {
      await requireLogin(ctx);
      await ask(ctx, ctx.texts.groups.askName, question);
    },
    async groupRename(ctx, callback) {
      const group = await pressedGroup(ctx, callback.group);
      if (group === undefined) return;
      const { tagid, name } = group;
      await ask(ctx, ctx.texts.groups.askOtherName(displayGroupName(group, ctx.texts)), question, {
        group: { tagid, name },
      } satisfies About);
    },
    async groupDelete(ctx, callback) {
      const group = await pressedGroup(ctx, callback.group);
      if (group) await askDelete(ctx, group);
    },
    async groupEnd(ctx, callback) {
      const group = await pressedGroup(ctx, callback.group);
      if (group === undefined) return;
      const { session } = await ctx.account();
      await deleteGroup(session, group.tagid, ctx.signal);
      await lastGroups.change(ctx, group.tagid, undefined);
      await showGroups(ctx, { headline: ctx.texts.groups.deleted(displayGroupName(group, ctx.texts)) });
    },
  } satisfies AnyCallbackHandlers;

  const nameQuestion: Question = {
    name: question,
    async answer(ctx, text, about) {
      const { group } = about as About;
      const isTaken = group ? await rename(ctx, group, text) : await create(ctx, text);
      return isTaken ? 'done' : 'again';
    },
  };
  return { create, rename, askDelete, callbacks, questions: [nameQuestion] };
}
