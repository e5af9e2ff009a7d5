/** The tabs of a corridor's page, in order; the first has no path of its own. */
export const corridorTabs = [
  { id: 'overview', label: 'Overview', path: '' },
  { id: 'buckets', label: 'Buckets', path: 'buckets' },
  { id: 'roles', label: 'Roles', path: 'roles' },
  { id: 'credentials', label: 'Credentials', path: 'credentials' },
  { id: 'spark', label: 'Spark runs', path: 'spark' },
  { id: 'access', label: 'Access', path: 'access' },
  { id: 'connect', label: 'Connect', path: 'connect' },
  { id: 'activity', label: 'Activity', path: 'activity' },
] as const;

/** Which tab is shown. */
export type CorridorTab = (typeof corridorTabs)[number]['id'];

/** The tab of a path; the overview when there is none of that name. */
export function tabOf(path: string | undefined): CorridorTab {
  return corridorTabs.find(tab => tab.path === (path ?? ''))?.id ?? 'overview';
}
