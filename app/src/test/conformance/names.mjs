// A client that knows its tools and prompts by plain names, where they stand under their server's (`fixture__echo`):
// names get the server's in front on their way in, and lose it on their way out.
import { Transform } from 'node:stream';

const NAMED = ['tools/call', 'prompts/get'];
const ENCODED = /^=\?base64\?(.*)\?=$/;

/** The body of a request, and what its header `Mcp-Name` becomes. */
export function namesIn(body, label) {
  let message;
  try {
    message = JSON.parse(body.toString('utf8'));
  } catch {
    return { body, header: (text) => text };
  }
  const named = (text) => (typeof text === 'string' ? label + text : text);
  for (const { method, params } of [message].flat()) {
    if (NAMED.includes(method) && params?.name !== undefined) params.name = named(params.name);
    if (params?.ref?.type === 'ref/prompt') params.ref.name = named(params.ref.name);
  }
  const header = (text) => {
    const [, encoded] = ENCODED.exec(text) ?? [];
    return encoded === undefined ? label + text.trim() : `=?base64?${btoa(label + atob(encoded))}?=`;
  };
  return { body: Buffer.from(JSON.stringify(message)), header: NAMED.includes(message.method) ? header : (text) => text };
}

/** Takes the server's name out of what passes, also where it comes in two pieces. */
export function namesOut(label) {
  let rest = '';
  return new Transform({
    transform(chunk, encoding, done) {
      const text = (rest + chunk.toString('latin1')).replaceAll(label, '');
      let held = Math.min(label.length - 1, text.length);
      while (!label.startsWith(text.slice(text.length - held))) held--;
      rest = text.slice(text.length - held);
      done(null, Buffer.from(text.slice(0, text.length - held), 'latin1'));
    },
    flush(done) {
      done(null, Buffer.from(rest, 'latin1'));
    },
  });
}
