// A server on the TypeScript SDK v2 that shows every feature of both eras once, and always the
// same way: no clock, no random number, no state of the machine.
import { ProtocolError, Server, acceptedContent, inputRequired, inputResponse } from '@modelcontextprotocol/server';
import { serveStdio } from '@modelcontextprotocol/server/stdio';
import { NUMBERS, PAGE, PIXEL, PROMPTS, RESOURCES, SILENCE, TEMPLATES, TOOLS } from './showcase-lists.mjs';

const text = (value, more = {}) => ({ type: 'text', text: value, ...more });
const said = (value) => ({ content: [text(value)] });

/** One page of a list; a cursor is the number of the next item. */
function page(name, items, params) {
  const from = params?.cursor === undefined ? 0 : Number(params.cursor);
  if (!Number.isInteger(from) || from < 0 || from >= items.length) {
    throw new ProtocolError(-32602, `No page starts at "${params.cursor}"`, { cursor: params.cursor });
  }
  const next = from + PAGE;
  return { [name]: items.slice(from, next), ...(next < items.length ? { nextCursor: String(next) } : {}) };
}

const kinds = () => ({
  content: [
    text('plain', { annotations: { audience: ['user'], priority: 0.5, lastModified: '2026-11-24T00:00:00Z' } }),
    text('ünïcode 漢字 \u{1f468}\u200d\u{1f469}\u200d\u{1f467} ⚠\ufe0f', { 'x-vendor': { kept: true } }),
    { type: 'image', data: PIXEL, mimeType: 'image/png', _meta: { 'example.com/width': 1 } },
    { type: 'audio', data: SILENCE, mimeType: 'audio/wav' },
    { type: 'resource', resource: { uri: 'show://note', mimeType: 'text/plain', text: 'a note' } },
    { type: 'resource', resource: { uri: 'show://bytes', mimeType: 'application/octet-stream', blob: 'AAECAw==' } },
    { type: 'resource_link', uri: 'show://note', name: 'note', title: 'A note', description: 'linked', size: 6 },
  ],
  _meta: { 'example.com/trace': 'abc' },
  'x-vendor': { list: [1, 2.5, null] },
});

async function talk(args, ctx) {
  const token = ctx.mcpReq._meta?.progressToken;
  for (const level of ['debug', 'info', 'warning', 'error']) {
    await ctx.mcpReq.log(level, { level, nested: { n: 1 } }, 'showcase');
  }
  for (let progress = 1; token !== undefined && progress <= 3; progress++) {
    await ctx.mcpReq.notify({
      method: 'notifications/progress',
      params: { progressToken: token, progress, total: 3, message: `step ${progress}` },
    });
  }
  return said('talked');
}

function ask(args, ctx) {
  const answer = inputResponse(ctx.mcpReq.inputResponses, 'name');
  if (answer.kind === 'missing') {
    const requestedSchema = {
      type: 'object',
      properties: {
        name: { type: 'string', title: 'Name', minLength: 1 },
        age: { type: 'integer', minimum: 0 },
        colour: { type: 'string', enum: ['red', 'green'], enumNames: ['Red', 'Green'] },
      },
      required: ['name'],
    };
    return inputRequired({ inputRequests: { name: inputRequired.elicit({ message: 'Who?', requestedSchema }) } });
  }
  return said(`answered ${JSON.stringify(answer)}`);
}

function sample(args, ctx) {
  const answer = inputResponse(ctx.mcpReq.inputResponses, 'poem');
  if (answer.kind === 'missing') {
    const messages = [{ role: 'user', content: text('Write a poem') }];
    const poem = inputRequired.createMessage({ messages, maxTokens: 10, temperature: 0.5 });
    return inputRequired({ inputRequests: { poem } });
  }
  return said(`sampled ${JSON.stringify(answer)}`);
}

function roots(args, ctx) {
  const answer = inputResponse(ctx.mcpReq.inputResponses, 'roots');
  return answer.kind === 'missing'
    ? inputRequired({ inputRequests: { roots: inputRequired.listRoots() } })
    : said(`roots ${JSON.stringify(answer)}`);
}

/** Two rounds: the second is told by the state that the first one left with the client. */
function rounds(args, ctx) {
  const elicit = (message) => inputRequired.elicit({
    message,
    requestedSchema: { type: 'object', properties: { ok: { type: 'boolean' } }, required: ['ok'] },
  });
  const state = ctx.mcpReq.requestState();
  if (state === undefined) {
    return inputRequired({ inputRequests: { first: elicit('First?') }, requestState: 'after "first" \u00e9/=+' });
  }
  const first = acceptedContent(ctx.mcpReq.inputResponses, 'first');
  if (first !== undefined) {
    return inputRequired({ inputRequests: { second: elicit('Second?') }, requestState: 'after second' });
  }
  return said(`${state}: ${JSON.stringify(acceptedContent(ctx.mcpReq.inputResponses, 'second'))}`);
}

function wait(args, ctx) {
  return new Promise((resolve, reject) => {
    ctx.mcpReq.signal.addEventListener('abort', () => reject(new Error('cancelled')));
  });
}

function build() {
  const server = new Server(
    {
      name: 'show/case',
      title: 'Showcase',
      version: '1.0.0',
      websiteUrl: 'https://example.com',
      icons: [{ src: 'https://example.com/i.png', mimeType: 'image/png', sizes: ['48x48'] }],
    },
    {
      capabilities: {
        tools: { listChanged: true },
        prompts: { listChanged: true },
        resources: { subscribe: true, listChanged: true },
        completions: {},
        logging: {},
        experimental: { 'example.com/odd': { depth: 1 } },
      },
      instructions: 'Shows everything – once.\nUse `kinds` first.',
    },
  );
  const tools = [...TOOLS];
  const calls = {
    'kinds': kinds,
    'say': (args) => said(args === undefined ? 'no arguments' : JSON.stringify(args)),
    'weather': () => ({ content: [text(JSON.stringify(NUMBERS))], structuredContent: NUMBERS }),
    'fails': () => ({ content: [text('It did not work')], isError: true }),
    'breaks': () => {
      throw new ProtocolError(-32602, 'Broken on purpose', { why: ['a', { b: 1 }] });
    },
    talk,
    ask,
    sample,
    roots,
    rounds,
    wait,
    'grow': async () => {
      tools.push({ name: `grown-${tools.length}`, inputSchema: { type: 'object' } });
      await server.sendToolListChanged();
      return said(`now ${tools.length} tools`);
    },
    'touch': async () => {
      await server.sendResourceUpdated({ uri: 'show://note' });
      await server.sendResourceListChanged();
      await server.sendPromptListChanged();
      return said('touched');
    },
  };
  server.setRequestHandler('tools/list', (request) => page('tools', tools, request.params));
  server.setRequestHandler('tools/call', (request, ctx) => {
    const call = calls[request.params.name];
    if (call === undefined) throw new ProtocolError(-32602, `No tool "${request.params.name}"`);
    return call(request.params.arguments, ctx);
  });
  server.setRequestHandler('prompts/list', (request) => page('prompts', PROMPTS, request.params));
  server.setRequestHandler('prompts/get', (request) => {
    const { name, arguments: args } = request.params;
    if (!PROMPTS.some((prompt) => prompt.name === name)) throw new ProtocolError(-32602, `No prompt "${name}"`);
    return {
      description: `the ${name} prompt`,
      messages: [
        { role: 'user', content: text(`${name} ${JSON.stringify(args ?? null)}`) },
        { role: 'assistant', content: { type: 'image', data: PIXEL, mimeType: 'image/png' } },
        { role: 'user', content: { type: 'resource', resource: { uri: 'show://note', text: 'a note' } } },
      ],
    };
  });
  server.setRequestHandler('resources/list', (request) => page('resources', RESOURCES, request.params));
  server.setRequestHandler('resources/templates/list', () => ({ resourceTemplates: TEMPLATES }));
  server.setRequestHandler('resources/read', (request) => {
    const { uri } = request.params;
    if (uri === 'show://bytes') return { contents: [{ uri, mimeType: 'application/octet-stream', blob: 'AAECAw==' }] };
    if (uri === 'show://note' || uri.startsWith('show://items/')) {
      return { contents: [{ uri, mimeType: 'text/plain', text: `content of ${uri}\r\n`, _meta: { a: 1 } }] };
    }
    throw new ProtocolError(-32602, `No resource "${uri}"`, { uri });
  });
  server.setRequestHandler('resources/subscribe', () => ({}));
  server.setRequestHandler('resources/unsubscribe', () => ({}));
  server.setRequestHandler('completion/complete', (request) => {
    const { value } = request.params.argument;
    const values = ['amber', 'azure', 'black'].filter((colour) => colour.startsWith(value));
    return { completion: { values, total: values.length, hasMore: false } };
  });
  return server;
}

process.stderr.write('showcase is ready\n');
serveStdio(build);
