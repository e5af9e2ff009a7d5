export { GithubFaults, type GithubFault } from './Faults';
export type {
  GithubOptions,
  GithubRepositorySeed,
  GithubUser,
} from './options';
export { startGithub, type Github } from './startGithub';
