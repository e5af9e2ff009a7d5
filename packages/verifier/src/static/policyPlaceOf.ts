import type { PolicyPlace } from '@corridors/model';
import type { StatementReference } from '@corridors/policy-engine';

/** A statement that decided, as findings name it. */
export function policyPlaceOf({
  policy,
  kind,
  statement,
  sid,
  origin,
}: StatementReference): PolicyPlace {
  const line = origin?.statementLines?.[statement] ?? origin?.line;
  return {
    policy,
    kind,
    statement,
    ...(sid === undefined ? {} : { sid }),
    ...(origin?.file === undefined ? {} : { file: origin.file }),
    ...(line === undefined ? {} : { line }),
  };
}
