// The conformance suite against the server and the client of this folder, directly, through Pavise at the server's own
// door, and at the door of all servers: node main.mjs [direct|through|all] [SCENARIO…]. What each run left lies in app/target/conformance, and how many passed
// in TEST-conformance.xml there, as the tests' own reports have it.
import { spawn } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { openDoor } from './bearer.mjs';
import { endWithUs } from './ending.mjs';
import { startGateway } from './gateway.mjs';
import { ROWS, judgeClient, judgeServer } from './suite.mjs';

const HERE = import.meta.dirname;
const KEPT = resolve(HERE, '../../../target/conformance');
const SERVER = join(HERE, 'server/main.mjs');

const words = process.argv.slice(2);
const WAYS = ['direct', 'through', 'all'];
const ways = WAYS.includes(words[0]) ? [words.shift()] : WAYS;
const rows = ROWS.map((row) => ({ ...row, scenarios: row.scenarios.filter(wanted) })).filter(
  (row) => row.scenarios.length > 0,
);
if (rows.length === 0) {
  const known = new Set(ROWS.flatMap((row) => row.scenarios));
  say(`no scenario "${words.join('", "')}"; known are ${[...known].join(', ')}`);
  process.exit(2);
}

function wanted(scenario) {
  return words.length === 0 || words.includes(scenario);
}

function say(text) {
  process.stderr.write(`conformance: ${text}\n`);
}

/** The fixture on a port of its own. */
async function startServer() {
  const child = spawn(process.execPath, [SERVER], { stdio: ['ignore', 'pipe', 'inherit'] });
  endWithUs(child);
  const ended = new Promise((over) => child.once('close', over));
  const line = await Promise.race([
    new Promise((told) => createInterface({ input: child.stdout }).once('line', told)),
    ended.then(() => '{}'),
  ]);
  return {
    url: JSON.parse(line).url,
    runs: () => child.exitCode === null && child.signalCode === null,
    said: () => '',
    stop: () => (child.kill('SIGTERM'), ended),
  };
}

async function serverOf(way) {
  if (way === 'direct') return startServer();
  const gateway = await startGateway({ command: process.execPath, args: [SERVER, '--stdio'] });
  const door =
    way === 'all'
      ? await openDoor(gateway.all, gateway.key, gateway.label)
      : await openDoor(gateway.url, gateway.key);
  return {
    url: door.url,
    runs: gateway.runs,
    said: () => [...door.failures, gateway.said()].join('\n'),
    stop: () => (door.close(), gateway.stop()),
  };
}

/** For each row the scenarios with what was wrong, in one way. */
async function judge(way) {
  const found = new Map();
  const judged = (row, scenario, faults) => {
    if (!found.has(row)) found.set(row, new Map());
    found.get(row).set(scenario, faults);
  };
  for (const revision of new Set(rows.map((row) => row.revision))) {
    const ours = rows.filter((row) => row.revision === revision && row.leg === 'server');
    if (ours.length > 0) {
      say(`${way}: server ${revision}`);
      const server = await serverOf(way);
      const chosen = words.length > 0 ? ours.flatMap((row) => row.scenarios) : undefined;
      const folder = join(KEPT, way, `server-${revision}`);
      const faults = await judgeServer(server.url, revision, chosen, folder);
      const ended = server.runs() ? [] : ['the server ended while it was under test'];
      for (const row of ours) {
        for (const scenario of row.scenarios) judged(row, scenario, [...ended, ...faults(scenario)]);
      }
      await server.stop();
      mkdirSync(folder, { recursive: true });
      if (way !== 'direct') writeFileSync(join(folder, 'gateway.log'), server.said());
    }
    for (const row of rows.filter((each) => each.revision === revision && each.leg === 'client')) {
      say(`${way}: ${row.title}`);
      const client = way === 'direct' ? [join(HERE, 'client/main.mjs')] : [join(HERE, 'client/through.mjs'), way];
      const command = [process.execPath, ...client].map((word) => `"${word}"`).join(' ');
      for (const scenario of row.scenarios) {
        const folder = join(KEPT, way, `client-${revision}`, scenario);
        judged(row, scenario, await judgeClient(command, revision, scenario, folder));
      }
    }
  }
  return found;
}

const results = new Map();
for (const way of ways) {
  try {
    results.set(way, await judge(way));
  } catch (error) {
    say(`${way}: not run: ${error.message}`);
    results.set(way, new Map());
  }
}

const passed = (way, row) => row.scenarios.filter((name) => results.get(way).get(row)?.get(name)?.length === 0).length;
const cell = (way, row) => (results.get(way).has(row) ? `${passed(way, row)}/${row.scenarios.length}` : 'not run');
for (const way of ways) {
  for (const [row, scenarios] of results.get(way)) {
    for (const [scenario, faults] of scenarios) {
      for (const fault of faults) say(`${way}: ${row.title}: ${scenario}: ${fault}`);
    }
  }
}
const line = (title, cells) =>
  process.stdout.write(`${title.padEnd(28)}${cells.map((text) => text.padEnd(10)).join('').trimEnd()}\n`);
line('suite', ways);
for (const row of rows) line(row.title, ways.map((way) => cell(way, row)));
const scenarios = ways.flatMap((way) =>
  rows.flatMap((row) =>
    row.scenarios.map((name) => ({
      name: `${way}: ${row.title}: ${name}`,
      faults: results.get(way).get(row)?.get(name) ?? ['it did not run'],
    })),
  ),
);
const plain = (text) => text.replace(/[^ -%'-;=?-~]/g, (sign) => `&#${sign.codePointAt(0)};`);
mkdirSync(KEPT, { recursive: true });
writeFileSync(
  join(KEPT, 'TEST-conformance.xml'),
  `<testsuite name="conformance" tests="${scenarios.length}" ` +
    `failures="${scenarios.filter(({ faults }) => faults.length > 0).length}" errors="0" skipped="0">\n` +
    scenarios
      .map(({ name, faults }) => {
        const failures = faults.map((fault) => `<failure message='${plain(fault).replaceAll("'", '&#39;')}'/>`);
        return `  <testcase classname="conformance" name='${plain(name)}'>${failures.join('')}</testcase>\n`;
      })
      .join('') +
    '</testsuite>\n',
);
process.exit(rows.every((row) => ways.every((way) => passed(way, row) === row.scenarios.length)) ? 0 : 1);
