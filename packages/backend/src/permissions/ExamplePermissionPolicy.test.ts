import { mockCredentials } from '@backstage/backend-test-utils';
import { catalogEntityDeletePermission } from '@backstage/plugin-catalog-common/alpha';
import {
  AuthorizeResult,
  Permission,
} from '@backstage/plugin-permission-common';
import { corridorsPermissions } from '@corridors/plugin-corridors-common';
import { ExamplePermissionPolicy } from './ExamplePermissionPolicy';

async function decide(permission: Permission, claims?: string[]) {
  const user = claims && {
    credentials: mockCredentials.user(),
    info: {
      userEntityRef: 'user:default/someone',
      ownershipEntityRefs: claims,
    },
    identity: {
      type: 'user' as const,
      userEntityRef: 'user:default/someone',
      ownershipEntityRefs: claims,
    },
    token: '',
  };
  const { result } = await new ExamplePermissionPolicy().handle(
    { permission },
    user,
  );
  return result;
}

const { ALLOW, CONDITIONAL, DENY } = AuthorizeResult;

describe('ExamplePermissionPolicy', () => {
  it.each([
    ['corridors.environment.read', ALLOW, ALLOW, ALLOW],
    ['corridors.request.create', ALLOW, DENY, ALLOW],
    ['corridors.request.create-for-others', DENY, DENY, ALLOW],
    ['corridors.verification.run-all', DENY, ALLOW, ALLOW],
    ['corridors.corridor.read', CONDITIONAL, ALLOW, ALLOW],
    ['corridors.request.read', CONDITIONAL, ALLOW, ALLOW],
    ['corridors.verification.run', CONDITIONAL, ALLOW, ALLOW],
    ['corridors.verification.read', CONDITIONAL, ALLOW, ALLOW],
  ])(
    'decides %s for owner, auditor, platform engineer',
    async (name, owner, auditor, platform) => {
      const permission = corridorsPermissions.find(
        candidate => candidate.name === name,
      );
      if (!permission) {
        throw new Error(`no permission ${name}`);
      }
      expect(
        await decide(permission, ['user:default/ada', 'group:default/gha']),
      ).toBe(owner);
      expect(
        await decide(permission, [
          'user:default/audrey',
          'group:default/audit',
        ]),
      ).toBe(auditor);
      expect(
        await decide(permission, [
          'user:default/pat',
          'group:default/platform',
        ]),
      ).toBe(platform);
    },
  );

  it('decides every permission of ours', () => {
    expect(corridorsPermissions).toHaveLength(8);
  });

  it('denies those who are nobody', async () => {
    for (const permission of corridorsPermissions) {
      expect(await decide(permission)).toBe(DENY);
    }
  });

  it('lets only the platform team delete entities', async () => {
    expect(
      await decide(catalogEntityDeletePermission, ['group:default/gha']),
    ).toBe(DENY);
    expect(
      await decide(catalogEntityDeletePermission, ['group:default/platform']),
    ).toBe(ALLOW);
  });
});
