/**
 * @import { SiteView } from './panel.js'
 * @import { Step } from './guide.js'
 */

const mutual = 6;

/**
 * The steps of the guide that were done at the simulated site between two views of one account.
 * @param {SiteView} before
 * @param {SiteView} now
 * @returns {Step[]}
 */
export function stepsDone({ state: old, codes }, { state, codes: shown }) {
  const loggedIn = state.sessions > old.sessions;
  const asked = shown.some(({ key }) => !codes.some((code) => code.key === key));
  const followed = state.requests.some(
    ({ at, path, code }) =>
      code === 0 &&
      path.endsWith('/relation/modify') &&
      !old.requests.some((known) => known.code === 0 && known.at === at && known.path === path),
  );
  const [newest] = state.fans;
  const strangers = old.fans.filter(({ attribute }) => attribute !== mutual);
  const back = newest?.attribute === mutual && strangers.some(({ mid }) => mid === newest.mid);
  /** @type {[Step, boolean][]} */
  const steps = [
    ['login', loggedIn || asked],
    ['scan', loggedIn],
    ['follow', followed],
    ['fan', state.account.counts.fans > old.account.counts.fans],
    ['back', back],
  ];
  return steps.filter(([, done]) => done).map(([step]) => step);
}
