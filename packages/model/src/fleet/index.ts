export { buildFleet } from './buildFleet';
export type { Fleet, InvalidFile, RepositoryFile } from './fleet';
