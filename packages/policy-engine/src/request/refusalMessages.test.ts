import {
  aRole,
  OBJECT,
  OWN,
  policy,
  roleArn,
  sessionArn,
  statement,
} from '../__fixtures__/documents';
import {
  AccessRequest,
  ApplicablePolicies,
  decide,
  evaluate,
  InvalidRequestError,
  prepareCaller,
  prepareTarget,
  Principal,
} from '..';

const request: AccessRequest = {
  principal: aRole(),
  action: 's3:GetObject',
  resource: OBJECT,
  resourceAccount: OWN,
};

const session = (arn: string, role = roleArn('gha1')): Principal => ({
  kind: 'assumed-role',
  arn,
  roleArn: role,
});

type Row = [
  over: Partial<AccessRequest>,
  policies: ApplicablePolicies,
  message: string,
];

const noSession = [
  `arn:aws:sts::${OWN}:assumed-role/gha1`,
  `arn:aws:sts::${OWN}:assumed-role/gha1/`,
  `arn:aws:sts::${OWN}:assumed-role/gha1/s/t`,
  `arn:aws:sts::${OWN}:federated-user/gha1/s`,
  `arn:aws:iam::${OWN}:assumed-role/gha1/s`,
  `arn:aws:sts::${OWN}:assumed-role/gha2/s`,
  `arn:aws:sts::444455556666:assumed-role/gha1/s`,
];

const ROWS: Row[] = [
  ...[
    's3:*',
    'GetObject',
    's3:Get Object',
    '(s3:GetObject',
    's3:GetObject)',
    ':x',
    's3:',
  ].map(
    (action): Row => [
      { action },
      {},
      `action: "${action}" is not of the form service:Action`,
    ],
  ),
  [{ resource: 'gha1' }, {}, 'resource: "gha1" is neither an ARN nor "*"'],
  ...[
    `arn:aws:s3:eu-west-3:${OWN}:accesspoint/x`,
    'arn:aws:s3:eu-west-3::x',
    `arn:aws:s3::${OWN}:x`,
  ].map(
    (resource): Row => [
      { resource },
      {},
      `resource: "${resource}" is no bucket or object; access points and jobs are not evaluated`,
    ],
  ),
  [
    {
      action: 'iam:GetRole',
      resource: 'arn:aws:iam::12:role/x',
      resourceAccount: undefined,
    },
    {},
    'resource: "12" is not an account id',
  ],
  [{ resourceAccount: 'me' }, {}, 'resourceAccount: "me" is not an account id'],
  [
    { resourceAccount: undefined, principal: { kind: 'anonymous' } },
    {},
    `resourceAccount: neither "${OBJECT}" nor the principal tells which account owns the resource; say it`,
  ],
  [
    { principal: { kind: 'root', accountId: '1' } },
    {},
    'principal.accountId: "1" is not an account id',
  ],
  ...['user/ann', 'role', 'xrole/ann', 'role/', 'role/a/'].map((name): Row => {
    const arn = `arn:aws:iam::${OWN}:${name}`;
    return [
      { principal: { kind: 'role', arn } },
      {},
      `principal.arn: "${arn}" is not the ARN of a role`,
    ];
  }),
  ...[
    `arn:aws:iam::${OWN}:role/x`,
    `arn:aws:sts::${OWN}:user/x`,
    'arn:aws:iam::1:user/x',
  ].map(
    (arn): Row => [
      { principal: { kind: 'user', arn } },
      {},
      `principal.arn: "${arn}" is not the ARN of a user`,
    ],
  ),
  [
    { principal: { kind: 'user', arn: 'ann' } },
    {},
    'principal.arn: "ann" is not an ARN',
  ],
  ...noSession.map(
    (arn): Row => [
      { principal: session(arn) },
      {},
      `principal.arn: "${arn}" is not a session of ${roleArn('gha1')}`,
    ],
  ),
  [{ principal: session('x') }, {}, 'principal.arn: "x" is not an ARN'],
  [
    { principal: session(sessionArn('gha1', 's'), 'x') },
    {},
    'principal.roleArn: "x" is not an ARN',
  ],
  [
    {
      principal: session(
        sessionArn('gha1', 's'),
        `arn:aws:iam::${OWN}:user/gha1`,
      ),
    },
    {},
    `principal.roleArn: "arn:aws:iam::${OWN}:user/gha1" is not the ARN of a role`,
  ],
  [
    { context: { 'a:b': 'x', 'A:B': 'y' } },
    {},
    'context.A:B: the key is given twice in different case',
  ],
  [
    {},
    { resource: policy('identity', statement()) },
    'policies.resource: "identity" was compiled as "identity"; this request needs a policy of kind "resource" here',
  ],
  [
    { action: 'sts:AssumeRole', resource: roleArn('x') },
    { resource: policy('resource', statement({ Principal: '*' })) },
    'policies.resource: "resource" was compiled as "resource"; this request needs a policy of kind "trust" here',
  ],
];

describe('evaluate says of what it refuses', () => {
  it.each(ROWS)('%j with %j: %s', (over, policies, message) => {
    let refused: unknown;
    try {
      evaluate({ ...request, ...over }, policies, { contextComplete: true });
    } catch (error) {
      refused = error;
    }
    expect(refused).toBeInstanceOf(InvalidRequestError);
    expect(refused).toMatchObject({ name: 'InvalidRequestError', message });
  });

  it.each([[5], [null], [['x', true]], [{}]])(
    'that the context holds %j',
    value => {
      const context = JSON.parse(JSON.stringify({ 'a:b': value }));
      expect(() =>
        evaluate({ ...request, context }, {}, { contextComplete: true }),
      ).toThrow(
        expect.objectContaining({
          code: 'malformed-context',
          message: 'context.a:b: expected text or a list of texts',
        }),
      );
    },
  );

  it('that the principal is of a kind that does not exist', () => {
    const principal = JSON.parse('{"kind":"group"}');
    expect(() =>
      evaluate({ ...request, principal }, {}, { contextComplete: true }),
    ).toThrow(
      expect.objectContaining({
        code: 'malformed-principal',
        message: 'principal: unknown kind in {"kind":"group"}',
      }),
    );
  });
});

describe('decide refuses', () => {
  const caller = prepareCaller(aRole(), {}, undefined, {
    contextComplete: true,
  });
  const target = prepareTarget(OBJECT, OWN);

  it('callers and targets that it did not make ready', () => {
    expect(() => decide({ ...caller }, 's3:GetObject', target)).toThrow(
      new TypeError('The caller was not made by prepareCaller'),
    );
    expect(() => decide(caller, 's3:GetObject', { ...target })).toThrow(
      new TypeError('The target was not made by prepareTarget'),
    );
  });

  it.each([
    ['s3:GetObject', policy('identity', statement()), 'resource'],
    ['s3:GetObject', policy('boundary', statement()), 'resource'],
    ['sts:AssumeRole', policy('identity', statement()), 'trust'],
    [
      'sts:AssumeRole',
      policy('resource', statement({ Principal: '*' })),
      'trust',
    ],
  ])('%s on a target under %j', (action, onTarget, expected) => {
    expect(() =>
      decide(caller, action, prepareTarget(OBJECT, OWN, onTarget)),
    ).toThrow(
      `policies.resource: "${onTarget.name}" was compiled as "${onTarget.kind}"; this request needs a policy of kind "${expected}" here`,
    );
  });
});
