import type { Problem } from '@corridors/model';
import type { CompiledAccessModel } from '@corridors/policy-engine';

/**
 * The policies of a model that are not understood, each with the path of what is wrong in it. A document that the repository does not
 * hold was told when the repository was read.
 */
export function notUnderstoodOf(
  { refused }: CompiledAccessModel,
  view: 'declared' | 'configured',
): Problem[] {
  return refused
    .filter(
      ({ policy }) => view === 'configured' || policy.document !== undefined,
    )
    .map(({ owner, policy, error }) => {
      const { file, line, statementLines } = policy.origin ?? {};
      const statement = /^Statement\[(\d+)\]/.exec(error.path)?.[1];
      const at =
        statement === undefined
          ? line
          : statementLines?.[Number(statement)] ?? line;
      return {
        code: 'policy-not-understood',
        severity: 'error',
        message:
          policy.document === undefined
            ? `Policy ${policy.name} of ${owner} could not be read.`
            : `Policy ${policy.name} of ${owner} is not understood: ${error.message}.`,
        ...(error.path === '' ? {} : { field: error.path }),
        ...(file === undefined ? {} : { file }),
        ...(at === undefined ? {} : { line: at }),
        related: owner,
      };
    });
}
