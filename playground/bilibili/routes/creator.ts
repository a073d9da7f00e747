import { Refusal } from '../rules/codes.ts';
import { integer } from './params.ts';
import { loggedInGet, type Route, type UserRequest } from './route.ts';

const day = 86_400;
/** Days in a period, by the number that stands for it. */
const periodDays = [7, 30, 90];

/** The creator centre. */
export const creator: Route[] = [
  loggedInGet('x/web/data/v2/fans/stat/graph', fansGraph, { host: 'member.bilibili.com' }),
];

/** Fans by day, up to yesterday. The simulator does not record unfollows, so they are always 0. */
function fansGraph({ site, viewer, fields }: UserRequest) {
  const length = periodDays[integer(fields, 'period')];
  if (length === undefined) throw new Refusal(-400);
  const today = Math.floor(site.seconds() / day) * day;
  const times = [...site.relations.fans(viewer).newest()].map(({ at }) => at);
  const counts: Record<string, (start: number) => number> = {
    all_fans: (start) => times.filter((at) => at < start + day).length,
    follow: (start) => times.filter((at) => at >= start && at < start + day).length,
    unfollow: () => 0,
  };
  const count = counts[fields.type ?? ''];
  if (count === undefined) throw new Refusal(-400);
  const days = Array.from({ length }, (_, index) => today - (length - index) * day);
  return { tendency: days.map((start) => ({ date_key: start, total_inc: count(start) })) };
}
