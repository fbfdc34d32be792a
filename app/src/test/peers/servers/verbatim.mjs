// A server without an SDK: it answers with exactly the bytes that its caller asks for, so that a
// test can tell whether they arrive as they were sent. Ids are copied as written, never parsed.
import { createInterface } from 'node:readline';

const write = (line) => process.stdout.write(`${line}\n`);
const answer = (id, result) => write(`{"jsonrpc":"2.0","id":${id},"result":${result}}`);

const tools = '{"tools":[{"name":"reply","inputSchema":{"type":"object","properties":{"lines":'
  + '{"type":"array","items":{"type":"string"}}}}}]}';

createInterface({ input: process.stdin, crlfDelay: Infinity }).on('line', (line) => {
  const message = JSON.parse(line);
  const id = /"id"\s*:\s*("(?:[^"\\]|\\.)*"|[-0-9][^,}\s]*)/.exec(line)?.[1];
  switch (message.method) {
    case 'initialize': {
      const version = JSON.stringify(message.params.protocolVersion);
      answer(id, `{"protocolVersion":${version},"capabilities":{"tools":{}},"serverInfo":{"name":"verbatim","version":"1"}}`);
      break;
    }
    case 'tools/list':
      answer(id, tools);
      break;
    case 'tools/call':
      message.params.arguments.lines.forEach((each) => write(each.replace('@id@', id)));
      break;
    default:
      if (id !== undefined && message.method !== undefined) answer(id, '{}');
  }
});
