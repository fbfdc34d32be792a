// One server as the suite wants it: what its scenarios ask for by name, in both eras, and the tasks extension.
import { McpServer, createRequestStateCodec, fromJsonSchema } from '@modelcontextprotocol/server';
import { addAsking } from './asking.mjs';
import { addPlain } from './plain.mjs';
import { addPrompts, addResources } from './reading.mjs';
import { addRounds } from './rounds.mjs';
import { TASKS, addTasks } from './tasks.mjs';

// One key for the process, because each request of 2026-07-28 is answered by a server of its own.
const states = createRequestStateCodec({ key: crypto.getRandomValues(new Uint8Array(32)) });

/** `notify` tells open subscriptions of changes where the server itself lives for one request only. */
export function build({ era, notify }) {
  const modern = era === 'modern';
  const mcp = new McpServer(
    { name: 'pavise-conformance', title: 'Conformance fixture', version: '1.0.0' },
    {
      capabilities: {
        resources: { subscribe: true, listChanged: true },
        prompts: { listChanged: true },
        completions: {},
        logging: {},
        ...(modern ? { extensions: { [TASKS]: {} } } : {}),
      },
      requestState: { verify: states.verify },
      cacheHints: {
        'tools/list': { ttlMs: 1000, cacheScope: 'public' },
        'resources/read': { ttlMs: 500, cacheScope: 'private' },
      },
    },
  );
  const told = notify ?? {
    toolsChanged: () => mcp.server.sendToolListChanged(),
    promptsChanged: () => mcp.server.sendPromptListChanged(),
  };
  // Before the first tool: it is the call of tools that tasks answer in another way.
  if (modern) addTasks(mcp, tool);
  addPlain(tool, told);
  addAsking(tool);
  addRounds(mcp, tool, states);
  addResources(mcp);
  addPrompts(mcp);

  function tool(name, description, call, schema = { type: 'object', properties: {} }) {
    mcp.registerTool(name, { description, inputSchema: fromJsonSchema(schema) }, call);
  }
  return mcp;
}
