import type {
  AuditorService,
  HttpAuthService,
  UserInfoService,
} from '@backstage/backend-plugin-api';
import type { CorridorsConfiguration } from '../configuration';
import type { RequestStore, RunStore } from '../database';
import type { Inventory } from '../inventory';
import type { CorridorAuthorizer } from '../permissions';
import type { RequestService } from '../requests';
import type { VerificationService } from '../verification';

/** What the routes stand on. */
export interface RouterServices {
  readonly httpAuth: HttpAuthService;
  readonly userInfo: UserInfoService;
  readonly auditor: AuditorService;
  readonly authorizer: CorridorAuthorizer;
  readonly configuration: CorridorsConfiguration;
  readonly inventory: Inventory;
  readonly requestStore: RequestStore;
  readonly requests: RequestService;
  readonly runStore: RunStore;
  readonly verifications: VerificationService;
  readonly clock: () => Date;
}
