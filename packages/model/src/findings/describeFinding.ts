import {
  CAUSE_ROLE_UNAVAILABLE,
  describeIdentity,
  describeResource,
  OPERATIONS,
  type Identity,
  type Matrix,
  type Resource,
} from '../access';
import type { FindingKind } from './finding';
import type { Deviation } from './findingCause';
import { joinWords } from './joinWords';
import { placesOfEvidence } from './placesOfEvidence';
import { describePolicyPlace } from './policyPlace';

/** The words of a finding. */
export interface FindingWords {
  readonly title: string;
  readonly explanation: string;
  readonly nextAction: string;
}

/** Words a finding: what is open or shut, what that means, and the one thing to do. */
export function describeFinding(
  kind: FindingKind,
  group: readonly Deviation[],
  matrix: Matrix,
): FindingWords {
  const [first] = group;
  if (!first) {
    throw new Error('A finding has at least one cell');
  }
  switch (kind) {
    case 'leak':
      return describeLeak(first, group, matrix);
    case 'blocked':
      return first.answer.cause === CAUSE_ROLE_UNAVAILABLE
        ? describeUnavailableRole(first, group)
        : describeBlocked(first, group);
    case 'drift':
      return describeDrift(first, group);
    case 'unproven':
      return describeUnproven(first, group);
    default: {
      const unknown: never = kind;
      throw new Error(`Unknown kind of finding ${String(unknown)}`);
    }
  }
}

function describeLeak(
  first: Deviation,
  group: readonly Deviation[],
  matrix: Matrix,
): FindingWords {
  const who = identitiesOf(group);
  const what = namesOf(group, first);
  const remedy = removeStatement(group);
  if (first.resource.kind === 'role') {
    return {
      title: `${capital(who)} can assume ${what}`,
      explanation: `${capital(who)} must not take this role, and ${viewsOf(
        group,
      )} lets it.${pathOpened(first.resource, matrix)}${quote(group)}`,
      nextAction:
        remedy ??
        `Compare the trust policy of ${first.resource.arn} with its file in the GitOps repository and remove the statement that lets ${who} in.`,
    };
  }
  return {
    title: `${capital(who)} can ${operationsOf(group)} ${what}`,
    explanation: `This must be denied, and ${viewsOf(group)} allows it.${quote(
      group,
    )}`,
    nextAction:
      remedy ??
      `Find the statement that grants this, in ${policiesOf(
        first.identity,
      )} or in the policy of ${
        first.resource.name
      }, and remove it; the file in the GitOps repository does not have it.`,
  };
}

/** What to do about the statements that make a leak, when they are known. */
function removeStatement(group: readonly Deviation[]): string | undefined {
  const [place, ...others] = placesOfEvidence(
    group.flatMap(({ answer }) => answer.evidence),
  );
  if (!place) {
    return undefined;
  }
  const more =
    others.length === 0
      ? ''
      : ` The way also goes over ${joinWords(
          others.map(describePolicyPlace),
        )}.`;
  return place.file === undefined
    ? `Remove ${describePolicyPlace(
        place,
      )} from the account, or narrow it, and make the GitOps repository say the same.${more}`
    : `Remove ${describePolicyPlace(place)}, or narrow it.${more}`;
}

function describeBlocked(
  first: Deviation,
  group: readonly Deviation[],
): FindingWords {
  const who = identitiesOf(group);
  return {
    title: `${capital(who)} cannot ${operationsOf(group)} ${namesOf(
      group,
      first,
    )}`,
    explanation: `This must be allowed, and ${viewsOf(group)} denies it.${quote(
      group,
    )}`,
    nextAction: `Check that the resources of ${ownerOf(
      first,
    )} are synced from the GitOps repository and that no deny, boundary or missing statement stands in ${policiesOf(
      first.identity,
    )}.`,
  };
}

function describeUnavailableRole(
  first: Deviation,
  group: readonly Deviation[],
): FindingWords {
  const who = describeIdentity(first.identity);
  const role =
    first.identity.kind === 'anonymous' ? 'no role' : first.identity.roleArn;
  return {
    title: `The role of ${who} cannot be had`,
    explanation: `${role} does not exist or its trust policy refuses ${who}, so nothing that ${who} is meant to reach can be reached (${countCells(
      group,
    )} cells).${quote(group)}`,
    nextAction: `Look at the status of the Role of ${who} in its environment's AWS namespace and let its provisioner create it again from the GitOps repository.`,
  };
}

function describeDrift(
  first: Deviation,
  group: readonly Deviation[],
): FindingWords {
  const who = describeIdentity(first.identity);
  return {
    title: `The account differs from the repository: ${who}, ${namesOf(
      group,
      first,
    )}`,
    explanation: `What the GitOps repository declares for ${operationsOf(
      group,
    )} is not what the AWS account has.${quote(group)}`,
    nextAction: `Let the GitOps controller sync ${ownerOf(
      first,
    )}, and find out who changed the account by hand.`,
  };
}

function describeUnproven(
  first: Deviation,
  group: readonly Deviation[],
): FindingWords {
  const identities = new Set(
    group.map(({ identity }) => describeIdentity(identity)),
  );
  const resources = new Set(
    group.map(({ resource }) => describeResource(resource)),
  );
  const cause = causeInWords(first);
  const who =
    identities.size === 1
      ? describeIdentity(first.identity)
      : `${identities.size} identities`;
  const what =
    resources.size === 1
      ? describeResource(first.resource)
      : `${resources.size} resources`;
  const conditional = first.answer.verdict === 'conditional';
  return {
    title: `Not proven that ${who} ${
      identities.size === 1 ? 'is' : 'are'
    } kept from ${what}`,
    explanation: conditional
      ? `${capital(
          viewsOf(group),
        )} depends on a request key that is not known: ${cause}. ${cellCount(
          group,
        )}`
      : `${capital(viewsOf(group))} came to no result: ${cause}. ${cellCount(
          group,
        )}`,
    nextAction: conditional
      ? 'Replace the condition by one on the principal, the resource or the account, or verify by observation.'
      : 'Remove the cause and verify again; until then a denial here is not proven.',
  };
}

function causeInWords({ answer }: Deviation): string {
  return answer.cause === CAUSE_ROLE_UNAVAILABLE
    ? 'its role cannot be had'
    : answer.cause ?? answer.evidence[0]?.summary ?? answer.verdict;
}

function countCells(group: readonly Deviation[]): number {
  return new Set(group.map(({ cell }) => cell.id)).size;
}

function cellCount(group: readonly Deviation[]): string {
  const count = countCells(group);
  return count === 1 ? 'One cell rests on it.' : `${count} cells rest on it.`;
}

/** Reach in two hops: what an assumed role opens. */
function pathOpened(role: Resource, matrix: Matrix): string {
  const owner = role.owner;
  if (owner.kind !== 'corridor') {
    return ' Whoever takes a node role reaches what the nodes reach.';
  }
  const buckets = matrix.resources.flatMap(resource =>
    resource.kind === 'bucket' &&
    resource.owner.kind === 'corridor' &&
    resource.owner.corridor === owner.corridor
      ? [resource.name]
      : [],
  );
  return buckets.length === 0
    ? ''
    : ` Through it the way is open to ${joinWords(buckets)}.`;
}

function policiesOf(identity: Identity): string {
  return identity.kind === 'anonymous'
    ? 'a policy that names everyone'
    : `a policy of ${identity.roleArn}`;
}

function ownerOf({ identity, resource }: Deviation): string {
  return resource.owner.kind === 'corridor'
    ? resource.owner.corridor
    : describeIdentity(identity);
}

function operationsOf(group: readonly Deviation[]): string {
  const operations = new Set(group.map(({ cell }) => cell.operation));
  return joinWords(OPERATIONS.filter(operation => operations.has(operation)));
}

/** More than these are counted instead of named. */
const MOST_NAMED = 3;

function namesOf(group: readonly Deviation[], first: Deviation): string {
  const resources = new Set(
    group.map(({ resource }) => describeResource(resource)),
  );
  if (resources.size === 1) {
    return describeResource(first.resource);
  }
  return resources.size > MOST_NAMED
    ? `${resources.size} resources`
    : joinWords([...resources]);
}

function viewsOf(group: readonly Deviation[]): string {
  const views = [...new Set(group.map(({ answer }) => answer.view))];
  return `the ${joinWords(views)} view`;
}

/** The identities of a group: whoever sends no credentials stands for everybody. */
function identitiesOf(group: readonly Deviation[]): string {
  const identities = new Map(
    group.map(({ identity }) => [identity.id, identity]),
  );
  const [first] = identities.values();
  if (!first || identities.size === 1) {
    return first ? describeIdentity(first) : 'nobody';
  }
  if (identities.has('anonymous')) {
    return 'everyone';
  }
  return identities.size > MOST_NAMED
    ? `${identities.size} identities`
    : joinWords([...identities.values()].map(describeIdentity));
}

function quote(group: readonly Deviation[]): string {
  const evidence = group.find(({ answer }) => answer.evidence.length > 0)
    ?.answer.evidence[0];
  return evidence ? ` ${evidence.source}: ${evidence.summary}` : '';
}

function capital(text: string): string {
  return /^(the |anyone |everyone$)/.test(text)
    ? `${text.charAt(0).toUpperCase()}${text.slice(1)}`
    : text;
}
