export * from './Term';
export * from './corridorTerms';
export * from './verificationTerms';
export * from './workTerms';
