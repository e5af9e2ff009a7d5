import type { Fleet } from '../fleet/fleet';
import { areOfSameCluster } from '../fleet/sameCluster';
import type { Problem } from '../problems';
import type { Corridor, Environment } from '../spec';
import { corridorsBySubject } from './corridorsBySubject';
import { managerSubjectOf } from './managerSubject';
import { parseOwner } from './owner';

const FIELD = 'spec.owner';

/**
 * Owners of two catalog namespaces must not become one Kubernetes subject: where the environment's pattern leaves out the
 * namespace, only owners of the default one are taken; elsewhere no owner may become the subject of another corridor's. Nor may one
 * become a subject of Kubernetes' own, which begin with `system:` ("Using RBAC Authorization", "Referring to subjects").
 */
export function ownerProblems(
  corridor: Corridor,
  environment: Environment,
  fleet: Fleet,
): Problem[] {
  const { owner } = corridor.spec;
  const { namespace } = parseOwner(owner);
  const pattern = environment.spec.kubernetes.managerGroupPattern;
  const name = environment.metadata.name;
  if (namespace !== 'default' && !pattern.includes('{namespace}')) {
    return [
      refusal(
        'owner-namespace',
        `${FIELD} is in the catalog namespace "${namespace}"; environment ${name} takes owners of "default" only.`,
      ),
    ];
  }
  const subject = managerSubjectOf(owner, environment);
  if (subject.name.startsWith('system:')) {
    return [
      refusal(
        'owner-reserved',
        `${FIELD} is "${owner}", which becomes ${subject.kind} "${subject.name}": names that begin with system: are Kubernetes' own, of every user or every pod. Name another owner.`,
      ),
    ];
  }
  const rival = sameSubject(corridor, environment, fleet);
  return rival
    ? [
        refusal(
          'owner-taken',
          `${FIELD} is "${owner}", which becomes ${subject.kind} "${subject.name}" as owner "${rival.spec.owner}" of corridor ${rival.metadata.name} does, so each would manage the other's namespace. Let managerGroupPattern of environment ${name} part {namespace} and {name} by a colon or slash.`,
          rival.metadata.name,
        ),
      ]
    : [];
}

/** A corridor on the same cluster that somebody else owns, whom Kubernetes takes for the same. */
function sameSubject(
  { metadata, spec }: Corridor,
  environment: Environment,
  fleet: Fleet,
): Corridor | undefined {
  const subject = managerSubjectOf(spec.owner, environment);
  return corridorsBySubject(subject, fleet).find(
    ({ corridor: other, environment: theirs }) =>
      other.metadata.name !== metadata.name &&
      other.spec.owner !== spec.owner &&
      areOfSameCluster(theirs, environment),
  )?.corridor;
}

function refusal(code: string, message: string, related?: string): Problem {
  return {
    code,
    severity: 'error',
    field: FIELD,
    message,
    ...(related === undefined ? {} : { related }),
  };
}
