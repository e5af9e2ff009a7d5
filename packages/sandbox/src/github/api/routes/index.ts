import type { ApiRoute } from '../ApiRoute';
import { checkRoutes } from './checkRoutes';
import { contentRoutes } from './contentRoutes';
import { gitRoutes } from './gitRoutes';
import { issueRoutes } from './issueRoutes';
import { pullRoutes } from './pullRoutes';
import { repositoryRoutes } from './repositoryRoutes';

/** Every operation on a repository, in the order of matching. */
export const apiRoutes: readonly ApiRoute[] = [
  ...checkRoutes,
  ...repositoryRoutes,
  ...gitRoutes,
  ...contentRoutes,
  ...pullRoutes,
  ...issueRoutes,
];
