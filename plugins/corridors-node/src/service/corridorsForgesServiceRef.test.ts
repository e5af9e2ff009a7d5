import {
  createServiceFactory,
  createServiceRef,
} from '@backstage/backend-plugin-api';
import {
  mockServices,
  ServiceFactoryTester,
} from '@backstage/backend-test-utils';
import type { Forge } from '../forge';
import { corridorsForgeFactoryServiceRef } from './forgeFactoryServiceRef';
import {
  type CorridorsForges,
  corridorsForgesServiceRef,
} from './corridorsForgesServiceRef';

/** Depends on the service as a plugin does, which has it made by its default factory. */
const dependent = createServiceFactory({
  service: createServiceRef<CorridorsForges>({ id: 'dependent' }),
  deps: { forges: corridorsForgesServiceRef },
  factory: ({ forges }) => forges,
});

const config = mockServices.rootConfig.factory({
  data: {
    integrations: {
      github: [
        {
          host: 'ghe.example.com',
          apiBaseUrl: 'https://ghe.example.com/api/v3',
        },
      ],
    },
  },
});

describe('corridorsForgesServiceRef', () => {
  it('serves the hosts of the integrations', async () => {
    const forges = await ServiceFactoryTester.from(dependent, {
      dependencies: [config],
    }).getSubject();
    expect(forges.forRepository('https://ghe.example.com/a/b').id).toBe(
      'github',
    );
    expect(() => forges.forRepository('https://git.example.com/a/b')).toThrow(
      /no integration is configured for git\.example\.com/,
    );
  });

  it('serves the hosts of every installed factory', async () => {
    const forge = { id: 'gitea' } as Forge;
    const gitea = createServiceFactory({
      service: corridorsForgeFactoryServiceRef,
      deps: {},
      factory: () => ({
        id: 'gitea',
        hosts: ['git.example.com'],
        create: (repoUrl: string) =>
          repoUrl.startsWith('https://git.example.com/') ? forge : undefined,
      }),
    });
    const forges = await ServiceFactoryTester.from(dependent, {
      dependencies: [config, gitea],
    }).getSubject();
    expect(forges.forRepository('https://git.example.com/a/b')).toBe(forge);
  });
});
