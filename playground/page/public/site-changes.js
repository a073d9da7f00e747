/** @import { SiteView } from './panel.js' */

const mutual = 6;

/**
 * What has happened at the simulated site between two views of one account.
 * @param {SiteView} before
 * @param {SiteView} now
 */
export function siteChanges(before, now) {
  const [old, state] = [before.state, now.state];
  const followed = state.requests.filter(({ path, code }) => path.endsWith('/relation/modify') && code === 0);
  const [newest] = state.fans;
  const loggedIn = state.sessions > old.sessions;
  return {
    askedToLogIn: loggedIn || now.codes.some(({ key }) => !before.codes.some((code) => code.key === key)),
    loggedIn,
    followed: followed.some(
      ({ at, path }) =>
        !old.requests.some((known) => known.at === at && known.path === path && known.code === 0),
    ),
    gainedFan: state.account.counts.fans > old.account.counts.fans,
    followedBack:
      newest?.attribute === mutual &&
      old.fans.some(({ mid, attribute }) => mid === newest.mid && attribute !== mutual),
  };
}
