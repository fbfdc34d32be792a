// The tour by a client of the TypeScript SDK v1.
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StdioClientTransport } from '@modelcontextprotocol/sdk/client/stdio.js';
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import {
  CreateMessageRequestSchema,
  ElicitRequestSchema,
  ListRootsRequestSchema,
} from '@modelcontextprotocol/sdk/types.js';
import { ANSWERS, CAPABILITIES, tours } from './tour.mjs';

/** Asks for a revision that the SDK speaks but would not propose by itself. */
const proposing = (Transport) => class extends Transport {
  send(message, options) {
    return super.send(message.method === 'initialize'
      ? { ...message, params: { ...message.params, protocolVersion: this.revision } }
      : message, options);
  }
};

const Stdio = proposing(StdioClientTransport);
const Http = proposing(StreamableHTTPClientTransport);

const transport = ({ command, url, headers, revision }) => Object.assign(
  url === undefined
    ? new Stdio({ command: command[0], args: command.slice(1), stderr: 'ignore' })
    : new Http(new URL(url), { requestInit: { headers } }),
  { revision },
);

await tours(async (job, onNotification) => {
  const client = new Client({ name: 'v1', version: '1' }, { capabilities: CAPABILITIES });
  client.setRequestHandler(ListRootsRequestSchema, () => ANSWERS['roots/list']);
  client.setRequestHandler(CreateMessageRequestSchema, () => ANSWERS['sampling/createMessage']);
  client.setRequestHandler(ElicitRequestSchema, () => ANSWERS['elicitation/create']);
  client.fallbackNotificationHandler = async (notification) => onNotification(notification);
  await client.connect(transport(job));
  return client;
});
