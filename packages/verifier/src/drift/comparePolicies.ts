import type { PolicySource } from '@corridors/policy-engine';
import { matchStatements } from './matchStatements';
import { normalizePolicy, type NormalizedStatement } from './normalizedPolicy';
import type { StatementDrift } from './statementDrift';

/** Whose policy is compared, and in which part. */
export type PolicyPart = Pick<StatementDrift, 'owner' | 'part'>;

const WORDS: Readonly<Partial<Record<StatementDrift['part'], string>>> = {
  trust: 'trust policy',
  identity: 'policy',
  boundary: 'permissions boundary',
  'bucket-policy': 'bucket policy',
};

/** Compares a policy that may be on either side. */
export function comparePolicies(
  place: PolicyPart,
  declared: PolicySource | undefined,
  configured: PolicySource | undefined,
): StatementDrift[] {
  if (declared && configured) {
    return compareDocuments(place, declared, configured);
  }
  if (declared) {
    return [
      declared.document === undefined
        ? unknownPolicy(
            place,
            declared,
            'its document is not in the repository',
          )
        : wholePolicy(place, declared, 'missing'),
    ];
  }
  return configured ? [wholePolicy(place, configured, 'added')] : [];
}

/** A policy that is on one side alone. */
export function wholePolicy(
  place: PolicyPart,
  policy: PolicySource,
  change: 'missing' | 'added',
): StatementDrift {
  return {
    ...place,
    policy: policy.name,
    change,
    ...placeOf(policy),
    summary:
      change === 'missing'
        ? `The ${title(
            place,
            policy,
          )} is declared, and the account does not have it.`
        : `The account has the ${title(place, policy)}, which is not declared.`,
  };
}

/** A comparison that cannot be made. */
export function unknownPolicy(
  place: PolicyPart,
  policy: PolicySource,
  because: string,
): StatementDrift {
  return {
    ...place,
    policy: policy.name,
    change: 'unknown',
    ...placeOf(policy),
    summary: `The ${title(place, policy)} is not compared: ${because}.`,
  };
}

function compareDocuments(
  place: PolicyPart,
  declared: PolicySource,
  configured: PolicySource,
): StatementDrift[] {
  const wanted = normalizePolicy(declared.document);
  const found = normalizePolicy(configured.document);
  if (!wanted || !found) {
    return [
      unknownPolicy(
        place,
        declared,
        `what ${
          wanted ? 'the account has' : 'the repository declares'
        } is not known or no policy`,
      ),
    ];
  }
  const { changed, missing, added } = matchStatements(
    wanted.statements,
    found.statements,
  );
  const of = title(place, declared);
  const entry = (
    statement: NormalizedStatement,
    change: StatementDrift['change'],
    words: string,
  ): StatementDrift => ({
    ...place,
    policy: declared.name,
    change,
    statement: statement.index,
    ...(statement.sid === undefined ? {} : { sid: statement.sid }),
    ...placeOf(declared, change === 'added' ? undefined : statement.index),
    summary: `${capital(nameOf(statement))} of the ${of} ${words}.`,
  });
  return [
    ...(wanted.version === found.version
      ? []
      : [
          {
            ...place,
            policy: declared.name,
            change: 'changed' as const,
            ...placeOf(declared),
            summary: `The ${of} is declared in version ${wanted.version}, and the account has it in version ${found.version}.`,
          },
        ]),
    ...changed.map(([statement]) =>
      entry(statement, 'changed', 'is another in the account'),
    ),
    ...missing.map(statement =>
      entry(
        statement,
        'missing',
        'is declared, and the account does not have it',
      ),
    ),
    ...added.map(statement =>
      entry(statement, 'added', 'is in the account, and is not declared'),
    ),
  ];
}

function title({ owner, part }: PolicyPart, { name }: PolicySource): string {
  const words = WORDS[part] ?? part;
  return name === owner || owner.endsWith(`/${name}`)
    ? `${words} of ${owner}`
    : `${words} ${name} of ${owner}`;
}

function nameOf({ index, sid }: NormalizedStatement): string {
  return sid === undefined
    ? `statement ${index}`
    : `statement ${index} (${sid})`;
}

function placeOf(
  { origin }: PolicySource,
  statement?: number,
): Pick<StatementDrift, 'declared'> {
  if (origin?.file === undefined) {
    return {};
  }
  const line =
    (statement === undefined
      ? undefined
      : origin.statementLines?.[statement]) ?? origin.line;
  return {
    declared: { file: origin.file, ...(line === undefined ? {} : { line }) },
  };
}

function capital(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
}
