export { createBilibiliApp } from './app.ts';
export type { When } from './edits.ts';
export type { Fault, FaultOptions, Faults } from './faults.ts';
export { faceOf, type NewPerson, type Person } from './people.ts';
export { OWNER } from './population.ts';
export type { LoggedRequest, Requests } from './requests.ts';
export { type RunningBilibili, type StartOptions, startBilibili } from './server.ts';
export type { Limits, Site, SiteOptions } from './site.ts';
export { createWorld, type World, type WorldOptions } from './world.ts';
