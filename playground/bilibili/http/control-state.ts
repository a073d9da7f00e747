import type { World } from '../world/world.ts';

/** The longest time a well-behaved client pauses after a risk-control refusal, ms. */
const longestRest = 3_600_000;

/**
 * Whether the last API request of the account got -352, recently enough that its client may still be pausing.
 */
function wasRiskControlled({ requests, now }: World['site'], mid: number): boolean {
  const last = requests
    .all()
    .findLast(({ mid: by, host, code }) => by === mid && host === 'api.bilibili.com' && code !== undefined);
  return last?.code === -352 && now() - last.at < longestRest;
}

/** The state of one account that the panel beside the chat shows. Contains no secrets. */
export function accountState(world: World, mid: number) {
  const { site } = world;
  const person = site.people.mustGet(mid);
  const brief = ({ mid: other }: { mid: number }) => {
    const { name, face } = site.people.mustGet(other);
    return { mid: other, name, face, attribute: site.relations.attribute(mid, other) };
  };
  return {
    account: {
      mid,
      name: person.name,
      face: person.face,
      sign: person.sign,
      level: person.level,
      counts: {
        followings: site.relations.followings(mid).size,
        fans: site.relations.fans(mid).size,
        whispers: site.relations.whispers(mid).size,
        blacks: site.relations.blacks(mid).size,
      },
    },
    fans: site.relations.fans(mid).page(0, 10).map(brief),
    followings: site.relations.followings(mid).page(0, 10).map(brief),
    groups: world.groups(mid),
    sessions: world.sessionsOf(mid),
    risk: site.risk,
    turnedAway: wasRiskControlled(site, mid),
    faults: site.faults.list(),
    requests: site.requests
      .all()
      .slice(-20)
      .reverse()
      .map(({ method, host, path, mid: by, code, at }) => ({ method, host, path, mid: by, code, at })),
    people: [...site.people.all()]
      .slice(0, 20)
      .map((other) => ({ mid: other.mid, name: other.name, face: other.face })),
  };
}
