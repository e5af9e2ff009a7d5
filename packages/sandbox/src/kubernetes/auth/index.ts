export * from './Authenticator';
export * from './Authorizer';
export * from './TokenIssuer';
export * from './User';
export * from './bootstrapRoles';
