export {
  createGithubForge,
  type GithubForgeOptions,
} from './createGithubForge';
