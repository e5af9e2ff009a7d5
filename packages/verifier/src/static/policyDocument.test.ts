import { readDeclaredModel } from '@corridors/manifests';
import { buildFleet } from '@corridors/model';
import {
  ACCOUNT,
  memoRepository,
  platformRole,
  STRANGER,
} from '../__fixtures__/repository';
import { roleArn, withBucket, withRole } from '../__fixtures__/sabotage';
import { analyzeAccess } from './analyzeAccess';

const { files, fleet, model: rendered } = memoRepository();
const GHA1 = roleArn('single1_gha1');
const OPS = `arn:aws:iam::${ACCOUNT}:role/ops`;

const DEEP = `${'{"a":'.repeat(20_000)}1${'}'.repeat(20_000)}`;
const WIDE = JSON.stringify(Array(200_000).fill('x'));

const written = (statement: string) => ({
  name: 'odd',
  document: `{"Version": "2012-10-17", "Statement": [{"Effect": "Deny", ${statement}}]}`,
});

const ofRole = (statement: string) =>
  withRole(rendered, GHA1, ({ identity }) => ({
    identity: [...identity, written(statement)],
  }));
const ofBucket = (statement: string) =>
  withBucket(rendered, 'gha1-primary-1', () => ({
    policy: written(statement),
  }));
const ofTrust = (statement: string) =>
  withRole(rendered, GHA1, () => ({ trust: written(statement) }));

describe('a document that is no policy', () => {
  it.each([
    ['of a role', ofRole(`"Action": "s3:*", "Condition": ${DEEP}`)],
    ['of a role, with resources', ofRole(`"Action": "*", "Resource": ${DEEP}`)],
    ['of a bucket', ofBucket(`"Action": "s3:*", "Principal": ${DEEP}`)],
    ['of trust', ofTrust(`"Action": "sts:*", "Principal": ${DEEP}`)],
    ['of trust, with many', ofTrust(`"NotAction": ${WIDE}, "a": ${DEEP}`)],
  ])('is told however deep it is: %s', (_, model) => {
    const { notUnderstood, findings } = analyzeAccess({
      fleet,
      model,
      accountId: ACCOUNT,
      view: 'declared',
    });
    expect(notUnderstood).toHaveLength(1);
    expect(findings).not.toEqual([]);
  });

  it('may stand in the trust of a role of the platform', () => {
    const { path, content } = platformRole(OPS, [
      { Effect: 'Allow', Principal: { AWS: STRANGER }, Action: 'sts:*' },
    ]);
    const odd = JSON.stringify(
      written(`"Action": "sts:*", "Principal": ${DEEP}`).document,
    );
    const all = [
      ...files,
      { path, content: content.replace(/"trust":\{.*?\]\}/, `"trust":${odd}`) },
    ];
    const { model, problems } = readDeclaredModel(all, buildFleet(all));
    expect(problems).toEqual([]);
    expect(
      analyzeAccess({ fleet, model, accountId: ACCOUNT, view: 'declared' })
        .notUnderstood,
    ).toHaveLength(1);
  });
});
