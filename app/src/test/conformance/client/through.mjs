// What the suite starts in place of the client: a gateway in front of the suite's server, and the client behind it.
// node through.mjs through|all URL
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { openDoor } from '../bearer.mjs';
import { startGateway } from '../gateway.mjs';

const [way, url] = process.argv.slice(2);
const gateway = await startGateway({ url });
const door = way === 'all' ? await openDoor(gateway.all, gateway.key, gateway.label) : undefined;
// A door has the key.
const own = door === undefined ? { CONFORMANCE_URL: gateway.url, CONFORMANCE_KEY: gateway.key } : { CONFORMANCE_URL: door.url };
const env = { ...process.env, ...own };
const client = spawn(process.execPath, [join(import.meta.dirname, 'main.mjs')], { env, stdio: 'inherit' });
const code = await new Promise((ended) => client.once('close', ended));
door?.close();
await gateway.stop();
process.stderr.write(gateway.said());
process.exit(code ?? 1);
