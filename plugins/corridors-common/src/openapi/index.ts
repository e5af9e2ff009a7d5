export * from './buildOpenApiDocument';
