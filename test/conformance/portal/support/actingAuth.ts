import {
  coreServices,
  createServiceFactory,
} from '@backstage/backend-plugin-api';
import { mockCredentials, mockServices } from '@backstage/backend-test-utils';
import { z } from 'zod';

const SERVICE_TOKEN = /^mock-service-token:(.*)$/;
const onBehalfSchema = z.object({ obo: z.string() });

/** The user in whose name a plugin asks, when it is that sort of token. */
function readActing(token: string): string | undefined {
  const content = SERVICE_TOKEN.exec(token)?.[1];
  const parsed = onBehalfSchema.safeParse(content && JSON.parse(content));
  return parsed.success ? parsed.data.obo : undefined;
}

/**
 * Sign-in of the tests. Unlike Backstage's own stand-in it says when a plugin acts for a user: the permission backend
 * tells conditions to plugins only.
 */
export const actingAuth = createServiceFactory({
  service: coreServices.auth,
  deps: { plugin: coreServices.pluginMetadata },
  factory: ({ plugin }) => {
    const auth = mockServices.auth({ pluginId: plugin.getId() });
    return mockServices.auth.mock({
      isPrincipal: ((credentials, type) =>
        auth.isPrincipal(credentials, type)) as typeof auth.isPrincipal,
      getNoneCredentials: () => auth.getNoneCredentials(),
      getOwnServiceCredentials: () => auth.getOwnServiceCredentials(),
      getPluginRequestToken: options => auth.getPluginRequestToken(options),
      getLimitedUserToken: credentials => auth.getLimitedUserToken(credentials),
      authenticate: async (token, options) => {
        const credentials = await auth.authenticate(token, options);
        const user = readActing(token);
        return user === undefined
          ? credentials
          : mockCredentials.user(user, {
              actor: { subject: 'plugin:corridors' },
            });
      },
    });
  },
});
