// What the suite starts in place of the client: a gateway in front of the suite's server, and the client behind it.
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { startGateway } from '../gateway.mjs';

const gateway = await startGateway({ url: process.argv[2] });
const env = { ...process.env, CONFORMANCE_URL: gateway.url, CONFORMANCE_KEY: gateway.key };
const client = spawn(process.execPath, [join(import.meta.dirname, 'main.mjs')], { env, stdio: 'inherit' });
const code = await new Promise((ended) => client.once('close', ended));
await gateway.stop();
process.stderr.write(gateway.said());
process.exit(code ?? 1);
