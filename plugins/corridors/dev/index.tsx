import {
  ApiBlueprint,
  createFrontendModule,
} from '@backstage/frontend-plugin-api';
import { createDevApp } from '@backstage/frontend-dev-utils';
import { corridorsApiRef } from '@corridors/plugin-corridors-react';
import plugin from '../src';
import { FixtureApi } from '../src/__fixtures__';

/**
 * The pages over a portal in memory. The query string says what the portal is like: `?fixture=fleet`, `large`, `trouble`, `empty`,
 * `forbidden`, `slow` or `down`; nothing for the usual one.
 */
function fixtureApi(): FixtureApi {
  const wanted =
    new URLSearchParams(window.location.search).get('fixture') ??
    sessionStorage.getItem('fixture');
  sessionStorage.setItem('fixture', wanted ?? '');
  const delayMilliseconds = 150;
  switch (wanted) {
    case 'fleet':
      return new FixtureApi({ delayMilliseconds, extraCorridors: 30 });
    case 'large':
      return new FixtureApi({
        delayMilliseconds,
        extraCorridors: 195,
        isUnverified: true,
      });
    case 'trouble':
      return new FixtureApi({ delayMilliseconds, isTroubled: true });
    case 'empty':
      return new FixtureApi({ delayMilliseconds, isEmpty: true });
    case 'forbidden':
      return new FixtureApi({
        delayMilliseconds,
        error: Object.assign(new Error('No'), { name: 'NotAllowedError' }),
      });
    case 'down':
      return new FixtureApi({
        delayMilliseconds,
        error: new TypeError('Failed to fetch'),
      });
    case 'slow':
      return new FixtureApi({ delayMilliseconds: 60_000 });
    default:
      return new FixtureApi({ delayMilliseconds });
  }
}

const fixtures = createFrontendModule({
  pluginId: 'corridors',
  extensions: [
    ApiBlueprint.make({
      params: defineParams =>
        defineParams({ api: corridorsApiRef, deps: {}, factory: fixtureApi }),
    }),
  ],
});

createDevApp({ features: [plugin, fixtures] });
