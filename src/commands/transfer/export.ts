import type { Feature } from '../../bot/feature.ts';
import { beginExport, type ExportDeps } from './run-export.ts';

/** `/export`: sends the account's lists as files; in private chats only. */
export function exportFeature(deps: ExportDeps): Feature {
  return {
    commands: [{ name: 'export', theme: 'people', inGroups: 'nobody', run: (ctx) => beginExport(ctx, deps) }],
  };
}
