import { fireEvent, render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type {
  CellAnswer,
  Identity,
  Operation,
  Resource,
  Verdict,
} from '@corridors/model';
import { AccessMatrix } from './AccessMatrix';
import type { MatrixData } from './buildGrid';
import type { MatrixCell } from './judgeCell';

function identity(corridor: string): Identity {
  return {
    kind: 'corridor',
    id: `corridor:${corridor}`,
    corridor,
    environment: 'single1',
    accountId: '111122223333',
    roleArn: `arn:aws:iam::111122223333:role/single1_${corridor}`,
    namespace: corridor,
    serviceAccount: corridor,
  };
}

function bucket(corridor: string): Resource {
  return {
    kind: 'bucket',
    id: `bucket:${corridor}-primary`,
    name: `${corridor}-primary`,
    accountId: '111122223333',
    region: 'eu-west-3',
    owner: { kind: 'corridor', corridor },
    environment: 'single1',
  };
}

function cell(
  who: string,
  operation: Operation,
  what: string,
  intended: Verdict,
  observed?: Verdict,
): MatrixCell {
  const id = `corridor:${who} ${operation} bucket:${what}-primary`;
  const covered = (
    view: 'intended' | 'observed',
    verdict: Verdict,
  ): CellAnswer => ({
    cell: id,
    view,
    covered: true,
    verdict,
    evidence: [],
  });
  return {
    id,
    identity: `corridor:${who}`,
    resource: `bucket:${what}-primary`,
    operation,
    answers: [
      covered('intended', intended),
      ...(observed ? [covered('observed', observed)] : []),
    ],
  };
}

const DATA: MatrixData = {
  identities: [identity('gha1'), identity('gha2')],
  resources: [bucket('gha1'), bucket('gha2')],
  cells: [
    cell('gha1', 'list', 'gha1', 'allow', 'allow'),
    cell('gha1', 'list', 'gha2', 'deny', 'allow'),
    cell('gha1', 'read', 'gha2', 'deny', 'deny'),
    cell('gha2', 'list', 'gha1', 'deny', 'inconclusive'),
    cell('gha2', 'list', 'gha2', 'allow', 'deny'),
    cell('gha2', 'administer', 'gha2', 'deny'),
  ],
};

function tile(name: string) {
  return screen.getByRole('gridcell', { name });
}

describe('AccessMatrix', () => {
  it('shows the loudest outcome of a corridor pair and counts the others', () => {
    render(<AccessMatrix data={DATA} label="Access" onOpen={() => {}} />);
    expect(
      tile('gha1 to gha2: 1 leak, 1 denied as intended'),
    ).toHaveTextContent('1');
    expect(tile('gha2 to gha2: 1 blocked, 1 not covered')).toBeInTheDocument();
    expect(tile('gha2 to gha1: 1 unproven')).toBeInTheDocument();
  });

  it('has one tile in the tab order, moves by arrow keys and stops at the edges', async () => {
    render(<AccessMatrix data={DATA} label="Access" onOpen={() => {}} />);
    const first = tile('gha1 to gha1: 1 allowed as intended');
    expect(
      screen
        .getAllByRole('gridcell')
        .filter(candidate => candidate.tabIndex === 0),
    ).toEqual([first]);
    first.focus();
    await userEvent.keyboard('{ArrowRight}');
    expect(tile('gha1 to gha2: 1 leak, 1 denied as intended')).toHaveFocus();
    await userEvent.keyboard('{ArrowRight}{ArrowDown}');
    expect(tile('gha2 to gha2: 1 blocked, 1 not covered')).toHaveFocus();
    await userEvent.keyboard('{Control>}{Home}{/Control}');
    expect(first).toHaveFocus();
  });

  it('opens a tile with Enter and with a click', async () => {
    const onOpen = jest.fn();
    render(<AccessMatrix data={DATA} label="Access" onOpen={onOpen} />);
    const leak = tile('gha1 to gha2: 1 leak, 1 denied as intended');
    leak.focus();
    await userEvent.keyboard('{Enter}');
    fireEvent.click(leak);
    expect(onOpen).toHaveBeenCalledTimes(2);
    expect(onOpen.mock.calls[0][0].cells).toHaveLength(2);
  });

  it('narrows to what differs', async () => {
    const agreeing = { ...DATA, cells: DATA.cells.slice(0, 1) };
    render(<AccessMatrix data={agreeing} label="Access" onOpen={() => {}} />);
    await userEvent.click(
      screen.getByRole('switch', { name: 'Only what differs' }),
    );
    expect(
      screen.getByText('Nothing differs from what is intended.'),
    ).toBeInTheDocument();
  });

  it('says the same as text, differences first', () => {
    render(<AccessMatrix data={DATA} label="Access" onOpen={() => {}} />);
    expect(
      screen.getByText(
        'gha2: 1 leak, 1 denied as intended; gha1: 1 allowed as intended',
      ),
    ).toBeInTheDocument();
  });

  it('keeps a large fleet out of the document but for what is in sight', () => {
    const names = Array.from({ length: 200 }, (_, index) => `team${index}`);
    const fleet: MatrixData = {
      identities: names.map(identity),
      resources: names.map(bucket),
      cells: names.map(name => cell(name, 'list', name, 'allow', 'allow')),
    };
    render(<AccessMatrix data={fleet} label="Access" onOpen={() => {}} />);
    expect(screen.getByRole('grid')).toHaveAttribute('aria-rowcount', '201');
    expect(
      screen.getAllByRole('gridcell', { hidden: true }).length,
    ).toBeLessThan(4000);
  });
});
