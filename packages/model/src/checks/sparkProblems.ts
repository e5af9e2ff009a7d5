import type { Problem } from '../problems';
import type { Corridor, Environment } from '../spec';
import { isSparkAtLeast } from '../spec/sparkVersion';

/** Spark 3.2 is the first whose S3A client brings a web identity provider (Hadoop 3.3, AWS SDK 1.11.704). */
const FIRST_WITH_WEB_IDENTITY = '3.2.0';

/** Whether the environment offers the version and the operator, and the version can get its credentials there. */
export function sparkProblems(
  { spec }: Corridor,
  environment: Environment,
): Problem[] {
  const { spark, identity } = environment.spec;
  const where = `environment ${environment.metadata.name}`;
  const refuse = (code: string, field: string, message: string): Problem => ({
    code,
    severity: 'error',
    field,
    message: `${field} is ${message}`,
  });
  const problems: Problem[] = [];
  const { version, operator } = spec.spark;
  if (!spark.versions.includes(version)) {
    const offers = spark.versions.join(', ');
    problems.push(
      refuse(
        'spark-version',
        'spec.spark.version',
        `${version}; ${where} offers ${offers}.`,
      ),
    );
  } else if (
    identity.mechanism === 'irsa' &&
    !isSparkAtLeast(version, FIRST_WITH_WEB_IDENTITY)
  ) {
    const message = `${version}, which cannot take web identities; ${where} needs ${FIRST_WITH_WEB_IDENTITY} or later.`;
    problems.push(refuse('spark-version', 'spec.spark.version', message));
  }
  if (!spark.operators.includes(operator)) {
    const offers = spark.operators.join(', ');
    problems.push(
      refuse(
        'spark-operator',
        'spec.spark.operator',
        `${operator}; ${where} offers ${offers}.`,
      ),
    );
  }
  return problems;
}
