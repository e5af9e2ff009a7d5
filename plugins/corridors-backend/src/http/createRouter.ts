import { buildOpenApiDocument } from '@corridors/plugin-corridors-common';
import express, { type Router } from 'express';
import PromiseRouter from 'express-promise-router';
import { auditRefusals } from './audit';
import { addCorridorRoutes } from './corridors';
import { addEnvironmentRoutes } from './environments';
import { addRequestRoutes } from './requests';
import type { RouterServices } from './RouterServices';
import { validateRequests } from './validateRequests';
import { addVerificationRoutes } from './verifications';

/** The HTTP API of the plugin, as its OpenAPI document describes it. */
export function createRouter(services: RouterServices): Router {
  const router = PromiseRouter();
  router.use(express.json());
  router.use(...validateRequests(buildOpenApiDocument()));
  addEnvironmentRoutes(router, services);
  addCorridorRoutes(router, services);
  addRequestRoutes(router, services);
  addVerificationRoutes(router, services);
  router.use(auditRefusals(services.auditor));
  return router;
}
