// Both eras of Streamable HTTP on one port: requests of 2026-07-28 each stand alone, those of 2025-11-25 have sessions.
import { randomUUID } from 'node:crypto';
import { createServer } from 'node:http';
import {
  NodeStreamableHTTPServerTransport,
  localhostHostValidation,
  localhostOriginValidation,
  toNodeHandler,
} from '@modelcontextprotocol/node';
import { classifyInboundRequest, createMcpHandler, isInitializeRequest } from '@modelcontextprotocol/server';
import { build } from './build.mjs';

const BODY_BYTES_MAX = 8 << 20;
const RETRY_MILLIS = 500;

export async function serveHttp(port) {
  const sessions = new Map();
  const modern = createMcpHandler((context) => build({ ...context, notify: modern.notify }));
  const answerModern = toNodeHandler(modern);
  const hostIsOurs = localhostHostValidation();
  const originIsOurs = localhostOriginValidation();

  async function answer(request, response) {
    // These two answer by themselves where they refuse.
    if (!hostIsOurs(request, response) || !originIsOurs(request, response)) return;
    const { pathname } = new URL(request.url, 'http://localhost');
    if (pathname !== '/mcp') return refuse(response, 404, -32600, 'No such path');
    const body = request.method === 'POST' ? await json(request) : undefined;
    if (body instanceof Error) return refuse(response, 400, -32700, 'Not JSON');
    const route = classifyInboundRequest({
      httpMethod: request.method,
      protocolVersionHeader: request.headers['mcp-protocol-version'],
      mcpMethodHeader: request.headers['mcp-method'],
      body,
    });
    if (request.method === 'POST' && route.kind !== 'legacy') return answerModern(request, response, body);
    const session = await legacySession(request, response, body);
    return session?.handleRequest(request, response, body);
  }

  async function legacySession(request, response, body) {
    const id = request.headers['mcp-session-id'];
    if (id !== undefined) {
      return sessions.get(id) ?? refuse(response, 404, -32001, 'Session not found');
    }
    if (!isInitializeRequest(body)) {
      // Also what a request of 2026-07-28 gets that is not a POST.
      return request.method === 'POST'
        ? refuse(response, 400, -32000, 'Mcp-Session-Id is missing')
        : refuse(response, 405, -32000, 'Mcp-Session-Id is missing');
    }
    const transport = new NodeStreamableHTTPServerTransport({
      sessionIdGenerator: randomUUID,
      eventStore: eventStore(),
      retryInterval: RETRY_MILLIS,
      onsessioninitialized: (fresh) => sessions.set(fresh, transport),
    });
    const server = build({ era: 'legacy' });
    transport.onclose = () => sessions.delete(transport.sessionId);
    await server.connect(transport);
    return transport;
  }

  const http = createServer((request, response) => {
    answer(request, response).catch((error) => {
      process.stderr.write(`${error.stack}\n`);
      if (!response.headersSent) refuse(response, 500, -32603, 'Internal error');
    });
  });
  await new Promise((resolve, reject) => http.once('error', reject).listen(port, '127.0.0.1', resolve));
  return `http://127.0.0.1:${http.address().port}/mcp`;
}

function refuse(response, status, code, message) {
  response.writeHead(status, { 'Content-Type': 'application/json' });
  response.end(JSON.stringify({ jsonrpc: '2.0', id: null, error: { code, message } }));
}

/** The body as a value, or an Error where it is none. */
async function json(request) {
  const chunks = [];
  let bytes = 0;
  for await (const chunk of request) {
    bytes += chunk.length;
    if (bytes > BODY_BYTES_MAX) return new Error('too long');
    chunks.push(chunk);
  }
  try {
    return JSON.parse(Buffer.concat(chunks).toString('utf8'));
  } catch (error) {
    return error;
  }
}

/** Every event of one session, numbered, so that a stream can be taken up again after its last event. */
function eventStore() {
  const events = [];
  return {
    async storeEvent(stream, message) {
      events.push({ stream, message });
      return `${stream}/${events.length - 1}`;
    },
    async getStreamIdForEventId(id) {
      return id.slice(0, id.lastIndexOf('/'));
    },
    async replayEventsAfter(last, { send }) {
      const stream = last.slice(0, last.lastIndexOf('/'));
      for (let next = Number(last.slice(last.lastIndexOf('/') + 1)) + 1; next < events.length; next++) {
        const { message } = events[next];
        // The event that opens a stream holds no message.
        if (events[next].stream === stream && Object.keys(message).length > 0) await send(`${stream}/${next}`, message);
      }
      return stream;
    },
  };
}
