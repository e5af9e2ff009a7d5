import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import Ajv2020 from 'ajv/dist/2020';
import addFormats from 'ajv-formats';
import { parse, stringify } from 'yaml';
import { buildOpenApiDocument } from './buildOpenApiDocument';

const FILE = path.resolve(__dirname, '../../openapi.yaml');
const HEADER =
  '# Generated from src/schemas and src/openapi/operations.ts. To renew it: UPDATE_OPENAPI=1 backstage-cli package test buildOpenApiDocument\n';

describe('buildOpenApiDocument', () => {
  const document = buildOpenApiDocument();

  if (process.env.UPDATE_OPENAPI) {
    writeFileSync(
      FILE,
      HEADER +
        stringify(document, { lineWidth: 0, aliasDuplicateObjects: false }),
    );
  }

  it('is what openapi.yaml holds', () => {
    expect(parse(readFileSync(FILE, 'utf8'))).toEqual(
      JSON.parse(JSON.stringify(document)),
    );
  });

  it('names no operation twice', () => {
    const ids = Object.values(document.paths).flatMap(methods =>
      Object.values(methods).map(
        operation =>
          JSON.stringify(operation).match(/"operationId":"(\w+)"/)?.[1],
      ),
    );
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('has only references that lead somewhere, and schemas that compile', () => {
    const ajv = addFormats(
      new Ajv2020({ strict: true, allowUnionTypes: true }),
    );
    ajv.addKeyword('components');
    ajv.addSchema({
      $id: 'https://corridors.dev/openapi',
      components: document.components,
    });
    for (const name of Object.keys(document.components.schemas)) {
      expect(
        ajv.getSchema(
          `https://corridors.dev/openapi#/components/schemas/${name}`,
        ),
      ).toBeDefined();
    }
    const references =
      JSON.stringify(document.paths).match(/#\/components\/schemas\/\w+/g) ??
      [];
    const known = Object.keys(document.components.schemas).map(
      name => `#/components/schemas/${name}`,
    );
    expect(known).toEqual(expect.arrayContaining([...new Set(references)]));
  });
});
