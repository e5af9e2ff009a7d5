import type { Entity } from '@backstage/catalog-model';
import { mockApis, renderInTestApp } from '@backstage/frontend-test-utils';
import { EntityProvider } from '@backstage/plugin-catalog-react';
import { corridorsApiRef } from '@corridors/plugin-corridors-react';
import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { FixtureApi } from '../../__fixtures__';
import { rootRouteRef } from '../../routes';
import { EntityCorridorCard } from './EntityCorridorCard';
import { EntityCorridorContent } from './EntityCorridorContent';

const ENTITY: Entity = {
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Resource',
  metadata: {
    name: 'billing-corridor',
    annotations: { 'corridors.dev/corridor': 'billing' },
  },
  spec: { type: 'spark-corridor', owner: 'group:default/finance' },
};

function renderForEntity(element: JSX.Element) {
  return renderInTestApp(
    <EntityProvider entity={ENTITY}>{element}</EntityProvider>,
    {
      mountedRoutes: { '/corridors': rootRouteRef },
      apis: [[corridorsApiRef, new FixtureApi()], mockApis.permission()],
    },
  );
}

describe('EntityCorridorCard', () => {
  it('shows the corridor that the annotation names, and leads to its page', async () => {
    renderForEntity(<EntityCorridorCard />);
    expect(
      await screen.findByText('Its role does not exist.'),
    ).toBeInTheDocument();
    expect(
      screen.getByRole('link', { name: 'Corridor billing' }),
    ).toHaveAttribute('href', '/corridors/billing');
  });
});

describe('EntityCorridorContent', () => {
  it('shows the parts of the corridor page as tabs', async () => {
    renderForEntity(<EntityCorridorContent />);
    expect(
      await screen.findByText('The role lake1_billing does not exist'),
    ).toBeInTheDocument();
    await userEvent.click(screen.getByRole('tab', { name: 'Connect' }));
    expect(
      (await screen.findAllByText('spark-defaults.conf')).length,
    ).toBeGreaterThan(0);
  });
});
