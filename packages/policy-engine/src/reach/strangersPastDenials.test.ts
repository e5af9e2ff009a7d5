import {
  bucketWith,
  guestsOf,
  iam,
  NOBODY,
  opened,
  STRANGER,
  denied,
} from './__fixtures__/guests';
import { Json, OWN, roleArn } from './__fixtures__/smallFleet';

describe('findTrespasses by principals that the model does not know, past what denies', () => {
  it.each<[string, Json, string[]]>([
    [
      'all but a role that the model does not know',
      denied({
        StringNotEquals: {
          'aws:PrincipalArn': [roleArn('gha2'), iam('role/ops', OWN)],
        },
      }),
      [`${iam('role/ops', OWN)} this-principal allow`],
    ],
    [
      'all but the bucket’s own role',
      denied({ ArnNotEquals: { 'aws:PrincipalArn': roleArn('gha2') } }),
      [],
    ],
    [
      'all but an account',
      denied({ StringNotEquals: { 'aws:PrincipalAccount': STRANGER } }),
      [`root ${STRANGER} this-principal allow`],
    ],
    [
      'all but users, and not users of one name',
      denied({ StringNotLike: { 'aws:username': 'b*' } }),
      [
        `${iam('user/b', OWN)} such-principals allow`,
        `${iam('user/b', NOBODY)} such-principals allow`,
      ],
    ],
    [
      'who is not excepted by name',
      {
        Effect: 'Deny',
        NotPrincipal: { AWS: [STRANGER, iam('role/x')] },
      },
      [
        `root ${STRANGER} this-principal allow`,
        `${iam('role/x')} this-principal allow`,
      ],
    ],
    [
      'who is no service of the name',
      { Effect: 'Deny', NotPrincipal: { Service: 'cloudtrail.amazonaws.com' } },
      ['service cloudtrail.amazonaws.com such-principals allow'],
    ],
  ])(
    'looks for whom a Deny lets pass that denies %s',
    (_, statement, expected) => {
      const held = { Bool: { 'aws:SecureTransport': 'true' } };
      const guests = guestsOf(bucketWith(opened('*', held), statement));
      expect(guests).toEqual(expected);
    },
  );

  it('beside those who are denied by name', () => {
    const guests = guestsOf(
      bucketWith(
        opened('*', {
          StringEquals: {
            'aws:PrincipalAccount': STRANGER,
            'aws:PrincipalType': ['AssumedRole', 'User'],
          },
        }),
        {
          Effect: 'Deny',
          Principal: {
            AWS: [
              `arn:aws:sts::${STRANGER}:assumed-role/x/spark`,
              iam('user/x'),
              'AIDAQ3EGPKVZ2EXAMPLE',
            ],
            Federated: `arn:aws:iam::${STRANGER}:saml-provider/x`,
            Service: 'cloudtrail.amazonaws.com',
          },
        },
      ),
    );
    expect(guests).toEqual([`${iam('role/y')} such-principals allow`]);
  });
});
