// The public conformance suite: what a revision requires, how a run is started, and what counts as passed.
import { spawn } from 'node:child_process';
import { globSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';

const HOME = join(import.meta.dirname, 'node_modules/@modelcontextprotocol/conformance');
const SCENARIO_MILLIS_MAX = 60_000;

const HEADERS = ['http-header-validation', 'http-custom-header-server-validation'];
// The suite itself leaves this one out, with a word that its observation is to be written anew.
const LEFT_OUT = ['tasks-status-notifications'];

/** What is run: what the suite's own frozen lists require, and what else they name, where it needs no authorization. */
export const ROWS = ['2025-11-25', '2026-07-28'].flatMap((revision) => {
  const listed = requirements(revision);
  const beyond = listed.not_scored.server.filter((name) => !LEFT_OUT.includes(name));
  const row = (leg, title, scenarios) => ({ leg, revision, title: `${leg} ${revision}${title}`, scenarios });
  return [
    row('server', '', listed.server),
    row('server', ', headers', beyond.filter((name) => HEADERS.includes(name))),
    row('server', ', beyond', beyond.filter((name) => !HEADERS.includes(name))),
    row('client', '', listed.client.filter((name) => !name.startsWith('auth/'))),
    row('client', ', beyond', listed.not_scored.client.filter((name) => !name.startsWith('auth/'))),
  ];
}).filter((row) => row.scenarios.length > 0);

// The list is frozen, so another length means that it was not read.
const LENGTHS = {
  'server 2025-11-25': 30,
  'server 2026-07-28': 37,
  'server 2026-07-28, headers': 2,
  'client 2025-11-25': 4,
  'client 2026-07-28': 7,
};
for (const [title, length] of Object.entries(LENGTHS)) {
  const found = ROWS.find((row) => row.title === title)?.scenarios.length;
  if (found !== length) throw new Error(`${title} requires ${length} scenarios, and ${found} were read`);
}

/** The lists of one revision, from the plain YAML in which the suite keeps them. */
function requirements(revision) {
  const lists = { server: [], client: [], not_scored: { server: [], client: [] } };
  let list;
  let name;
  for (const line of readFileSync(join(HOME, 'requirements', `${revision}.yaml`), 'utf8').split('\n')) {
    list = /^(\w+):$/.exec(line)?.[1] ?? list;
    const [, plain] = /^  - ([\w./-]+)$/.exec(line) ?? [];
    if (plain !== undefined) lists[list].push(plain);
    name = /^  - scenario: (\S+)$/.exec(line)?.[1] ?? name;
    const [, leg] = /^    leg: (\w+)$/.exec(line) ?? [];
    if (leg !== undefined) lists.not_scored[leg].push(name);
  }
  return lists;
}

/**
 * Runs server scenarios against `url`, or all of the revision; gives for each the sentences that say why it failed,
 * none where it passed.
 */
export async function judgeServer(url, revision, chosen, folder) {
  rmSync(folder, { recursive: true, force: true });
  const runs = chosen
    ? chosen.map((name) => ['--scenario', name, '--spec-version', revision, '--force'])
    : [['--requirements', revision]];
  for (const choice of runs) await run(['server', '--url', url, ...choice, '-o', folder]);
  return (name) => faults(folder, `server-${name}`);
}

/** Runs one client scenario with `command`, to which the suite adds the address of its server. */
export async function judgeClient(command, revision, scenario, folder) {
  rmSync(folder, { recursive: true, force: true });
  const { code, output } = await run(
    ['client', '--command', command, '--scenario', scenario, '--spec-version', revision, '-o', folder],
  );
  const found = faults(folder, scenario);
  // A client that broke off may leave only checks that were never put to the test.
  if (code !== 0 && found.length === 0) {
    found.push(`the client failed: ${output.trim().split('\n').slice(-3).join(' | ')}`);
  }
  return found;
}

const BROKEN = /fetch failed|ECONN(REFUSED|RESET)|EPIPE|socket hang up|other side closed|UND_ERR/;

/** A scenario passed when a check of its own succeeded, none failed or warned, and no connection broke. */
function faults(folder, name) {
  const [file] = globSync(join(folder, `${name}-20*`, 'checks.json'));
  if (file === undefined) return ['it did not run'];
  const checks = JSON.parse(readFileSync(file, 'utf8'));
  const bad = checks.filter(
    ({ status, errorMessage }) => ['FAILURE', 'WARNING'].includes(status) || BROKEN.test(errorMessage),
  );
  const own = checks.filter(({ id, status }) => status === 'SUCCESS' && !id.startsWith('wire-schema-'));
  if (bad.length === 0 && own.length === 0) return ['none of its checks was put to the test'];
  return bad.map(({ id, errorMessage, description }) => `${id}: ${errorMessage ?? description}`);
}

function run(args) {
  const tool = spawn(
    process.execPath,
    [join(HOME, 'dist/index.js'), ...args, '--timeout', String(SCENARIO_MILLIS_MAX)],
    { stdio: ['ignore', 'pipe', 'pipe'] },
  );
  let output = '';
  for (const stream of [tool.stdout, tool.stderr]) stream.setEncoding('utf8').on('data', (text) => (output += text));
  return new Promise((ended) => tool.once('close', (code) => ended({ code, output })));
}
