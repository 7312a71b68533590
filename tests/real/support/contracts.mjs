// The contracts of the tools, and what holds for every result.

import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import Ajv2020 from 'ajv/dist/2020.js';

import { schemas } from './paths.mjs';

const ajv = new Ajv2020.default({ allErrors: true });

// Contracts by the name of the tool.
export const contracts = Object.fromEntries(
  readdirSync(schemas)
    .filter((name) => name.endsWith('.json'))
    .map((name) => JSON.parse(readFileSync(join(schemas, name), 'utf8')))
    .map((contract) => [contract.name, contract]),
);

// What tools/list shows of an outputSchema: the members that are always there, not what is in them.
export function outlineOf(schema) {
  const outline = ({ properties, required, items, description, ...rest }) => rest;
  return {
    ...schema,
    properties: Object.fromEntries(schema.required.map((name) => [name, outline(schema.properties[name])])),
  };
}

const validators = Object.fromEntries(
  Object.values(contracts).map(({ name, outputSchema }) => [name, ajv.compile(outputSchema)]),
);

// Checks a tool's good result against its contract and gives its structured content.
export function checked(name, result) {
  assert.ok(!result.isError, `${name}: ${result.content?.[0]?.text}`);
  const validate = validators[name];
  assert.ok(validate(result.structuredContent), `${name}: ${ajv.errorsText(validate.errors)}`);
  assert.equal(result.content[0].type, 'text');
  assert.deepEqual(JSON.parse(result.content[0].text), result.structuredContent, 'the text is the same JSON');
  return result.structuredContent;
}

// Checks that a result says that the tool failed, in words, and gives them.
export function failure(result) {
  assert.equal(result.isError, true, `it should have failed: ${JSON.stringify(result)}`);
  assert.equal(result.structuredContent, undefined);
  assert.equal(result.content[0].type, 'text');
  assert.ok(result.content[0].text.length > 0);
  return result.content[0].text;
}

// The tools each level of access has.
const reading = ['check_migration', 'diff_schema', 'export_db', 'list_databases', 'list_migrations', 'list_tables', 'run_query', 'table_info'];
const migrating = ['apply_migration', 'create_migration', 'repair_history', 'restore_backup', 'rollback_migration'];
export const toolsOf = {
  read: reading,
  migrate: [...reading, ...migrating].sort(),
  write: [...reading, ...migrating, 'execute_sql', 'import_db'].sort(),
};
