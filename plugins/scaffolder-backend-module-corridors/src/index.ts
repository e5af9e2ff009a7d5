/**
 * Scaffolder actions that check, render and propose a corridor.
 *
 * @packageDocumentation
 */
export { createPreflightAction } from './actions/preflight';
export { createPullRequestAction } from './actions/pullRequest';
export { createRenderAction } from './actions/render';
export { CorridorsGateway, type Initiator } from './corridors/CorridorsGateway';
export { scaffolderModuleCorridors as default } from './module';
