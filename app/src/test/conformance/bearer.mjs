// A door to one HTTP server that adds a key to each request: the suite cannot send headers of our choice. All else
// passes as it is, streams included; and where a request names this door as its Host or Origin, it names the server's.
// Behind a door with a label, tools and prompts stand under that label, and the suite does not see it.
import { createServer, request as send } from 'node:http';
import { buffer } from 'node:stream/consumers';
import { namesIn, namesOut } from './names.mjs';

export async function openDoor(target, key, label = '') {
  const { hostname, port, host, pathname } = new URL(target);
  const failures = [];
  const server = createServer(async (request, response) => {
    response.sendDate = false;
    const inward = label === '' || request.method !== 'POST' ? undefined : namesIn(await buffer(request), label);
    const own = request.socket.localPort;
    const headers = request.rawHeaders.map((text, at) => {
      const name = at % 2 === 1 ? request.rawHeaders[at - 1].toLowerCase() : '';
      if (inward !== undefined && name === 'content-length') return String(inward.body.length);
      if (inward !== undefined && name === 'mcp-name') return inward.header(text);
      if (name === 'host' && text === `127.0.0.1:${own}`) return host;
      if (name === 'origin' && text === `http://127.0.0.1:${own}`) return `http://${host}`;
      return text;
    });
    headers.push('Authorization', `Bearer ${key}`);
    const { method, url: path } = request;
    const beyond = send({ hostname, port, method, path, headers, agent: false });
    beyond.on('response', (answer) => {
      const { rawHeaders } = answer;
      const length = label === '' ? -1 : rawHeaders.findIndex((text) => text.toLowerCase() === 'content-length');
      response.writeHead(answer.statusCode, answer.statusMessage, length < 0 ? rawHeaders : rawHeaders.toSpliced(length, 2));
      response.flushHeaders();
      answer.on('error', () => response.destroy());
      (label === '' ? answer : answer.pipe(namesOut(label))).pipe(response);
    });
    beyond.on('error', (error) => {
      if (!response.destroyed) failures.push(`${method} ${path}: ${error.message}`);
      response.destroy();
    });
    response.on('close', () => beyond.destroy());
    request.on('error', () => beyond.destroy());
    if (inward === undefined) request.pipe(beyond);
    else beyond.end(inward.body);
  });
  await new Promise((open) => server.listen(0, '127.0.0.1', open));
  return {
    url: `http://127.0.0.1:${server.address().port}${pathname}`,
    failures,
    close: () => (server.close(), server.closeAllConnections()),
  };
}
