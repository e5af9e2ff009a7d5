export type { Fleet, InvalidFile, RepositoryFile } from './fleet';
