// Tools that answer by themselves.
import { PIXEL, SILENCE, said, text } from './content.mjs';

const pause = (millis) => new Promise((resolve) => setTimeout(resolve, millis));

export function addPlain(tool, told) {
  tool('test_simple_text', 'Says a sentence', () => said('This is a simple text response for testing.'));
  tool('test_image_content', 'Shows a picture', () => ({
    content: [{ type: 'image', data: PIXEL, mimeType: 'image/png' }],
  }));
  tool('test_audio_content', 'Plays a sound', () => ({
    content: [{ type: 'audio', data: SILENCE, mimeType: 'audio/wav' }],
  }));
  tool('test_embedded_resource', 'Embeds a resource', () => ({
    content: [embedded('test://embedded-resource', 'text/plain', 'This is an embedded resource content.')],
  }));
  tool('test_multiple_content_types', 'Says, shows and embeds', () => ({
    content: [
      text('Multiple content types test:'),
      { type: 'image', data: PIXEL, mimeType: 'image/png' },
      embedded('test://mixed-content-resource', 'application/json', '{"test":"data","value":123}'),
    ],
  }));
  tool('test_error_handling', 'Fails', () => ({
    ...said('This tool intentionally returns an error for testing'),
    isError: true,
  }));
  tool('test_tool_with_logging', 'Logs three times while it works', async (args, ctx) => {
    for (const data of ['Tool execution started', 'Tool processing data', 'Tool execution completed']) {
      await ctx.mcpReq.log('info', data);
      await pause(50);
    }
    return said('Tool with logging executed successfully');
  });
  tool('test_tool_with_progress', 'Reports its progress where it is asked to', async (args, ctx) => {
    const token = ctx.mcpReq._meta?.progressToken;
    for (const progress of token === undefined ? [] : [0, 50, 100]) {
      const message = `Completed step ${progress} of 100`;
      await ctx.mcpReq.notify({
        method: 'notifications/progress',
        params: { progressToken: token, progress, total: 100, message },
      });
      await pause(50);
    }
    return said(String(token ?? 'no progress token'));
  });
  tool('test_reconnection', 'Closes its stream, and answers once it was taken up again', async (args, ctx) => {
    ctx.http?.closeSSE?.();
    await pause(100);
    return said('The stream was taken up again.');
  });
  tool('json_schema_2020_12_tool', 'Has a schema with words of 2020-12', (args) => said(JSON.stringify(args)), SCHEMA);
  tool('test_x_mcp_header', 'Has an argument that is also a header', ({ region }) => said(`region=${region}`), {
    type: 'object',
    properties: {
      region: { 'type': 'string', 'x-mcp-header': 'Region' },
      level: { type: 'integer' },
    },
  });
  tool('test_streaming_elicitation', 'Sends no request of its own', () => said('Nothing but a result.'));
  tool('test_logging_tool', 'Logs only where the request names a level', async (args, ctx) => {
    await ctx.mcpReq.log('info', 'logged');
    return said('Logged where that was wanted.');
  });
  tool('test_trigger_tool_change', 'Tells that the tools changed', async () => {
    await told.toolsChanged();
    return said('told');
  });
  tool('test_trigger_prompt_change', 'Tells that the prompts changed', async () => {
    await told.promptsChanged();
    return said('told');
  });
}

const embedded = (uri, mimeType, value) => ({ type: 'resource', resource: { uri, mimeType, text: value } });

const SCHEMA = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  type: 'object',
  $defs: {
    address: {
      $anchor: 'addressDef',
      type: 'object',
      properties: { street: { type: 'string' }, city: { type: 'string' } },
    },
  },
  properties: {
    name: { type: 'string' },
    address: { $ref: '#/$defs/address' },
    contactMethod: { type: 'string', enum: ['phone', 'email'] },
    phone: { type: 'string' },
    email: { type: 'string' },
  },
  allOf: [{ anyOf: [{ required: ['phone'] }, { required: ['email'] }] }],
  if: { properties: { contactMethod: { const: 'phone' } }, required: ['contactMethod'] },
  then: { required: ['phone'] },
  else: { required: ['email'] },
  additionalProperties: false,
};
