import type { Finding, Resource } from '@corridors/model';
import { isConcernOf } from './isConcernOf';

const bucket = (corridor: string): Resource => ({
  kind: 'bucket',
  id: `bucket:${corridor}-primary`,
  name: `${corridor}-primary`,
  accountId: '111122223333',
  region: 'eu-west-3',
  owner: { kind: 'corridor', corridor },
  environment: 'single1',
});

const resources = new Map(
  [bucket('gha1'), bucket('gha2'), bucket('gha3')].map(one => [one.id, one]),
);

const finding = (kind: Finding['kind'], cells: string[]): Finding => ({
  id: 'finding',
  kind,
  title: '',
  explanation: '',
  nextAction: '',
  cells,
  views: ['observed'],
  environments: ['single1'],
  corridors: ['gha1', 'gha2', 'gha3'],
});

describe('isConcernOf', () => {
  const leak = finding('leak', ['corridor:gha1 list bucket:gha2-primary']);
  const row = finding('unproven', [
    'corridor:gha1 list bucket:gha2-primary',
    'corridor:gha1 list bucket:gha3-primary',
  ]);
  const column = finding('unproven', [
    'corridor:gha1 list bucket:gha3-primary',
    'corridor:gha2 list bucket:gha3-primary',
  ]);

  it.each<[string, Finding, string, boolean]>([
    ['a leak concerns who reaches', leak, 'gha1', true],
    ['a leak concerns whom it reaches', leak, 'gha2', true],
    [
      'what is not proven of one identity concerns its corridor',
      row,
      'gha1',
      true,
    ],
    [
      'what is not proven of one identity concerns no other',
      row,
      'gha2',
      false,
    ],
    [
      'what is not proven of one bucket concerns its corridor',
      column,
      'gha3',
      true,
    ],
    [
      'what is not proven of one bucket concerns no other',
      column,
      'gha1',
      false,
    ],
  ])('%s', (_what, one, corridor, expected) => {
    expect(isConcernOf(one, corridor, resources)).toBe(expected);
  });
});
