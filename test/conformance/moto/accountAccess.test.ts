import { AccountAccess } from '@corridors/observer';
import { compilePolicy } from '@corridors/policy-engine';
import type { DocumentKind, PolicySource } from '@corridors/policy-engine';
import { describeMoto } from './support/describeMoto';
import {
  ARNS,
  AWS_READ_ONLY,
  DOCUMENTS,
  fillAccount,
  ISSUER,
} from './support/fillAccount';
import { ACCOUNT } from './support/MotoServer';
import { readAccount } from './support/readAccount';

/** A policy as it was read, its document as an object. */
const parsed = ({ name, document }: PolicySource) => ({
  name,
  document: JSON.parse(String(document)),
});

const ownedBy = (name: string, document: object) => ({ name, document });

describeMoto('the configured view of an account in moto', stage => {
  let access: AccountAccess;

  beforeAll(async () => {
    await fillAccount(stage().cli);
    access = await readAccount(stage().server.url, {
      buckets: ['gha1-primary', 'gha1-plain', 'gha1-none'],
    });
  });

  it('leaves no gap', () => {
    expect(access.model.gaps).toEqual([]);
  });

  it('has every role with its trust policy, inline policies, managed policies in the version in force, and boundary', () => {
    expect(
      access.model.roles.map(role => ({
        ...role,
        trust: parsed(role.trust),
        identity: role.identity.map(parsed),
        ...(role.boundary ? { boundary: parsed(role.boundary) } : {}),
      })),
    ).toEqual([
      {
        arn: ARNS.corridorRole,
        accountId: ACCOUNT,
        trust: ownedBy('single1_gha1', DOCUMENTS.corridorTrust),
        identity: [
          ownedBy('extra of role single1_gha1', DOCUMENTS.inline),
          ownedBy(ARNS.managedPolicy, DOCUMENTS.versions[1] ?? {}),
        ],
        boundary: ownedBy(ARNS.boundary, DOCUMENTS.boundary),
      },
      {
        arn: ARNS.nodeRole,
        accountId: ACCOUNT,
        trust: ownedBy('nodes', DOCUMENTS.ec2Trust),
        identity: [],
      },
      {
        arn: ARNS.podsRole,
        accountId: ACCOUNT,
        trust: ownedBy('pods', DOCUMENTS.podsTrust),
        identity: [],
      },
      {
        arn: ARNS.readerRole,
        accountId: ACCOUNT,
        trust: ownedBy('reader', DOCUMENTS.ec2Trust),
        identity: [
          {
            name: AWS_READ_ONLY,
            document: {
              Version: '2012-10-17',
              Statement: [
                expect.objectContaining({
                  Effect: 'Allow',
                  Action: expect.arrayContaining(['s3:Get*', 's3:List*']),
                  Resource: '*',
                }),
              ],
            },
          },
        ],
      },
    ]);
  });

  it('has every user with its own policies and those of its groups', () => {
    expect(
      access.model.users?.map(user => ({
        ...user,
        identity: user.identity.map(parsed),
      })),
    ).toEqual([
      {
        arn: ARNS.user,
        accountId: ACCOUNT,
        identity: [
          ownedBy('own of user ada', DOCUMENTS.userInline),
          ownedBy('common of group readers', DOCUMENTS.groupInline),
          expect.objectContaining({ name: AWS_READ_ONLY }),
        ],
      },
    ]);
  });

  it('has what guards each bucket, and no bucket that is not there', () => {
    const [primary, ...others] = access.model.buckets;
    expect(primary).toEqual({
      name: 'gha1-primary',
      accountId: ACCOUNT,
      policy: expect.objectContaining({
        name: 'gha1-primary',
      }),
      publicAccessBlock: {
        blockPublicAcls: true,
        ignorePublicAcls: true,
        blockPublicPolicy: false,
        restrictPublicBuckets: true,
      },
      objectOwnership: 'BucketOwnerEnforced',
    });
    expect(primary?.policy && parsed(primary.policy).document).toEqual(
      DOCUMENTS.bucketPolicy,
    );
    expect(others).toEqual([
      {
        name: 'gha1-plain',
        accountId: ACCOUNT,
        publicAccessBlock: {
          blockPublicAcls: false,
          ignorePublicAcls: false,
          blockPublicPolicy: false,
          restrictPublicBuckets: false,
        },
        objectOwnership: 'ObjectWriter',
      },
    ]);
    expect(access.notCovered).toContainEqual(
      expect.stringMatching(/^Access control lists .* count in gha1-plain:/),
    );
  });

  it('has the public access block of the account, and its OpenID Connect provider', () => {
    expect(access.model.accounts).toEqual([
      {
        accountId: ACCOUNT,
        publicAccessBlock: {
          blockPublicAcls: false,
          ignorePublicAcls: true,
          blockPublicPolicy: true,
          restrictPublicBuckets: false,
        },
      },
    ]);
    expect(access.model.oidcProviders).toEqual([
      {
        arn: ARNS.provider,
        url: ISSUER,
        audiences: ['sts.amazonaws.com', 'another'],
      },
    ]);
  });

  it('has no document that the policy engine does not understand', () => {
    const { roles, users = [], buckets } = access.model;
    const documents: [PolicySource | undefined, DocumentKind][] = [
      ...roles.flatMap(role => [
        [role.trust, 'trust'] as [PolicySource, DocumentKind],
        [role.boundary, 'boundary'] as [PolicySource, DocumentKind],
      ]),
      ...[...roles, ...users].flatMap(({ identity }) =>
        identity.map(
          source => [source, 'identity'] as [PolicySource, DocumentKind],
        ),
      ),
      ...buckets.map(
        ({ policy }) => [policy, 'resource'] as [PolicySource, DocumentKind],
      ),
    ];
    const compiled = documents.flatMap(([source, kind]) =>
      source ? [compilePolicy(source.document, { ...source, kind })] : [],
    );
    expect(compiled).toHaveLength(12);
  });
});
