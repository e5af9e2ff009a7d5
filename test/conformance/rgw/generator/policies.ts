import type { BenchNames } from '../cells/BenchNames';
import type { PolicyDocument, Statement } from '../cells/PolicyDocument';
import { drawConditions } from './conditions';
import {
  drawActions,
  drawOwnResources,
  drawPrincipals,
  drawResources,
} from './elements';
import type { Random } from './Random';

/** Inline policies of a role or user: none to two. */
export function drawIdentityPolicies(
  random: Random,
  names: BenchNames,
): PolicyDocument[] {
  return Array.from(
    {
      length: random.weighted([
        [1, 0],
        [5, 1],
        [2, 2],
      ]),
    },
    () => documentOf(random, 3, () => drawStatement(random, names, 0.8)),
  );
}

/** What a session begins with: wider than a role's policies, so that it does not hide them. */
export function drawSessionPolicy(
  random: Random,
  names: BenchNames,
): PolicyDocument {
  return random.chance(0.3)
    ? documentOf(random, 1, () => ({
        Effect: 'Allow',
        ...drawActions(random),
        Resource: ['*'],
      }))
    : documentOf(random, 3, () => drawStatement(random, names, 0.85));
}

/** A bucket policy, or none. */
export function drawBucketPolicy(
  random: Random,
  names: BenchNames,
  bucket: string,
): PolicyDocument | undefined {
  if (random.chance(0.25)) {
    return undefined;
  }
  return documentOf(random, 4, () => {
    const effect = random.chance(0.75) ? 'Allow' : 'Deny';
    return {
      Effect: effect,
      ...drawPrincipals(random, names, effect),
      ...drawActions(random),
      ...drawOwnResources(random, bucket),
      ...conditionAtTimes(random, names),
    };
  });
}

function drawStatement(
  random: Random,
  names: BenchNames,
  allowShare: number,
): Statement {
  return {
    Effect: random.chance(allowShare) ? 'Allow' : 'Deny',
    ...drawActions(random),
    ...drawResources(random, names),
    ...conditionAtTimes(random, names),
  };
}

function conditionAtTimes(
  random: Random,
  names: BenchNames,
): Pick<Statement, 'Condition'> {
  return random.chance(0.4) ? { Condition: drawConditions(random, names) } : {};
}

function documentOf(
  random: Random,
  most: number,
  draw: () => Statement,
): PolicyDocument {
  const statements = Array.from({ length: random.between(1, most) }, draw);
  return random.chance(0.95)
    ? { Version: '2012-10-17', Statement: statements }
    : { Statement: statements };
}
