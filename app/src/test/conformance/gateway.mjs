// Pavise with one server, as a child of this process and with a state of its own.
import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { endWithUs } from './ending.mjs';

const START_MILLIS_MAX = 60_000;
const STOP_MILLIS_MAX = 10_000;
const PAVISE = process.env.PAVISE ?? resolve(import.meta.dirname, '../../../../pavise');

/** Starts the gateway in front of `server`: {command, args} or {url}. */
export async function startGateway(server) {
  const home = mkdtempSync(join(tmpdir(), 'pavise-conformance-'));
  const env = { ...process.env, XDG_STATE_HOME: join(home, 'state'), XDG_CONFIG_HOME: join(home, 'config') };
  const file = join(home, 'pavise.yaml');
  // JSON is YAML.
  writeFileSync(file, JSON.stringify({ listen: '127.0.0.1:0', servers: { fixture: server } }));
  const added = spawnSync(PAVISE, ['keys', 'add', 'conformance', '--json'], { env, encoding: 'utf8' });
  const key = first(added.stdout)?.key;
  if (key === undefined) return lacking('keys add conformance --json', 'a line with a key', added, home);
  const child = spawn(PAVISE, ['serve', '--config', file, '--json'], { env, stdio: ['ignore', 'pipe', 'pipe'] });
  endWithUs(child);
  let stderr = '';
  child.stderr.setEncoding('utf8').on('data', (text) => (stderr = (stderr + text).slice(-20_000)));
  const ended = new Promise((over) => child.once('close', over));
  const line = await Promise.race([
    new Promise((told) => createInterface({ input: child.stdout }).once('line', told)),
    ended,
    new Promise((late) => setTimeout(late, START_MILLIS_MAX).unref()),
  ]);
  const told = typeof line === 'string' ? first(line) : undefined;
  if (told?.event !== 'ready') {
    child.kill('SIGKILL');
    const { exitCode: status } = child;
    return lacking('serve --json', 'a line with "event":"ready"', { stdout: line, stderr, status }, home);
  }
  return {
    // Its own door, and the one where all servers are met as one, its tools under its name.
    url: `${told.url}/s/fixture/mcp`,
    all: `${told.url}/mcp`,
    label: 'fixture__',
    key,
    runs: () => child.exitCode === null && child.signalCode === null,
    said: () => stderr,
    async stop() {
      child.kill('SIGTERM');
      const timer = setTimeout(() => child.kill('SIGKILL'), STOP_MILLIS_MAX);
      await ended;
      clearTimeout(timer);
      rmSync(home, { recursive: true, force: true });
    },
  };
}

function first(text) {
  try {
    return JSON.parse(String(text).split('\n')[0]);
  } catch {
    return undefined;
  }
}

function lacking(command, wanted, { stdout, stderr, status, error }, home) {
  rmSync(home, { recursive: true, force: true });
  const said = [error?.message, stdout, stderr].filter((text) => typeof text === 'string' && text !== '').join('\n');
  throw new Error(`"pavise ${command}" gave no ${wanted.replace(/^a /, '')} (exit ${status})\n${said.trim()}`);
}
