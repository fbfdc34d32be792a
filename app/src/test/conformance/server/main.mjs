// The server under the conformance suite: on a port of loopback, or on stdin and stdout with --stdio.
// Over HTTP its first and only line on stdout is {"url": "http://127.0.0.1:PORT/mcp"}.
import { serveStdio } from '@modelcontextprotocol/server/stdio';
import { build } from './build.mjs';
import { serveHttp } from './http.mjs';

if (process.argv.includes('--stdio')) {
  serveStdio(build);
} else {
  const given = process.argv.indexOf('--port');
  const url = await serveHttp(given < 0 ? 0 : Number(process.argv[given + 1]));
  process.stdout.write(`${JSON.stringify({ url })}\n`);
  process.on('SIGTERM', () => process.exit(0));
}
