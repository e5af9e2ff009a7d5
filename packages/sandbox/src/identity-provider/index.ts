export * from './SandboxUser';
export * from './renderSignInPage';
export * from './startIdentityProvider';
