import { createBackend } from '@backstage/backend-defaults';

const backend = createBackend();

backend.add(import('@backstage/plugin-app-backend'));
backend.add(import('@backstage/plugin-events-backend'));
backend.add(import('@backstage/plugin-signals-backend'));

backend.add(import('@backstage/plugin-auth-backend'));
backend.add(import('@backstage/plugin-auth-backend-module-oidc-provider'));

backend.add(import('@backstage/plugin-permission-backend'));
backend.add(import('./permissions/examplePolicyModule'));

backend.add(import('@backstage/plugin-catalog-backend'));
backend.add(
  import('@backstage/plugin-catalog-backend-module-scaffolder-entity-model'),
);
backend.add(import('@corridors/plugin-catalog-backend-module-corridors'));

backend.add(import('@backstage/plugin-scaffolder-backend'));
backend.add(import('@corridors/plugin-scaffolder-backend-module-corridors'));

backend.add(import('@corridors/plugin-corridors-backend'));

backend.start();
