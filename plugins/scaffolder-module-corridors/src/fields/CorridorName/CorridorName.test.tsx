import { act, render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type { DerivedNames } from '@corridors/model';
import { FieldHarness } from '../../__testUtils__/FieldHarness';
import { nameIn, PreflightBackend } from '../../__testUtils__/PreflightBackend';
import { CorridorName } from './CorridorName';

const NAMES: DerivedNames = {
  namespace: 'gha3',
  serviceAccount: 'gha3',
  roleName: 'single1_gha3',
  roleArn: 'arn:aws:iam::111122223333:role/corridors/single1_gha3',
  policyName: 'single1_gha3',
  policyArn: 'arn:aws:iam::111122223333:policy/corridors/single1_gha3',
  bucketPrefix: 'gha3-',
  buckets: [],
};

function renderName(backend: PreflightBackend) {
  render(
    <FieldHarness
      field={CorridorName}
      name="name"
      api={backend.client}
      formData={{ environment: 'single1' }}
    />,
  );
}

describe('CorridorName', () => {
  beforeEach(() => jest.useFakeTimers());
  afterEach(() => jest.useRealTimers());

  const pass = (milliseconds: number) =>
    act(() => jest.advanceTimersByTimeAsync(milliseconds));
  const user = () =>
    userEvent.setup({ advanceTimers: jest.advanceTimersByTime });

  it('asks once after typing pauses for 300 ms', async () => {
    const backend = new PreflightBackend(() => ({
      ok: true,
      problems: [],
      names: NAMES,
    }));
    renderName(backend);
    await user().type(screen.getByRole('textbox'), 'gha3');
    await pass(299);
    expect(backend.asked).toHaveLength(0);
    await pass(1);
    expect(backend.asked).toEqual([
      {
        stage: 'name',
        spec: { metadata: { name: 'gha3' }, spec: { environment: 'single1' } },
      },
    ]);
  });

  it('shows the names that would follow', async () => {
    renderName(
      new PreflightBackend(() => ({ ok: true, problems: [], names: NAMES })),
    );
    await user().type(screen.getByRole('textbox'), 'gha3');
    await pass(300);
    expect(
      screen.getByText('This name is free. It will create:'),
    ).toBeInTheDocument();
    expect(
      screen.getByText('arn:aws:iam::111122223333:role/corridors/single1_gha3'),
    ).toBeInTheDocument();
    expect(screen.getByText('gha3-…')).toBeInTheDocument();
  });

  it('shows the problems of a name beside the field', async () => {
    const message = 'gha- and gha-common-1 begin each other.';
    renderName(
      new PreflightBackend(() => ({
        ok: false,
        problems: [{ code: 'prefix', severity: 'error', message }],
      })),
    );
    await user().type(screen.getByRole('textbox'), 'gha');
    await pass(300);
    expect(screen.getByText(message)).toBeInTheDocument();
    expect(screen.getByRole('textbox')).toBeInvalid();
  });

  it('gives up the former question, and never shows its answer', async () => {
    const answers: (() => void)[] = [];
    const backend = new PreflightBackend(
      body =>
        new Promise(resolve => {
          const message = `about ${nameIn(body)}`;
          answers.push(() =>
            resolve({
              ok: false,
              problems: [{ code: 'x', severity: 'error', message }],
            }),
          );
        }),
    );
    renderName(backend);
    await user().type(screen.getByRole('textbox'), 'gha');
    await pass(300);
    await user().type(screen.getByRole('textbox'), '3');
    await pass(300);
    expect(backend.asked.map(nameIn)).toEqual(['gha', 'gha3']);
    expect(backend.aborted).toBe(1);
    answers[1]?.();
    answers[0]?.();
    await pass(0);
    expect(screen.getByText('about gha3')).toBeInTheDocument();
    expect(screen.queryByText('about gha')).not.toBeInTheDocument();
  });

  it('says that it could not check, and checks again', async () => {
    let isDown = true;
    const backend = new PreflightBackend(() => {
      if (isDown) {
        throw new TypeError('Failed to fetch');
      }
      return { ok: true, problems: [], names: NAMES };
    });
    renderName(backend);
    await user().type(screen.getByRole('textbox'), 'gha3');
    await pass(300);
    expect(
      screen.getByText(/it is not known whether this name is free/),
    ).toBeInTheDocument();
    isDown = false;
    await user().click(screen.getByRole('button', { name: 'Check again' }));
    await pass(300);
    expect(
      screen.getByText('This name is free. It will create:'),
    ).toBeInTheDocument();
  });
});
