import {
  corridorsEnvironmentReadPermission,
  type EnvironmentList,
} from '@corridors/plugin-corridors-common';
import type { Router } from 'express';
import { summarizeEnvironments } from '../inventory';
import { readUser, requireSnapshot } from './readers';
import type { RouterServices } from './RouterServices';

/** Routes of environments. */
export function addEnvironmentRoutes(
  router: Router,
  services: RouterServices,
): void {
  const { authorizer, inventory, configuration } = services;

  router.get('/v1/environments', async (request, response) => {
    await authorizer.require(
      corridorsEnvironmentReadPermission,
      await readUser(services, request),
    );
    const { fleet, sources } = requireSnapshot(inventory);
    const answer: EnvironmentList = {
      items: summarizeEnvironments(fleet, configuration.environments, sources),
      // What failed and where is for the pages of corridors; a form needs no address.
      sources: sources.map(({ message: _message, ...source }) => source),
    };
    response.json(answer);
  });
}
