// Resources, prompts, completion and the level of the log.
import { ResourceTemplate, fromJsonSchema } from '@modelcontextprotocol/server';
import { PIXEL, text } from './content.mjs';

export function addResources(mcp) {
  const plain = (name, uri, mimeType, content) =>
    mcp.registerResource(name, uri, { title: name, description: `The ${name}`, mimeType }, () => ({
      contents: [{ uri, mimeType, ...content }],
    }));
  plain('static-text', 'test://static-text', 'text/plain', { text: 'The content of the static text resource.' });
  plain('static-binary', 'test://static-binary', 'image/png', { blob: PIXEL });
  plain('watched-resource', 'test://watched-resource', 'text/plain', { text: 'Watched resource content' });
  mcp.registerResource(
    'template',
    new ResourceTemplate('test://template/{id}/data', { list: undefined }),
    { title: 'template', description: 'Data by id', mimeType: 'application/json' },
    (uri, { id }) => ({
      contents: [
        {
          uri: uri.toString(),
          mimeType: 'application/json',
          text: JSON.stringify({ id, templateTest: true, data: `Data for ID: ${id}` }),
        },
      ],
    }),
  );
  mcp.server.setRequestHandler('resources/subscribe', () => ({}));
  mcp.server.setRequestHandler('resources/unsubscribe', () => ({}));
}

export function addPrompts(mcp) {
  const user = (content) => ({ role: 'user', content });
  mcp.registerPrompt('test_simple_prompt', { description: 'A sentence' }, () => ({
    messages: [user(text('This is a simple prompt for testing.'))],
  }));
  mcp.registerPrompt(
    'test_prompt_with_arguments',
    { description: 'Repeats its arguments', argsSchema: strings('arg1', 'arg2') },
    ({ arg1, arg2 }) => ({ messages: [user(text(`Prompt with arguments: arg1='${arg1}', arg2='${arg2}'`))] }),
  );
  mcp.registerPrompt(
    'test_prompt_with_embedded_resource',
    { description: 'Embeds a resource', argsSchema: strings('resourceUri') },
    ({ resourceUri: uri }) => ({
      messages: [
        user({ type: 'resource', resource: { uri, mimeType: 'text/plain', text: 'Embedded resource content.' } }),
        user(text('Please process the embedded resource above.')),
      ],
    }),
  );
  mcp.registerPrompt('test_prompt_with_image', { description: 'Shows a picture' }, () => ({
    messages: [user({ type: 'image', data: PIXEL, mimeType: 'image/png' }), user(text('Please analyze the image.'))],
  }));
  mcp.server.setRequestHandler('completion/complete', (request) => {
    const values = ['test-one', 'test-two', 'paris'].filter((each) => each.startsWith(request.params.argument.value));
    return { completion: { values, total: values.length, hasMore: false } };
  });
}

const strings = (...names) => fromJsonSchema({
  type: 'object',
  properties: Object.fromEntries(names.map((name) => [name, { type: 'string' }])),
  required: names,
});
