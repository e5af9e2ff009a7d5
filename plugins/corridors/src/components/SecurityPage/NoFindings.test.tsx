import type { RunDetail } from '@corridors/plugin-corridors-common';
import { render, screen } from '@testing-library/react';
import { NoFindings } from './NoFindings';

describe('NoFindings', () => {
  it.each<[RunDetail['state'], string]>([
    ['queued', 'No finding so far'],
    ['running', 'No finding so far'],
    ['succeeded', 'No findings'],
    ['failed', 'No result'],
    ['cancelled', 'No result'],
    ['interrupted', 'No result'],
  ])('says of a run that is %s: %s', (state, title) => {
    render(<NoFindings run={{ state }} />);
    expect(screen.getByText(title)).toBeInTheDocument();
  });
});
