import { useRouteRef } from '@backstage/core-plugin-api';
import { useMemo } from 'react';
import { useNavigate, useSearchParams } from 'react-router-dom';
import { rootRouteRef } from './routes';

export { Route, Routes, useParams } from 'react-router-dom';

/** Where our pages are. The only place that knows their paths below the root, besides the route table. */
export interface Paths {
  corridors(query?: Readonly<Record<string, string>>): string;
  corridor(name: string, tab?: string): string;
  security(scope?: string): string;
  run(id: string): string;
  requests(): string;
  request(id: string): string;
}

/** {@link Paths} of the app that we are mounted in. */
export function usePaths(): Paths {
  const root = useRouteRef(rootRouteRef)().replace(/\/$/, '');
  return useMemo(
    () => ({
      corridors: query =>
        query ? `${root}?${new URLSearchParams(query)}` : root || '/',
      corridor: (name, tab) =>
        `${root}/${encodeURIComponent(name)}${tab ? `/${tab}` : ''}`,
      security: scope =>
        `${root}/security${scope ? `?scope=${encodeURIComponent(scope)}` : ''}`,
      run: id => `${root}/security/runs/${encodeURIComponent(id)}`,
      requests: () => `${root}/requests`,
      request: id => `${root}/requests/${encodeURIComponent(id)}`,
    }),
    [root],
  );
}

/** Goes to another page. */
export function useGoTo(): (path: string) => void {
  const navigate = useNavigate();
  return path => navigate(path);
}

/** One parameter of the query string, and how to change some of them; an empty value takes a parameter out. */
export function useQuery(): readonly [
  URLSearchParams,
  (changes: Readonly<Record<string, string>>) => void,
] {
  const [parameters, setParameters] = useSearchParams();
  const change = (changes: Readonly<Record<string, string>>) =>
    setParameters(
      previous => {
        const next = new URLSearchParams(previous);
        for (const [name, value] of Object.entries(changes)) {
          if (value) {
            next.set(name, value);
          } else {
            next.delete(name);
          }
        }
        return next;
      },
      { replace: true },
    );
  return [parameters, change];
}
