import type { z } from 'zod';
import type { Endpoint, FormFields } from './endpoint.ts';
import { ParameterError } from './errors.ts';

/** Checks an endpoint's parameters and encodes them; throws `ParameterError` for the first wrong one. */
export function checkAndEncodeParameters(endpoint: Endpoint, params: Record<string, unknown>): FormFields {
  const checked = endpoint.params.safeParse(params);
  if (!checked.success) throw parameterErrorOf(endpoint, checked.error);
  const fields: FormFields = {};
  for (const [name, value] of Object.entries(checked.data)) {
    if (value !== undefined) fields[name] = Array.isArray(value) ? value.join(',') : String(value);
  }
  return fields;
}

function parameterErrorOf(endpoint: Endpoint, error: z.ZodError): ParameterError {
  const issue = error.issues[0];
  const unknown = issue?.code === 'unrecognized_keys' ? issue.keys[0] : undefined;
  return new ParameterError({
    parameter: unknown ?? String(issue?.path[0] ?? 'parameters'),
    accepted: unknown === undefined ? (issue?.message ?? 'wrong') : 'no such parameter',
    endpoint: endpoint.label,
  });
}
