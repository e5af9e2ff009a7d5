/**
 * Validates Kubernetes objects with kubernetes-models, whose packages only load as ES modules, which jest does not run.
 *
 * stdin: a JSON list of objects. stdout: a JSON list, for each object its fault or null.
 */
import { text } from 'node:stream/consumers';

async function faultOf({ apiVersion, kind, ...rest }) {
  const models = await import(`kubernetes-models/${apiVersion}`);
  try {
    new models[kind]({ apiVersion, kind, ...rest }).validate();
    return null;
  } catch (error) {
    return error.message;
  }
}

const objects = JSON.parse(await text(process.stdin));
process.stdout.write(JSON.stringify(await Promise.all(objects.map(faultOf))));
