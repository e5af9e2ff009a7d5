export { startTestGithub, type TestGithub } from './startTestGithub';
export type { TestFault } from './TestFaults';
export {
  TestRepository,
  type TestCommit,
  type TestPullRequest,
} from './TestRepository';
