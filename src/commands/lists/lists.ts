import { BilibiliRefused } from '../../api/index.ts';
import { type BotContext, requireLogin } from '../../bot/context.ts';
import type { Command, Feature } from '../../bot/feature.ts';
import { ask } from '../../bot/questions.ts';
import type { ListRequest } from '../../people/list-request.ts';
import { showGroupsWhenGone } from '../groups/handle-missing-group.ts';
import type { PersonCommand } from '../person/commands-taking-a-person.ts';
import type { ListPanels } from './open-lists.ts';

const question = 'search';
/** Longest search text. Names at Bilibili have at most 16 characters, so longer texts match nothing. */
const longestSearch = 50;

/** `/fans` and `/following` of the account or of another person, and `/common` with another. */
export function personListCommands(listPanels: ListPanels): readonly PersonCommand[] {
  const ofPerson = (name: 'fans' | 'following'): PersonCommand => ({
    name,
    inGroups: 'everyone',
    forOne: (ctx, mid, _text, whose) => listPanels.open(ctx, listOfAnother(name, mid, whose)),
    withoutArgument: (ctx) => openOwn(ctx, listPanels, name),
  });
  return [
    ofPerson('fans'),
    ofPerson('following'),
    {
      name: 'common',
      inGroups: 'owner',
      async forOne(ctx, mid, _text, name) {
        if (mid === (await ctx.account()).mid)
          throw new BilibiliRefused({ reason: 'self', code: 22001, endpoint: 'x/relation/same/followings' });
        await listPanels.open(ctx, listOfAnother('common', mid, name));
      },
    },
  ];
}

function listOfAnother(list: 'fans' | 'following' | 'common', of: number, name?: string): ListRequest {
  return { list, of, ...(name !== undefined && { text: name }) };
}

/** Lists that exist only for the account itself, and the search among followed people. */
export function ownListsFeature(listPanels: ListPanels) {
  const own = (name: 'friends' | 'whispers' | 'blacks' | 'special'): Command => ({
    name,
    theme: 'people',
    inGroups: 'owner',
    async run(ctx, argument) {
      if (argument === '') await openOwn(ctx, listPanels, name);
      else await ctx.reply(ctx.texts.lists.ownOnly(name));
    },
  });

  async function search(ctx: BotContext, text: string): Promise<boolean> {
    const { mid } = await ctx.account();
    const short = [...text].length <= longestSearch;
    if (short) await listPanels.open(ctx, { list: 'search', of: mid, text });
    else await ctx.reply(ctx.texts.lists.longSearch);
    return short;
  }

  async function askSearch(ctx: BotContext): Promise<void> {
    await requireLogin(ctx);
    await ask(ctx, ctx.texts.lists.askSearch, question);
  }

  return {
    commands: [
      ...(['friends', 'special', 'whispers', 'blacks'] as const).map(own),
      {
        name: 'search',
        theme: 'people',
        inGroups: 'owner',
        run: async (ctx, text) => void (text === '' ? await askSearch(ctx) : await search(ctx, text)),
      },
    ],
    callbacks: { ...showGroupsWhenGone(listPanels.callbacks), listSearch: { run: askSearch } },
    questions: [
      ...listPanels.questions,
      {
        name: question,
        answer: async (ctx, text) => ((await search(ctx, text.trim())) ? 'done' : 'again'),
      },
    ],
  } satisfies Feature;
}

async function openOwn(
  ctx: BotContext,
  listPanels: ListPanels,
  list: 'fans' | 'following' | 'friends' | 'whispers' | 'blacks' | 'special',
): Promise<void> {
  const { mid } = await ctx.account();
  await listPanels.open(ctx, { list, of: mid });
}
