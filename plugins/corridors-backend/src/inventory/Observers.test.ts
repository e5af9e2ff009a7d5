import { buildFleet } from '@corridors/model';
import type { EnvironmentConnection } from '../configuration';
import { FakeObservers } from '../__testUtils__/FakeObservers';
import { environmentYaml } from '../__testUtils__/repository';
import { Observers } from './Observers';

const connection = (name: string): EnvironmentConnection => ({
  name,
  cluster: { name, connection: { server: `https://${name}.example` } },
  aws: { endpoints: { forcePathStyle: false }, frequencySeconds: 300 },
  nodeRole: { kind: 'none' },
  verification: { live: true, requestsPerSecond: 10 },
});

const connections = new Map(
  ['single1', 'single2'].map(name => [name, connection(name)]),
);

const fleetOf = (environments: Record<string, string>) =>
  buildFleet(
    Object.entries(environments).map(([name, content]) => ({
      path: `environments/${name}.yaml`,
      content,
    })),
  );

const single1 = environmentYaml;
const single2 = environmentYaml.replace('name: single1', 'name: single2');

describe('Observers', () => {
  let factory: FakeObservers;
  let observers: Observers;

  beforeEach(() => {
    factory = new FakeObservers();
    observers = new Observers(factory, connections, () => {});
  });

  it('watches an environment as long as the repository has it', async () => {
    observers.follow(fleetOf({ single1 }));
    observers.follow(fleetOf({ single1 }));
    expect(factory.life).toEqual(['start single1', 'start 111122223333']);
    observers.follow(fleetOf({}));
    await observers.stop();
    expect(factory.life.slice(2)).toEqual([
      'stop single1',
      'stop 111122223333',
    ]);
    expect(observers.clusters().size).toBe(0);
  });

  it('watches an account once, however many environments it has', () => {
    observers.follow(fleetOf({ single1, single2 }));
    expect(factory.life).toEqual([
      'start single1',
      'start 111122223333',
      'start single2',
    ]);
  });

  it('does not watch what app-config does not have', () => {
    observers.follow(
      fleetOf({
        other: environmentYaml.replace('name: single1', 'name: other'),
      }),
    );
    expect(factory.life).toEqual([]);
  });

  it('watches anew when the namespace of AWS resources moves', async () => {
    observers.follow(fleetOf({ single1 }));
    observers.follow(
      fleetOf({
        single1: single1.replace(
          'awsNamespace: corridors-aws',
          'awsNamespace: ack-objects',
        ),
      }),
    );
    await observers.stop();
    expect(factory.life.slice(2, 4)).toEqual(['stop single1', 'start single1']);
  });

  it('stops everything', async () => {
    observers.follow(fleetOf({ single1, single2 }));
    await observers.stop();
    expect(factory.life.filter(event => event.startsWith('stop'))).toHaveLength(
      3,
    );
  });
});
