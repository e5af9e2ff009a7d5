import { createApp } from '@backstage/frontend-defaults';
import catalogPlugin from '@backstage/plugin-catalog/alpha';
import orgPlugin from '@backstage/plugin-org/alpha';
import scaffolderPlugin from '@backstage/plugin-scaffolder/alpha';
import signalsPlugin from '@backstage/plugin-signals/alpha';
import userSettingsPlugin from '@backstage/plugin-user-settings/alpha';
import corridorsPlugin from '@corridors/plugin-corridors';
import corridorsScaffolderModule from '@corridors/plugin-scaffolder-module-corridors';
import { navigationModule } from './navigation';
import { signInModule } from './signIn';

/** The portal: the corridors pages, the catalog and the request form. */
export default createApp({
  features: [
    corridorsPlugin,
    corridorsScaffolderModule,
    catalogPlugin,
    orgPlugin,
    scaffolderPlugin,
    signalsPlugin,
    userSettingsPlugin,
    navigationModule,
    signInModule,
  ],
});
