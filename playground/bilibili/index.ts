export { createBilibiliApp } from './http/app.ts';
export { type RunningBilibili, type StartOptions, startBilibili } from './server.ts';
export type { Fault, FaultOptions, Faults } from './state/faults.ts';
export { faceOf, type NewPerson, type Person } from './state/people.ts';
export type { LoggedRequest, Requests } from './state/request-log.ts';
export type { Limits, Site, SiteOptions } from './state/site.ts';
export type { When } from './world/edits.ts';
export { OWNER } from './world/populate.ts';
export { createWorld, type World, type WorldOptions } from './world/world.ts';
