// The tour by a client of the TypeScript SDK v2, in the era that the job names. "auto" first asks
// a second process of the same command which era it speaks.
import { Client, StreamableHTTPClientTransport } from '@modelcontextprotocol/client';
import { StdioClientTransport } from '@modelcontextprotocol/client/stdio';
import { ANSWERS, CAPABILITIES, tours } from './tour.mjs';

const MODERN = '2026-07-28';

function options(revision) {
  if (revision === 'auto') return { versionNegotiation: { mode: 'auto' } };
  if (revision === MODERN) return { versionNegotiation: { mode: { pin: MODERN } } };
  return { supportedProtocolVersions: [revision] };
}

function transport({ command, url, headers }) {
  if (url !== undefined) return new StreamableHTTPClientTransport(new URL(url), { requestInit: { headers } });
  return new StdioClientTransport({ command: command[0], args: command.slice(1), stderr: 'ignore' });
}

await tours(async (job, onNotification) => {
  const client = new Client(
    { name: 'v2', version: '1' },
    { capabilities: CAPABILITIES, ...options(job.revision) },
  );
  for (const [method, answer] of Object.entries(ANSWERS)) client.setRequestHandler(method, () => answer);
  client.fallbackNotificationHandler = async (notification) => onNotification(notification);
  await client.connect(transport(job));
  // One call shape for both SDKs: v1 takes the schema of the result between the two.
  const callTool = client.callTool.bind(client);
  client.callTool = (params, _schema, more) => callTool(params, more);
  return client;
});
