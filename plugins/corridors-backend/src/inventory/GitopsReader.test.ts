import { mockServices } from '@backstage/backend-test-utils';
import { FakeUrlReader } from '../__testUtils__/FakeUrlReader';
import { corridorYaml, repositoryFiles } from '../__testUtils__/repository';
import { GitopsReader } from './GitopsReader';

const START = Date.parse('2026-11-23T10:00:00.000Z');

function setUp(timeoutMilliseconds?: number) {
  const urlReader = new FakeUrlReader(repositoryFiles());
  let now = START;
  let changes = 0;
  const reader = GitopsReader.create({
    url: 'http://forge.example/platform/gitops/tree/main',
    urlReader,
    clock: () => new Date(now),
    logger: mockServices.logger.mock(),
    onChange: () => {
      changes += 1;
    },
    timeoutMilliseconds,
  });
  return {
    urlReader,
    reader,
    changes: () => changes,
    pass: (seconds: number) => {
      now += seconds * 1000;
    },
  };
}

describe('GitopsReader', () => {
  it('says syncing until it has read', async () => {
    const { reader } = setUp();
    expect(reader.tree()).toBeUndefined();
    expect(reader.source().state).toBe('syncing');
  });

  it('reads a fleet and tells once', async () => {
    const { reader, changes } = setUp();
    await reader.refresh();
    expect(
      reader.tree()?.fleet.corridors.map(corridor => corridor.metadata.name),
    ).toEqual(['gha1', 'gha2']);
    expect(reader.source()).toMatchObject({
      state: 'live',
      asOf: '2026-11-23T10:00:00.000Z',
    });
    await reader.refresh();
    expect(changes()).toBe(1);
  });

  it('shows a file that does not parse as invalid and keeps the rest', async () => {
    const { reader, urlReader } = setUp();
    urlReader.write({ 'corridors/gha3/corridor.yaml': '- not a mapping' });
    await reader.refresh();
    expect(reader.tree()?.fleet.corridors).toHaveLength(2);
    expect(reader.tree()?.fleet.invalid).toMatchObject([
      { name: 'gha3', file: 'corridors/gha3/corridor.yaml' },
    ]);
  });

  it('keeps the last good fleet while the forge is down, says stale, and recovers', async () => {
    const { reader, urlReader, pass, changes } = setUp();
    await reader.refresh();
    urlReader.failure = new Error('502 Bad Gateway');
    pass(15);
    await reader.refresh();
    expect(reader.tree()?.fleet.corridors).toHaveLength(2);
    expect(reader.source()).toMatchObject({
      state: 'stale',
      asOf: '2026-11-23T10:00:00.000Z',
      since: '2026-11-23T10:00:15.000Z',
      message: 'The GitOps repository cannot be read: 502 Bad Gateway',
    });
    urlReader.failure = undefined;
    urlReader.write({ 'corridors/gha3/corridor.yaml': corridorYaml('gha3') });
    await reader.refresh();
    expect(reader.source().state).toBe('live');
    expect(reader.tree()?.fleet.corridors).toHaveLength(3);
    expect(changes()).toBe(3);
  });

  it('says unavailable when it never could read', async () => {
    const { reader, urlReader } = setUp();
    urlReader.failure = new Error('401 Unauthorized');
    await reader.refresh();
    expect(reader.source()).toMatchObject({
      state: 'unavailable',
      message: expect.stringContaining('401'),
    });
  });

  it('gives up on a forge that hangs', async () => {
    const { reader, urlReader } = setUp(20);
    urlReader.hangs = true;
    await reader.refresh();
    expect(reader.source()).toMatchObject({
      state: 'unavailable',
      message: expect.stringContaining('no answer within'),
    });
  });

  it('does not call live what nobody has read for a minute', async () => {
    const { reader, pass } = setUp();
    await reader.refresh();
    pass(61);
    expect(reader.source().state).toBe('stale');
  });

  it('shares one read among calls at a time', async () => {
    const { reader, urlReader } = setUp();
    await Promise.all([reader.refresh(), reader.refresh(), reader.refresh()]);
    expect(urlReader.reads).toBe(1);
  });
});
