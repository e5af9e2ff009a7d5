import {
  aRole,
  aUser,
  OBJECT,
  OWN,
  policy,
  Statement,
  statement,
} from '../__fixtures__/documents';
import { compilePolicy, evaluate } from '..';

function allows(
  over: Statement,
  action: string,
  resource = OBJECT,
  version = '2012-10-17',
) {
  const document = {
    ...(version !== 'none' && { Version: version }),
    Statement: statement(over),
  };
  return (
    evaluate(
      {
        principal: aUser('ann'),
        action,
        resource,
        resourceAccount: OWN,
        context: { 'aws:PrincipalTag/team': 'blue', 's3:prefix': 'home/ann/x' },
      },
      { identity: [compilePolicy(document, { kind: 'identity', name: 'p' })] },
      { contextComplete: true },
    ).verdict === 'allow'
  );
}

describe('AWS: "IAM JSON policy elements: Action" and "… NotAction"', () => {
  it.each<[Statement, string, boolean]>([
    [{ Action: 's3:GetObject' }, 's3:GetObject', true],
    [{ Action: 's3:getobject' }, 'S3:GETOBJECT', true],
    [{ Action: 's3:GetObject' }, 's3:GetObjectVersion', false],
    [{ Action: 's3:Get*' }, 's3:GetObjectVersion', true],
    [{ Action: 's3:*Object' }, 's3:PutObject', true],
    [{ Action: 's3:?etObject' }, 's3:GetObject', true],
    [{ Action: '*' }, 'iam:PassRole', true],
    [{ Action: '*:*' }, 'iam:PassRole', true],
    [{ Action: 's3:*' }, 'iam:PassRole', false],
    [{ Action: ['s3:PutObject', 's3:GetObject'] }, 's3:GetObject', true],
    [{ Action: undefined, NotAction: 's3:PutObject' }, 's3:GetObject', true],
    [{ Action: undefined, NotAction: 's3:PutObject' }, 's3:PutObject', false],
    [
      { Action: undefined, NotAction: ['s3:Put*', 's3:Get*'] },
      's3:GetObject',
      false,
    ],
    [{ Action: undefined, NotAction: 'iam:*' }, 'sts:AssumeRole', true],
  ])('%j and %s: %s', (over, action, expected) => {
    const { Action, ...rest } = { Action: 's3:*', ...over };
    const entries = Object.entries({
      ...(Action !== undefined && { Action }),
      ...rest,
    });
    const document = {
      Version: '2012-10-17',
      Statement: {
        Effect: 'Allow',
        Resource: '*',
        ...Object.fromEntries(entries),
      },
    };
    const decision = evaluate(
      { principal: aRole(), action, resource: '*', resourceAccount: OWN },
      {
        identity: [compilePolicy(document, { kind: 'identity', name: 'p' })],
        ...(action.startsWith('sts') && {
          resource: policy('trust', {
            Effect: 'Allow',
            Action: '*',
            Principal: { AWS: OWN },
          }),
        }),
      },
      { contextComplete: true },
    );
    expect(decision.verdict === 'allow').toBe(expected);
  });
});

describe('AWS: "IAM JSON policy elements: Resource"', () => {
  it.each<[Statement, string, boolean]>([
    [
      { Resource: 'arn:aws:s3:::gha1-primary' },
      'arn:aws:s3:::gha1-primary',
      true,
    ],
    [
      { Resource: 'arn:aws:s3:::gha1-primary' },
      'arn:aws:s3:::gha1-primary/a',
      false,
    ],
    [
      { Resource: 'arn:aws:s3:::gha1-primary/*' },
      'arn:aws:s3:::gha1-primary',
      false,
    ],
    [
      { Resource: 'arn:aws:s3:::gha1-*' },
      'arn:aws:s3:::gha1-primary/a/b',
      true,
    ],
    [
      { Resource: 'arn:aws:s3:::gha1-primary/*' },
      'arn:aws:s3:::gha1-primary/2024:01:01',
      true,
    ],
    [{ Resource: 'arn:aws:s3:::GHA1-*' }, 'arn:aws:s3:::gha1-primary', false],
    [
      { Resource: 'arn:*:s3:::gha1-primary' },
      'arn:aws-cn:s3:::gha1-primary',
      true,
    ],
    [
      { Resource: 'arn:aws:s3:::gha1-primary' },
      'arn:aws-cn:s3:::gha1-primary',
      false,
    ],
    [
      { Resource: 'arn:aws:s3:*:*:gha1-primary' },
      'arn:aws:s3:::gha1-primary',
      true,
    ],
    [{ Resource: 'arn:a*s:s3:::b/x' }, 'arn:aws:s3:::b/x', true],
    [{ Resource: 'arn:a*s:s3:::b/x' }, 'arn:aws:s3:::a/s:s3:::b/x', false],
    [{ Resource: '*' }, 'arn:aws:s3:::any', true],
    [
      { Resource: ['arn:aws:s3:::a', 'arn:aws:s3:::b'] },
      'arn:aws:s3:::b',
      true,
    ],
    [{ Resource: 'arn:aws:s3:::a/*' }, 'arn:aws:s3:::a/literal*star', true],
    [{ Resource: 'arn:aws:s3:::a/x' }, 'arn:aws:s3:::a/*', false],
  ])('%j and %s: %s', (over, resource, expected) => {
    expect(allows(over, 's3:GetObject', resource)).toBe(expected);
  });

  it.each<[string, boolean]>([
    ['arn:aws:s3:::gha1-primary', false],
    ['arn:aws:s3:::gha2-primary', true],
  ])('NotResource excludes what it names: %s', (resource, expected) => {
    const document = {
      Version: '2012-10-17',
      Statement: {
        Effect: 'Allow',
        Action: 's3:*',
        NotResource: 'arn:aws:s3:::gha1-*',
      },
    };
    const decision = evaluate(
      {
        principal: aRole(),
        action: 's3:ListBucket',
        resource,
        resourceAccount: OWN,
      },
      { identity: [compilePolicy(document, { kind: 'identity', name: 'p' })] },
      { contextComplete: true },
    );
    expect(decision.verdict === 'allow').toBe(expected);
  });
});
