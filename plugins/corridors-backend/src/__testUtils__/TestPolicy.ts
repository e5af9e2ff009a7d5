import type {
  BackstageCredentials,
  PermissionsRegistryService,
  PermissionsService,
} from '@backstage/backend-plugin-api';
import {
  AuthorizeResult,
  isResourcePermission,
  type Permission,
  type PolicyDecision,
} from '@backstage/plugin-permission-common';
import { mockServices } from '@backstage/backend-test-utils';
import {
  corridorConditions,
  corridorRules,
  createCorridorConditionalDecision,
} from '../permissions';

/** The people of the tests: groups that each belongs to, and what each may do. */
export const people = {
  ada: { ref: 'user:default/ada', groups: ['group:default/gha'] },
  bob: { ref: 'user:default/bob', groups: ['group:default/other'] },
  pat: { ref: 'user:default/pat', groups: ['group:default/platform'] },
  audrey: { ref: 'user:default/audrey', groups: ['group:default/audit'] },
  nobody: { ref: 'user:default/nobody', groups: [] },
} as const;

type Person = keyof typeof people;

/** What a policy decides for the people of the tests: owners by condition, platform all, audit reads and verifies. */
function decide(
  person: Person | 'service' | undefined,
  permission: Permission,
): PolicyDecision {
  const allow = { result: AuthorizeResult.ALLOW } as const;
  const deny = { result: AuthorizeResult.DENY } as const;
  switch (person) {
    case 'service':
    case 'pat':
      return allow;
    case 'audrey':
      return permission.name.startsWith('corridors.request.create')
        ? deny
        : allow;
    case 'ada':
    case 'bob':
      if (isResourcePermission(permission, 'corridor')) {
        const claims = [people[person].ref, ...people[person].groups];
        return createCorridorConditionalDecision(
          permission,
          corridorConditions.isOwner({ claims }),
        );
      }
      return [
        'corridors.environment.read',
        'corridors.request.create',
      ].includes(permission.name)
        ? allow
        : deny;
    default:
      return deny;
  }
}

function personOf({
  principal,
}: BackstageCredentials): Person | 'service' | undefined {
  const { type, userEntityRef } = principal as {
    type: string;
    userEntityRef?: string;
  };
  if (type === 'service') {
    return 'service';
  }
  const known: [Person, { readonly ref: string }][] = [
    ['ada', people.ada],
    ['bob', people.bob],
    ['pat', people.pat],
    ['audrey', people.audrey],
    ['nobody', people.nobody],
  ];
  return known.find(([, { ref }]) => ref === userEntityRef)?.[0];
}

/** A permission framework that asks the policy of the tests. */
export function createTestPermissions(): {
  permissions: PermissionsService;
  registry: PermissionsRegistryService;
} {
  const rules = new Map(
    Object.values(corridorRules).map(rule => [rule.name, rule]),
  );
  return {
    permissions: mockServices.permissions.mock({
      authorize: async (requests, { credentials }) =>
        requests.map(({ permission }) => {
          const { result } = decide(personOf(credentials), permission);
          return {
            result:
              result === AuthorizeResult.CONDITIONAL
                ? AuthorizeResult.DENY
                : result,
          };
        }),
      authorizeConditional: async (queries, { credentials }) =>
        queries.map(({ permission }) =>
          decide(personOf(credentials), permission),
        ),
    }),
    registry: mockServices.permissionsRegistry.mock({
      getPermissionRuleset: () => ({
        getRuleByName: (name: string): never => {
          const rule = rules.get(name as 'IS_OWNER');
          if (!rule) {
            throw new Error(`No rule ${name}`);
          }
          return rule as never;
        },
      }),
    }),
  };
}
