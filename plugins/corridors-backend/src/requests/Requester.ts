import type {
  BackstageCredentials,
  BackstageUserPrincipal,
  UserInfoService,
} from '@backstage/backend-plugin-api';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import type { Problem } from '@corridors/model';
import { corridorsRequestCreateForOthersPermission } from '@corridors/plugin-corridors-common';
import type { CorridorAuthorizer } from '../permissions';

/** Credentials of a signed-in user. */
export type UserCredentials = BackstageCredentials<BackstageUserPrincipal>;

/** What deciding over owners needs. */
export interface OwnerCheckServices {
  readonly catalog: Pick<CatalogService, 'getEntityByRef'>;
  readonly userInfo: UserInfoService;
  readonly authorizer: CorridorAuthorizer;
}

/** Whether a user belongs to an owner, or may act for owners that they do not belong to. */
export async function mayActFor(
  owner: string,
  credentials: UserCredentials,
  { userInfo, authorizer }: Pick<OwnerCheckServices, 'userInfo' | 'authorizer'>,
): Promise<boolean> {
  const { ownershipEntityRefs } = await userInfo.getUserInfo(credentials);
  return (
    ownershipEntityRefs.includes(owner) ||
    authorizer.has(corridorsRequestCreateForOthersPermission, credentials)
  );
}

/** Checks that an owner is an entity of the catalog, and that the user may ask for corridors in its name. */
export async function checkOwner(
  owner: string,
  credentials: UserCredentials,
  services: OwnerCheckServices,
): Promise<Problem[]> {
  const refuse = (code: string, message: string): Problem[] => [
    { code, severity: 'error', field: 'spec.owner', message, related: owner },
  ];
  if (!(await services.catalog.getEntityByRef(owner, { credentials }))) {
    return refuse(
      'owner-unknown',
      `spec.owner is "${owner}", which is not in the catalog.`,
    );
  }
  return (await mayActFor(owner, credentials, services))
    ? []
    : refuse(
        'owner-not-yours',
        `spec.owner is "${owner}", which you do not belong to. Ask for corridors of your own groups, or ask the platform ` +
          'team to do it for you.',
      );
}
