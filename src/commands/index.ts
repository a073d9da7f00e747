import type { Bilibili } from '../api/index.ts';
import type { Access } from '../bot/access.ts';
import { createActing } from '../bot/acting.ts';
import { createBulk } from '../bot/bulk/bulk.ts';
import type { Feature } from '../bot/feature.ts';
import { createForgetful } from '../bot/forgetful.ts';
import { createChosen } from '../bot/list/chosen.ts';
import { createLists } from '../bot/list/lists.ts';
import { peopleCommands } from '../bot/whom.ts';
import type { Jobs, Pace, Quota } from '../jobs/index.ts';
import type { ChatRecord, Collection, PanelRecord, ProposalRecord } from '../storage/index.ts';
import { actions } from './actions.ts';
import { cancel } from './cancel.ts';
import { card } from './card.ts';
import { help } from './help.ts';
import { jobsCommand } from './jobs.ts';
import { listsOfPeople, ownLists } from './lists.ts';
import { login } from './login.ts';
import type { LoginDeps } from './login-deps.ts';
import { logout } from './logout.ts';
import { me } from './me.ts';
import { settings } from './settings.ts';
import { start } from './start.ts';
import { who } from './who.ts';

/** What the commands take, all of them together. */
export interface CommandDeps extends LoginDeps {
  bilibili: Bilibili;
  access: Access;
  chats: Collection<ChatRecord>;
  panels: Collection<PanelRecord>;
  proposals: Collection<ProposalRecord>;
  jobs: Jobs;
  quota: Quota;
  /** The spacing of requests, for telling how long work takes. */
  pace: Pace;
}

/** All features, in the order /help and the menus list their commands. */
export function createFeatures(deps: CommandDeps): readonly Feature[] {
  const { now } = deps.clock;
  const time = { now };
  const acting = createActing({ quota: deps.quota, now });
  const bulk = createBulk({ ...deps, proposals: createForgetful(deps.proposals, now) });
  const lists = createLists({
    panels: createForgetful(deps.panels, now),
    chosen: createChosen({ acting, bulk }),
    ...time,
  });
  const features: Feature[] = [
    login(deps),
    peopleCommands(deps, [who(), ...actions({ acting, bulk }), ...listsOfPeople(lists)]),
    ownLists(lists),
    card({ acting, now }),
    jobsCommand({ jobs: deps.jobs, bulk, pace: deps.pace }),
    me(deps),
    logout(deps),
    settings({ chats: deps.chats, ...time }),
    cancel(deps),
    help(() => features.flatMap(({ commands }) => commands)),
    start(deps),
  ];
  return features;
}
