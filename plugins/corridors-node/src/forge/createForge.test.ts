import { ConfigReader } from '@backstage/config';
import { ScmIntegrations } from '@backstage/integration';
import { createForge } from './createForge';
import type { Forge } from './Forge';

const integrations = ScmIntegrations.fromConfig(
  new ConfigReader({
    integrations: {
      github: [
        {
          host: 'ghe.example.com',
          apiBaseUrl: 'https://ghe.example.com/api/v3',
          token: 'x',
        },
      ],
      gitlab: [
        {
          host: 'gitlab.example.com',
          apiBaseUrl: 'https://gitlab.example.com/api/v4',
          token: 'x',
        },
      ],
    },
  }),
);

describe('createForge', () => {
  it.each([
    'https://github.com/platform/corridors-gitops',
    'https://ghe.example.com/platform/corridors-gitops.git',
  ])('takes GitHub for %s', repoUrl => {
    expect(createForge(repoUrl, { integrations }).id).toBe('github');
  });

  it.each([
    [
      'https://gitlab.example.com/a/b',
      /gitlab\.example\.com is configured as gitlab, and no forge of that kind/,
    ],
    [
      'https://elsewhere.example.com/a/b',
      /no integration is configured for elsewhere\.example\.com/,
    ],
    [
      'https://elsewhere.example.com/a/b',
      /Known are GitHub \(ghe\.example\.com, github\.com\)/,
    ],
    ['platform/corridors-gitops', /is not a URL/],
    [
      'https://github.com/platform',
      /expected https:\/\/<host>\/<owner>\/<repository>/,
    ],
    [
      'https://github.com/platform/a/b',
      /expected https:\/\/<host>\/<owner>\/<repository>/,
    ],
  ])('refuses %s and says %s', (repoUrl, message) => {
    expect(() => createForge(repoUrl, { integrations })).toThrow(message);
  });

  it('asks further factories first', () => {
    const forge = { id: 'gitlab' } as Forge;
    const factory = {
      id: 'gitlab',
      hosts: ['gitlab.example.com'],
      create: (repoUrl: string) =>
        repoUrl.includes('gitlab.example.com') ? forge : undefined,
    };
    expect(
      createForge('https://gitlab.example.com/a/b', {
        integrations,
        factories: [factory],
      }),
    ).toBe(forge);
    expect(
      createForge('https://github.com/a/b', {
        integrations,
        factories: [factory],
      }).id,
    ).toBe('github');
  });
});
