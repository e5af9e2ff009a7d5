import type { Environment } from '../spec';
import type { DerivedNames } from './names';

/**
 * Derives every name of a corridor from its own, by the environment's patterns. It does not judge them: `checkName` and
 * `checkCorridor` do.
 *
 * @public
 */
export function deriveNames(
  corridor: {
    readonly name: string;
    readonly buckets: readonly { readonly name: string }[];
  },
  environment: Environment,
): DerivedNames {
  const { aws } = environment.spec;
  const roleName = roleNameOf(corridor.name, environment);
  const iam = `arn:${aws.partition}:iam::${aws.accountId}`;
  return {
    namespace: corridor.name,
    serviceAccount: corridor.name,
    roleName,
    roleArn: `${iam}:role${aws.rolePath}${roleName}`,
    policyName: roleName,
    policyArn: `${iam}:policy${aws.rolePath}${roleName}`,
    bucketPrefix: bucketPrefixOf(corridor.name, environment),
    buckets: corridor.buckets.map(bucket => {
      const name = bucketNameOf(corridor.name, bucket.name, environment);
      return { bucket: bucket.name, name, arn: bucketArnOf(name, environment) };
    }),
  };
}

/** What the names of all buckets of a corridor begin with, whatever the buckets are called. */
export function bucketPrefixOf(
  corridor: string,
  environment: Environment,
): string {
  const pattern = environment.spec.aws.bucketNamePattern;
  return fill(
    pattern.slice(0, pattern.indexOf('{bucket}')),
    corridor,
    environment,
  );
}

/** Name in AWS of a corridor's bucket. */
export function bucketNameOf(
  corridor: string,
  bucket: string,
  environment: Environment,
): string {
  return fill(
    environment.spec.aws.bucketNamePattern,
    corridor,
    environment,
  ).replace('{bucket}', bucket);
}

/** Name of a corridor's role. */
export function roleNameOf(corridor: string, environment: Environment): string {
  return fill(environment.spec.aws.roleNamePattern, corridor, environment);
}

/**
 * ARN of a bucket, which names neither Region nor account.
 *
 * @public
 */
export function bucketArnOf(bucket: string, environment: Environment): string {
  return `arn:${environment.spec.aws.partition}:s3:::${bucket}`;
}

const templates = new WeakMap<Environment, Map<string, readonly string[]>>();

function fill(
  pattern: string,
  corridor: string,
  environment: Environment,
): string {
  return templateOf(pattern, environment).join(corridor);
}

/** What stands around the corridor's name. Names of a fleet are compared each with each, so it is found once. */
function templateOf(
  pattern: string,
  environment: Environment,
): readonly string[] {
  const known =
    templates.get(environment) ?? new Map<string, readonly string[]>();
  templates.set(environment, known);
  const template =
    known.get(pattern) ?? fillFacts(pattern, environment).split('{corridor}');
  known.set(pattern, template);
  return template;
}

function fillFacts(pattern: string, environment: Environment): string {
  const values: Readonly<Record<string, string>> = {
    '{environment}': environment.metadata.name,
    '{accountId}': environment.spec.aws.accountId,
    '{region}': environment.spec.aws.region,
  };
  return pattern.replace(
    /\{\w+\}/g,
    placeholder => values[placeholder] ?? placeholder,
  );
}
