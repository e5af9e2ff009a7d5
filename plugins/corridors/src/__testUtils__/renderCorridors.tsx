import { mockApis, renderTestApp } from '@backstage/frontend-test-utils';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import type { CorridorsApi } from '@corridors/plugin-corridors-common';
import { useLocation } from 'react-router-dom';
import {
  AppRootElementBlueprint,
  fetchApiRef,
} from '@backstage/frontend-plugin-api';
import plugin from '..';
import { FixtureApi } from '../__fixtures__';
import { fixtureFetch } from './fixtureFetch';

function Address() {
  const { pathname, search } = useLocation();
  return <output data-testid="address">{`${pathname}${search}`}</output>;
}

const address = AppRootElementBlueprint.make({
  name: 'address',
  params: { element: <Address /> },
});

/** Renders the plugin in an app, at a path, over a portal in memory that is reached by the real client. */
export function renderCorridors(
  path: string,
  api: CorridorsApi = new FixtureApi(),
  mayEverything = true,
) {
  return renderTestApp({
    features: [plugin],
    extensions: [address],
    initialRouteEntries: [path],
    apis: [
      [fetchApiRef, { fetch: fixtureFetch(api) }],
      mockApis.permission({
        authorize: mayEverything ? AuthorizeResult.ALLOW : AuthorizeResult.DENY,
      }),
    ],
  });
}
