import type {
  Cell,
  Finding,
  Fleet,
  Matrix,
  PolicyPlace,
} from '@corridors/model';
import type { AccessModel } from '@corridors/policy-engine';
import {
  compareModels,
  type DriftPart,
  type StatementDrift,
} from '@corridors/verifier';

const PART_WORDS: Readonly<Record<DriftPart, string>> = {
  role: 'the role',
  trust: 'trust policy',
  identity: 'policy',
  boundary: 'permissions boundary',
  bucket: 'the bucket',
  'bucket-policy': 'bucket policy',
  'public-access-block': 'public access block',
  'object-ownership': 'object ownership',
  'oidc-provider': 'identity provider',
  'service-account': 'role annotation',
};

const CHANGE_WORDS: Readonly<Record<StatementDrift['change'], string>> = {
  missing: 'is missing in the account',
  added: 'is in the account alone',
  changed: 'differs in the account',
  unknown: 'could not be compared',
};

const PLACE_KINDS: Readonly<Partial<Record<DriftPart, PolicyPlace['kind']>>> = {
  trust: 'trust',
  identity: 'identity',
  boundary: 'boundary',
  'bucket-policy': 'resource',
  'service-account': 'service-account',
};

/** What differs between the repository and an account, and what could not be compared. */
export interface AccountDrift {
  readonly findings: readonly DriftFinding[];
  /** As sentences. */
  readonly unknown: readonly string[];
}

/** A statement that differs, and the cells that may differ for it. */
export interface DriftFinding {
  readonly finding: Finding;
  readonly mayDiffer: (cell: Cell) => boolean;
}

/**
 * Compares what the repository declares of one account with what the account has, statement by statement.
 *
 * @param declared - of the whole repository
 * @param configured - of the account of the matrix
 */
export function driftFindings(
  declared: AccessModel,
  configured: AccessModel,
  matrix: Matrix,
  fleet: Fleet,
): AccountDrift {
  const drift = compareModels(
    modelOfAccount(declared, matrix.accountId, fleet),
    configured,
  );
  return {
    findings: drift
      .filter(({ change }) => change !== 'unknown')
      .map(one => toFinding(one, matrix)),
    unknown: drift
      .filter(({ change }) => change === 'unknown')
      .map(({ summary }) => summary),
  };
}

/** What of the repository is declared for one account. */
function modelOfAccount(
  model: AccessModel,
  accountId: string,
  fleet: Fleet,
): AccessModel {
  const clusters = new Set(
    fleet.environments
      .filter(({ spec }) => spec.aws.accountId === accountId)
      .map(({ spec }) => spec.kubernetes.cluster),
  );
  const isOfAccount = (one: { readonly accountId: string }) =>
    one.accountId === accountId;
  return {
    roles: model.roles.filter(isOfAccount),
    buckets: model.buckets.filter(isOfAccount),
    oidcProviders: model.oidcProviders.filter(
      ({ arn }) => arn.split(':')[4] === accountId,
    ),
    users: model.users?.filter(isOfAccount),
    accounts: model.accounts?.filter(isOfAccount),
    serviceAccounts: model.serviceAccounts?.filter(({ cluster }) =>
      clusters.has(cluster),
    ),
    podIdentityAssociations: model.podIdentityAssociations?.filter(
      ({ cluster }) => clusters.has(cluster),
    ),
    gaps: model.gaps,
  };
}

function toFinding(drift: StatementDrift, matrix: Matrix): DriftFinding {
  const { owner, part, policy, change, statement, sid } = drift;
  const { corridors, environments, title, lines } = describeOwner(
    owner,
    matrix,
  );
  // A role's own policies carry its name, which the title has said already.
  const name = policy?.replace(/ of (role|user) \S+$/, '');
  const what = [PART_WORDS[part], name].filter(Boolean).join(' ');
  return {
    finding: {
      id: `drift:${[owner, part, policy, change, sid ?? statement].join(':')}`,
      kind: 'drift',
      title: `${title}: ${sidOrIndex(drift)}${what} ${CHANGE_WORDS[change]}`,
      explanation: drift.summary,
      nextAction: nextAction(drift),
      cells: [],
      views: ['declared', 'configured'],
      environments,
      corridors,
      statements: placeOf(drift),
    },
    mayDiffer: ({ identity, resource }) =>
      lines.has(identity) || lines.has(resource),
  };
}

function sidOrIndex({ statement, sid }: StatementDrift): string {
  if (statement === undefined) {
    return '';
  }
  return `statement ${sid ?? statement} of `;
}

function placeOf({
  part,
  policy,
  statement,
  sid,
  declared,
}: StatementDrift): PolicyPlace[] {
  const kind = PLACE_KINDS[part];
  return kind && policy !== undefined && statement !== undefined
    ? [{ policy, kind, statement, sid, ...declared }]
    : [];
}

function nextAction({ change, declared, owner }: StatementDrift): string {
  const at =
    declared?.file &&
    `${declared.file}${declared.line === undefined ? '' : `:${declared.line}`}`;
  switch (change) {
    case 'added':
      return `Remove it from the account, or declare it${
        at ? ` beside ${at}` : ''
      } if it is meant; CloudTrail says who put it there.`;
    case 'missing':
    case 'changed':
      return `Let the GitOps controller apply ${
        at ?? 'the repository'
      } again; if it says that it has, look at the status of its object, and in CloudTrail at who changed ${owner}.`;
    case 'unknown':
      return 'Let the portal read it, and verify again.';
    default: {
      const unknownChange: never = change;
      throw new Error(`Unknown change ${String(unknownChange)}`);
    }
  }
}

interface Owner {
  readonly title: string;
  readonly corridors: readonly string[];
  readonly environments: readonly string[];
  /** Ids of the rows and columns that rest on it. */
  readonly lines: ReadonlySet<string>;
}

/** Whose something is, by its ARN, bucket name or `cluster/namespace/name`. */
function describeOwner(
  owner: string,
  { identities, resources }: Matrix,
): Owner {
  const resource = resources.find(one =>
    one.kind === 'bucket' ? one.name === owner : one.arn === owner,
  );
  if (resource) {
    return {
      title:
        resource.kind === 'bucket'
          ? `Bucket ${resource.name}`
          : `Role ${owner.slice(owner.lastIndexOf('/') + 1)}`,
      corridors:
        resource.owner.kind === 'corridor' ? [resource.owner.corridor] : [],
      environments: [resource.environment],
      lines: new Set([
        resource.id,
        ...identities.flatMap(one =>
          one.kind !== 'anonymous' && one.roleArn === owner ? [one.id] : [],
        ),
      ]),
    };
  }
  const [, namespace] = owner.split('/');
  const corridor = identities.flatMap(one =>
    one.kind === 'corridor' && one.namespace === namespace ? [one] : [],
  )[0];
  return corridor
    ? {
        title: `ServiceAccount ${owner}`,
        corridors: [corridor.corridor],
        environments: [corridor.environment],
        lines: new Set([corridor.id]),
      }
    : {
        title: owner,
        corridors: [],
        environments: [
          ...new Set(resources.map(({ environment }) => environment)),
        ],
        lines: new Set(identities.map(({ id }) => id)),
      };
}
