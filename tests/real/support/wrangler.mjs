// Real wrangler on real projects, in local mode only.

import assert from 'node:assert/strict';
import { cpSync, existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

import { sampleMigrations, wrangler } from './paths.mjs';
import { run } from './process.mjs';
import { place, scratch } from './scratch.mjs';

// The pattern that keeps rollback files from wrangler.
export const forwardOnly = 'migrations/+([0-9])_!(*_rollback|*_verify).sql';

// A d1_databases entry.
export function database(binding, more = {}) {
  return { binding, database_name: binding.toLowerCase(), database_id: `id-of-${binding}`, ...more };
}

export class Project {
  constructor(folder) {
    this.folder = folder;
    this.state = join(folder, '.wrangler/state/v3/d1/miniflare-D1DatabaseObject');
  }

  // A project with a wrangler.json of these databases, and files.
  static create(databases, files = {}, config = {}) {
    const folder = place(scratch('project'), {
      'wrangler.json': JSON.stringify({
        name: 'real',
        compatibility_date: '2026-11-01',
        ...config,
        d1_databases: databases,
      }),
      ...files,
    });
    return new Project(folder);
  }

  // The project's migrations/ gets files of the sample project.
  copySamples(belongs = () => true) {
    cpSync(sampleMigrations, join(this.folder, 'migrations'), {
      recursive: true,
      filter: (source) => !source.endsWith('.sql') || belongs(source.split('/').pop()),
    });
    return this;
  }

  run(...args) {
    return run(process.execPath, [wrangler, ...args], { cwd: this.folder });
  }

  // Standard output of a wrangler command that must succeed.
  async wrangler(...args) {
    const { code, stdout, stderr } = await this.run(...args);
    assert.equal(code, 0, `wrangler ${args.join(' ')}\n${stdout}\n${stderr}`);
    return stdout;
  }

  // The rows of each statement, in one wrangler command.
  async query(name, ...statements) {
    const output = await this.wrangler(
      'd1',
      'execute',
      name,
      '--local',
      '--json',
      '--command',
      statements.join(';\n'),
    );
    return JSON.parse(output).map(({ results }) => results);
  }

  // The migrations wrangler would apply.
  async pending(name) {
    const output = await this.wrangler('d1', 'migrations', 'list', name, '--local');
    return output.match(/[\w./-]+\.sql/g) ?? [];
  }

  // What lies in the folder of the local databases.
  leftBehind() {
    return existsSync(this.state) ? readdirSync(this.state).sort() : [];
  }

  // The database files wrangler made.
  databaseFiles() {
    return this.leftBehind()
      .filter((name) => /^[0-9a-f]{64}\.sqlite$/.test(name))
      .map((name) => join(this.state, name));
  }
}
