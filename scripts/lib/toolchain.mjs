import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { CommandFailed, must } from './process.mjs';
import { ROOT, TOOLCHAIN } from './paths.mjs';

// Node 24 is the line with long-term support; Backstage 1.55 runs on 22 and 24.
const NODE_VERSION = '24.21.0';
const NODE_MAJORS = [22, 24];
const YARN_VERSION = '4.18.1';

const PLATFORMS = { linux: 'linux', darwin: 'darwin', win32: 'win' };

function nodePackage() {
  const platform = PLATFORMS[process.platform];
  if (!platform || !['x64', 'arm64'].includes(process.arch)) {
    throw new CommandFailed(
      `npm has no Node ${NODE_VERSION} for ${process.platform}-${process.arch}. Install Node 22 or 24 yourself and run this again.`,
    );
  }
  return `node-${platform}-${process.arch}`;
}

function installed(name) {
  const manifest = path.join(TOOLCHAIN, 'node_modules', name, 'package.json');
  return fs.existsSync(manifest)
    ? JSON.parse(fs.readFileSync(manifest, 'utf8')).version
    : undefined;
}

/** npm runs under the Node that started us: it is the one that is surely there. */
function npm() {
  const fromNpm = process.env.npm_execpath;
  return fromNpm && /npm-cli\.[cm]?js$/.test(fromNpm)
    ? { file: process.execPath, args: [fromNpm] }
    : { file: process.platform === 'win32' ? 'npm.cmd' : 'npm', args: [] };
}

/** Yarn does not read npm's settings, so the registry is passed on. */
function registry() {
  const { file, args } = npm();
  return execFileSync(file, [...args, 'config', 'get', 'registry'], {
    cwd: ROOT,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  }).trim();
}

/**
 * Makes sure of Node 22 or 24 and of Yarn 4, fetching from npm what is missing.
 *
 * @returns {Promise<{ node: string, yarn: string, env: NodeJS.ProcessEnv, nodeVersion: string }>} absolute paths, and
 *   the environment in which every further program runs
 */
export async function ensureToolchain() {
  const major = Number(process.versions.node.split('.')[0]);
  const ownNode = NODE_MAJORS.includes(major);
  const wanted = { '@yarnpkg/cli-dist': YARN_VERSION };
  if (!ownNode) {
    wanted[nodePackage()] = NODE_VERSION;
  }

  const missing = Object.entries(wanted).filter(
    ([name, version]) => installed(name) !== version,
  );
  if (missing.length > 0) {
    const names = missing.map(([name, version]) => `${name}@${version}`);
    console.log(`Fetching ${names.join(' and ')} from npm into .toolchain …`);
    fs.mkdirSync(TOOLCHAIN, { recursive: true });
    fs.writeFileSync(
      path.join(TOOLCHAIN, 'package.json'),
      `${JSON.stringify(
        { private: true, dependencies: wanted },
        undefined,
        2,
      )}\n`,
    );
    const { file, args } = npm();
    await must(
      'Fetching the toolchain',
      file,
      [
        ...args,
        'install',
        '--prefix',
        TOOLCHAIN,
        '--no-audit',
        '--no-fund',
        '--ignore-scripts',
        '--no-package-lock',
      ],
      { cwd: TOOLCHAIN, shell: file.endsWith('.cmd') },
    );
  }

  const modules = path.join(TOOLCHAIN, 'node_modules');
  const node = ownNode
    ? process.execPath
    : path.join(
        modules,
        nodePackage(),
        'bin',
        process.platform === 'win32' ? 'node.exe' : 'node',
      );
  const bins = path.join(ROOT, 'node_modules/.bin');
  return {
    node,
    yarn: path.join(modules, '@yarnpkg/cli-dist/bin/yarn.js'),
    nodeVersion: ownNode ? process.versions.node : NODE_VERSION,
    env: {
      ...process.env,
      PATH: [path.dirname(node), bins, process.env.PATH].join(path.delimiter),
      YARN_NPM_REGISTRY_SERVER:
        process.env.YARN_NPM_REGISTRY_SERVER ?? registry(),
    },
  };
}
