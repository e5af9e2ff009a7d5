import type {
  AccessModel,
  AccessModelRole,
  PolicySource,
} from '@corridors/policy-engine';
import { comparePolicies, unknownPolicy, wholePolicy } from './comparePolicies';
import { takePairs } from './matchStatements';
import { normalizePolicy } from './normalizedPolicy';
import type { StatementDrift } from './statementDrift';

/** Compares each declared role with the account's. Roles that the repository does not declare are not its business. */
export function compareRoles(
  declared: AccessModel,
  configured: AccessModel,
): StatementDrift[] {
  const found = new Map(configured.roles.map(role => [role.arn, role]));
  const gaps = new Map(
    (configured.gaps ?? [])
      .filter(({ part }) => part === 'roles-and-users')
      .map(gap => [gap.subject, gap]),
  );
  return declared.roles.flatMap((role): StatementDrift[] => {
    const own = found.get(role.arn);
    if (own) {
      return compareRole(role, own);
    }
    const gap = gaps.get(role.accountId);
    const { file, line } = role.trust.origin ?? {};
    return [
      {
        owner: role.arn,
        part: 'role',
        change: gap ? 'unknown' : 'missing',
        ...(file === undefined
          ? {}
          : { declared: { file, ...(line === undefined ? {} : { line }) } }),
        summary: gap
          ? `The role ${role.arn} is not compared: ${gap.message}.`
          : `The role ${role.arn} is declared, and the account does not have it.`,
      },
    ];
  });
}

function compareRole(
  declared: AccessModelRole,
  configured: AccessModelRole,
): StatementDrift[] {
  const owner = declared.arn;
  return [
    ...comparePolicies(
      { owner, part: 'trust' },
      declared.trust,
      configured.trust,
    ),
    ...compareIdentity(declared, configured),
    ...compareBoundary(owner, declared.boundary, configured.boundary),
  ];
}

/** Policies of one name belong together; then those of one content, which grant the same under another name. */
function compareIdentity(
  declared: AccessModelRole,
  configured: AccessModelRole,
): StatementDrift[] {
  const place = { owner: declared.arn, part: 'identity' } as const;
  const left = [...declared.identity];
  const right = [...configured.identity];
  const named = takePairs(
    left,
    right,
    (one, other) => nameKey(one) === nameKey(other),
  );
  takePairs(left, right, haveOneMeaning);
  return [
    ...named.flatMap(([one, other]) => comparePolicies(place, one, other)),
    ...left.map(policy =>
      policy.document === undefined
        ? unknownPolicy(place, policy, 'its document is not in the repository')
        : wholePolicy(place, policy, 'missing'),
    ),
    ...(isUntold(declared)
      ? []
      : right.map(policy => wholePolicy(place, policy, 'added'))),
  ];
}

/** A role that the repository names and does not tell: any policy that the account has of it may be meant. */
function isUntold({ trust }: AccessModelRole): boolean {
  return trust.document === undefined;
}

function compareBoundary(
  owner: string,
  declared: PolicySource | undefined,
  configured: PolicySource | undefined,
): StatementDrift[] {
  const place = { owner, part: 'boundary' } as const;
  if (!declared || !configured || nameKey(declared) === nameKey(configured)) {
    // The repository names it without holding its document: that the name is right is all that can be compared.
    return declared && configured && declared.document === undefined
      ? []
      : comparePolicies(place, declared, configured);
  }
  const { file, line } = declared.origin ?? {};
  return haveOneMeaning(declared, configured)
    ? []
    : [
        {
          ...place,
          policy: declared.name,
          change: 'changed',
          ...(file === undefined
            ? {}
            : { declared: { file, ...(line === undefined ? {} : { line }) } }),
          summary: `${owner} is declared to be bounded by ${declared.name}, and the account bounds it by ${configured.name}.`,
        },
      ];
}

/** ARN or name of a policy, without words around it. */
function nameKey({ name }: PolicySource): string {
  return (
    /arn:[^:]*:iam::[^:]*:policy\/\S+/.exec(name)?.[0] ??
    name.replace(/^(inline|managed) policy /, '').toLowerCase()
  );
}

function haveOneMeaning(left: PolicySource, right: PolicySource): boolean {
  const one = normalizePolicy(left.document);
  const other = normalizePolicy(right.document);
  return (
    one !== undefined &&
    other !== undefined &&
    one.version === other.version &&
    one.statements.length === other.statements.length &&
    meanings(one.statements) === meanings(other.statements)
  );
}

function meanings(statements: readonly { readonly meaning: string }[]): string {
  return JSON.stringify(statements.map(({ meaning }) => meaning).sort());
}
