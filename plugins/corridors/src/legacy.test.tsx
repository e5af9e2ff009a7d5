import { permissionApiRef } from '@backstage/plugin-permission-react';
import {
  MockPermissionApi,
  renderInTestApp,
  TestApiProvider,
} from '@backstage/test-utils';
import { corridorsApiRef } from '@corridors/plugin-corridors-react';
import { screen } from '@testing-library/react';
import { FixtureApi } from './__fixtures__';
import { CorridorsPage, isCorridorEntity } from './legacy';
import { Route, Routes } from './navigation';

describe('legacy', () => {
  it('mounts all pages in an app of the old frontend system', async () => {
    await renderInTestApp(
      <TestApiProvider
        apis={[
          [corridorsApiRef, new FixtureApi()],
          [permissionApiRef, new MockPermissionApi()],
        ]}
      >
        <Routes>
          <Route path="/corridors/*" element={<CorridorsPage />} />
        </Routes>
      </TestApiProvider>,
      { routeEntries: ['/corridors'] },
    );
    expect(
      await screen.findByRole('heading', {
        name: '5 of 6 corridors need attention',
      }),
    ).toBeInTheDocument();
    expect(screen.getByRole('link', { name: 'Security' })).toHaveAttribute(
      'href',
      '/corridors/security',
    );
  });

  it.each([
    ['Resource', 'spark-corridor', true],
    ['Resource', 'database', false],
    ['Component', 'spark-corridor', false],
  ])('takes a %s of type %s for a corridor: %s', (kind, type, expected) => {
    const entity = {
      apiVersion: 'backstage.io/v1alpha1',
      kind,
      metadata: { name: 'gha1' },
      spec: { type },
    };
    expect(isCorridorEntity(entity)).toBe(expected);
  });
});
