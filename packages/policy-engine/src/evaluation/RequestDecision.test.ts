import {
  aRole,
  OBJECT,
  OTHER,
  OWN,
  policy,
  roleArn,
  sessionArn,
  statement,
} from '../__fixtures__/documents';
import {
  CallerPolicies,
  decide,
  Decision,
  evaluate,
  prepareCaller,
  prepareTarget,
  Principal,
} from '..';

const own = policy(
  'identity',
  statement({ Action: ['s3:GetObject', 'iam:GetRole'] }),
);
const denyAll = { Effect: 'Deny', Principal: '*', Action: '*' };

const prepared = (
  principal: Principal = aRole(),
  policies: CallerPolicies = { identity: [own] },
  context?: Record<string, string>,
) => prepareCaller(principal, policies, context, { contextComplete: false });

const plain = ({
  verdict,
  reason,
  decidedBy,
  missingKeys,
  explanation,
}: Decision): Decision => ({
  verdict,
  reason,
  decidedBy,
  missingKeys,
  explanation,
});

describe('a decision of decide', () => {
  it('answers one caller about many targets', () => {
    const caller = prepared();
    const object = prepareTarget(OBJECT, OWN);
    const foreign = prepareTarget(OBJECT, OTHER);
    expect(decide(caller, 's3:GetObject', object).verdict).toBe('allow');
    expect(decide(caller, 'S3:getobject', object).verdict).toBe('allow');
    expect(decide(caller, 's3:PutObject', object).reason).toBe('implicit-deny');
    expect(decide(caller, 's3:GetObject', foreign).reason).toBe(
      'resource-policy',
    );
  });

  it('refuses a bucket policy on a role that is to be assumed', () => {
    const bucketPolicy = policy('resource', { ...denyAll, Resource: '*' });
    const role = prepareTarget(roleArn('gha2'), OWN, bucketPolicy);
    expect(() => decide(prepared(), 'sts:AssumeRole', role)).toThrow(
      expect.objectContaining({ code: 'wrong-policy-kind' }),
    );
  });

  it('refuses an identity policy on a target', () => {
    const target = prepareTarget(OBJECT, OWN, own);
    expect(() => decide(prepared(), 's3:GetObject', target)).toThrow(
      expect.objectContaining({ code: 'wrong-policy-kind' }),
    );
  });

  it('refuses callers and targets that it did not make ready', () => {
    const caller = prepared();
    const target = prepareTarget(OBJECT, OWN);
    expect(() => decide({ ...caller }, 's3:GetObject', target)).toThrow(
      'The caller was not made by prepareCaller',
    );
    expect(() => decide(caller, 's3:GetObject', { ...target })).toThrow(
      'The target was not made by prepareTarget',
    );
  });

  it.each<
    [
      what: string,
      caller: ReturnType<typeof prepared>,
      action: string,
      account: string,
    ]
  >([
    ['an allow', prepared(), 's3:GetObject', OWN],
    ['a refusal', prepared(), 's3:PutObject', OWN],
    ['a foreign refusal', prepared(), 's3:GetObject', OTHER],
    [
      'an explicit deny',
      prepared(aRole(), {
        identity: [own, policy('identity', statement({ Effect: 'Deny' }))],
      }),
      's3:GetObject',
      OWN,
    ],
    [
      'what hangs on a key',
      prepared(aRole(), {
        identity: [
          policy(
            'identity',
            statement({
              Condition: { StringEquals: { 'aws:SourceVpc': 'vpc-1' } },
            }),
          ),
        ],
        boundary: [policy('boundary', statement())],
      }),
      's3:GetObject',
      OWN,
    ],
    [
      'a rule',
      prepared({ kind: 'anonymous' }, {}),
      'sts:GetCallerIdentity',
      OWN,
    ],
  ])('says of %s what evaluate says', (_, caller, action, account) => {
    const { principal, policies } = caller;
    const decision = decide(caller, action, prepareTarget(OBJECT, account));
    const expected = evaluate(
      { principal, action, resource: OBJECT, resourceAccount: account },
      policies,
      { contextComplete: false },
    );
    expect(plain(decision)).toEqual(expected);
    expect(JSON.parse(JSON.stringify(decision))).toEqual(expected);
  });

  it('names a statement once that names the caller in two ways', () => {
    const Condition = { StringEquals: { 'aws:SourceVpc': 'vpc-1' } };
    const target = prepareTarget(
      OBJECT,
      OWN,
      policy(
        'resource',
        statement({
          Principal: { AWS: [roleArn('gha1'), sessionArn('gha1', 'spark')] },
          Condition,
        }),
      ),
    );
    const decision = decide(prepared(aRole(), {}), 's3:GetObject', target);
    expect(decision.verdict).toBe('conditional');
    expect(decision.decidedBy).toHaveLength(1);
    expect(decision.missingKeys).toEqual([
      'aws:SourceVpc',
      'sts:RoleSessionName',
    ]);
  });

  it('does not ask for a session where everybody is named beside it', () => {
    const Condition = { StringEquals: { 'aws:SourceVpc': 'vpc-1' } };
    const target = prepareTarget(
      OBJECT,
      OWN,
      policy(
        'resource',
        statement({
          Principal: { AWS: ['*', sessionArn('gha1', 'spark')] },
          Condition,
        }),
      ),
    );
    const decision = decide(prepared(aRole(), {}), 's3:GetObject', target);
    expect(decision.missingKeys).toEqual(['aws:SourceVpc']);
  });
});
