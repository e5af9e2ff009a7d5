export * from './presentCommit';
export * from './presentPullRequest';
export * from './presentRepository';
export * from './presentUser';
