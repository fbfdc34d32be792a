// Tools of 2025-11-25 that send the client a request while they work.
import { said } from './content.mjs';

export function addAsking(tool) {
  tool('test_sampling', 'Asks the model', async ({ prompt }, ctx) => {
    const messages = [{ role: 'user', content: { type: 'text', text: prompt } }];
    const answer = await ctx.mcpReq.send({ method: 'sampling/createMessage', params: { messages, maxTokens: 100 } });
    return said(`LLM response: ${answer.content.text}`);
  }, wants('prompt'));
  tool('test_elicitation', 'Asks the person', ({ message }, ctx) => elicit(ctx, message, {
    response: { type: 'string', description: "User's response" },
  }, ['response']), wants('message'));
  tool('test_elicitation_sep1034_defaults', 'Asks with defaults', (args, ctx) => elicit(ctx, 'Review the form', {
    name: { type: 'string', description: 'User name', default: 'John Doe' },
    age: { type: 'integer', description: 'User age', default: 30 },
    score: { type: 'number', description: 'User score', default: 95.5 },
    status: { type: 'string', description: 'User status', enum: ['active', 'inactive', 'pending'], default: 'active' },
    verified: { type: 'boolean', description: 'Verification status', default: true },
  }));
  tool('test_elicitation_sep1330_enums', 'Asks with every kind of enum', (args, ctx) => elicit(ctx, 'Choose', {
    untitledSingle: { type: 'string', enum: ['option1', 'option2', 'option3'] },
    titledSingle: { type: 'string', oneOf: titled('First Option', 'Second Option', 'Third Option') },
    legacyEnum: {
      type: 'string',
      enum: ['opt1', 'opt2', 'opt3'],
      enumNames: ['Option One', 'Option Two', 'Option Three'],
    },
    untitledMulti: {
      type: 'array',
      minItems: 1,
      maxItems: 3,
      items: { type: 'string', enum: ['option1', 'option2', 'option3'] },
    },
    titledMulti: {
      type: 'array',
      minItems: 1,
      maxItems: 3,
      items: { anyOf: titled('First Choice', 'Second Choice', 'Third Choice') },
    },
  }));
}

async function elicit(ctx, message, properties, required = []) {
  const requestedSchema = { type: 'object', properties, required };
  const answer = await ctx.mcpReq.send({ method: 'elicitation/create', params: { message, requestedSchema } });
  return said(`Elicitation completed: action=${answer.action}, content=${JSON.stringify(answer.content ?? {})}`);
}

const wants = (name) => ({ type: 'object', properties: { [name]: { type: 'string' } }, required: [name] });
const titled = (...titles) => titles.map((title, at) => ({ const: `value${at + 1}`, title }));
