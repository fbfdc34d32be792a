// A door to one HTTP server that adds a key to each request: the suite cannot send headers of our choice. All else
// passes as it is, streams included; and where a request names this door as its Host or Origin, it names the server's.
import { createServer, request as send } from 'node:http';

export async function openDoor(target, key) {
  const { hostname, port, host, pathname } = new URL(target);
  const failures = [];
  const server = createServer((request, response) => {
    response.sendDate = false;
    const own = request.socket.localPort;
    const headers = request.rawHeaders.map((text, at) => {
      const name = at % 2 === 1 ? request.rawHeaders[at - 1].toLowerCase() : '';
      if (name === 'host' && text === `127.0.0.1:${own}`) return host;
      if (name === 'origin' && text === `http://127.0.0.1:${own}`) return `http://${host}`;
      return text;
    });
    headers.push('Authorization', `Bearer ${key}`);
    const { method, url: path } = request;
    const beyond = send({ hostname, port, method, path, headers, agent: false });
    beyond.on('response', (answer) => {
      response.writeHead(answer.statusCode, answer.statusMessage, answer.rawHeaders);
      response.flushHeaders();
      answer.on('error', () => response.destroy());
      answer.pipe(response);
    });
    beyond.on('error', (error) => {
      if (!response.destroyed) failures.push(`${method} ${path}: ${error.message}`);
      response.destroy();
    });
    response.on('close', () => beyond.destroy());
    request.on('error', () => beyond.destroy());
    request.pipe(beyond);
  });
  await new Promise((open) => server.listen(0, '127.0.0.1', open));
  return {
    url: `http://127.0.0.1:${server.address().port}${pathname}`,
    failures,
    close: () => (server.close(), server.closeAllConnections()),
  };
}
