import type { Fleet } from '../fleet/fleet';
import type { Problem } from '../problems';
import type { Environment } from '../spec';
import { bucketPrefixOf, deriveNames, roleNameOf } from './deriveNames';
import {
  BUCKET_NAME_LIMIT,
  NAMESPACE_LIMIT,
  POLICY_NAME_LIMIT,
  ROLE_NAME_LIMIT,
} from './limits';
import { corridorNameFault } from './nameShape';
import { heldPrefixes, prefixesOverlap } from './prefixes';
import { namespaceReservations } from './reservedNamespace';

const FIELD = 'metadata.name';
/** Pages of the portal that stand where a corridor's page would be. */
const PAGES: readonly string[] = ['security', 'requests'];

/**
 * Checks a corridor's name: characters and length, reserved, taken, the length of every name derived from it, and the
 * prefix rule: of two prefixes of bucket names in one AWS account, neither may begin the other.
 *
 * @param name - as typed
 * @param options - `except`: name of the corridor that is being changed, which is not in its own way
 * @public
 */
export function checkName(
  name: string,
  environment: Environment,
  fleet: Fleet,
  options: { readonly except?: string } = {},
): Problem[] {
  const fault = corridorNameFault(name);
  if (fault !== undefined) {
    return [error('name-shape', `${FIELD} ${fault}.`)];
  }
  return [
    ...reserved(name, environment, fleet),
    ...taken(name, fleet, options.except),
    ...tooLong(name, environment),
    ...sameRole(name, environment, fleet, options.except),
    ...overlaps(name, environment, fleet, options.except),
  ];
}

function error(code: string, message: string, related?: string): Problem {
  return {
    code,
    severity: 'error',
    message,
    field: FIELD,
    ...(related === undefined ? {} : { related }),
  };
}

function reserved(
  name: string,
  environment: Environment,
  fleet: Fleet,
): Problem[] {
  if (name === 'default' || name.startsWith('kube-')) {
    return [
      error(
        'name-reserved',
        `"${name}" is reserved: Kubernetes keeps "default" and "kube-*" for itself.`,
      ),
    ];
  }
  if (PAGES.includes(name)) {
    return [
      error(
        'name-reserved',
        `"${name}" is reserved: the portal has a page of that name.`,
      ),
    ];
  }
  const [reservation] = namespaceReservations(name, environment, fleet);
  if (!reservation) {
    return [];
  }
  const owner = reservation.environment.metadata.name;
  const where =
    owner === environment.metadata.name
      ? `environment ${owner}`
      : `environment ${owner}, of the same cluster,`;
  return [
    error(
      'name-reserved',
      `"${name}" is reserved: ${where} keeps this namespace for itself (${reservation.field} of environments/${owner}.yaml).`,
    ),
  ];
}

function taken(
  name: string,
  fleet: Fleet,
  except: string | undefined,
): Problem[] {
  if (name === except) {
    return [];
  }
  const holder = fleet.corridors.find(
    corridor => corridor.metadata.name === name,
  );
  if (holder) {
    const where = `in environment ${holder.spec.environment}`;
    return [
      error(
        'name-taken',
        `"${name}" is taken: a corridor of this name exists ${where}.`,
        name,
      ),
    ];
  }
  const invalid = fleet.invalid.find(
    file => file.kind === 'corridor' && file.name === name,
  );
  return invalid
    ? [
        error(
          'name-taken',
          `"${name}" is taken by ${invalid.file}, a spec that cannot be read now.`,
          name,
        ),
      ]
    : [];
}

function tooLong(name: string, environment: Environment): Problem[] {
  const names = deriveNames({ name, buckets: [] }, environment);
  const shortest = environment.spec.aws.bucketNamePattern.endsWith('{bucket}')
    ? 2
    : 3;
  const limits = [
    {
      what: 'namespace',
      derived: names.namespace,
      length: names.namespace.length,
      limit: NAMESPACE_LIMIT,
    },
    {
      what: 'role',
      derived: names.roleName,
      length: names.roleName.length,
      limit: ROLE_NAME_LIMIT,
    },
    {
      what: 'policy',
      derived: names.policyName,
      length: names.policyName.length,
      limit: POLICY_NAME_LIMIT,
    },
    {
      what: 'prefix of its buckets, with room for a name,',
      derived: names.bucketPrefix,
      length: names.bucketPrefix.length + shortest,
      limit: BUCKET_NAME_LIMIT,
    },
  ];
  return limits
    .filter(({ length, limit }) => length > limit)
    .map(({ what, derived, length, limit }) =>
      error(
        'name-too-long',
        `"${name}" is too long: its ${what} "${derived}" takes ${length} of ${limit} characters.`,
      ),
    );
}

/** Role names are unique in an account, whatever their case ("IAM identifiers"). */
function sameRole(
  name: string,
  environment: Environment,
  fleet: Fleet,
  except: string | undefined,
): Problem[] {
  const role = roleNameOf(name, environment).toLowerCase();
  const environments = new Map(
    fleet.environments.map(one => [one.metadata.name, one]),
  );
  const other = fleet.corridors.find(corridor => {
    const theirs = environments.get(corridor.spec.environment);
    return (
      theirs?.spec.aws.accountId === environment.spec.aws.accountId &&
      corridor.metadata.name !== except &&
      corridor.metadata.name !== name &&
      roleNameOf(corridor.metadata.name, theirs).toLowerCase() === role
    );
  });
  if (other) {
    const related = other.metadata.name;
    return [
      error(
        'role-taken',
        `"${name}" would have the role "${role}", which corridor ${related} has.`,
        related,
      ),
    ];
  }
  const nodeRole = [environment, ...fleet.environments].find(
    one =>
      one.spec.aws.accountId === environment.spec.aws.accountId &&
      one.spec.nodeRole?.arn.split('/').pop()?.toLowerCase() === role,
  );
  return nodeRole
    ? [
        error(
          'role-taken',
          `"${name}" would have the role "${role}", the node role of ${nodeRole.metadata.name}.`,
        ),
      ]
    : [];
}

function overlaps(
  name: string,
  environment: Environment,
  fleet: Fleet,
  except: string | undefined,
): Problem[] {
  const prefix = bucketPrefixOf(name, environment);
  return heldPrefixes(fleet, environment.spec.aws.accountId, environment)
    .filter(
      ({ holder }) =>
        holder.kind === 'shared' ||
        (holder.name !== except && holder.name !== name),
    )
    .filter(held => prefixesOverlap(prefix, held.prefix))
    .map(({ prefix: theirs, holder }) => {
      const whose =
        holder.kind === 'corridor'
          ? `the prefix "${theirs}" of corridor ${holder.name}`
          : `the shared bucket ${holder.name} of environment ${holder.environment}`;
      return error(
        'prefix-overlap',
        `"${name}" cannot be told apart from "${holder.name}": of the bucket prefix "${prefix}" and ${whose}, one begins the other. Choose a name that neither begins the other nor is begun by it.`,
        holder.name,
      );
    });
}
