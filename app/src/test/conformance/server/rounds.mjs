// Tools of 2026-07-28 that answer in rounds: a result asks for input, and the request comes again with it.
import {
  CLIENT_CAPABILITIES_META_KEY,
  ProtocolError,
  acceptedContent,
  inputRequired,
} from '@modelcontextprotocol/server';
import { said } from './content.mjs';

const form = (message, name, type = 'string') => inputRequired.elicit({
  message,
  requestedSchema: { type: 'object', properties: { [name]: { type } }, required: [name] },
});
const NAME = form('What is your name?', 'name');
const sample = (question) => inputRequired.createMessage({
  messages: [{ role: 'user', content: { type: 'text', text: question } }],
  maxTokens: 100,
});
const answer = (ctx, key) => ctx.mcpReq.inputResponses?.[key];
const accepted = (ctx, key, name) => acceptedContent(ctx.mcpReq.inputResponses, key)?.[name];

export function addRounds(mcp, tool, states) {
  tool('test_input_required_result_elicitation', 'Asks for a name', (args, ctx) => {
    const name = accepted(ctx, 'user_name', 'name');
    return typeof name === 'string' ? said(`Hello, ${name}!`) : inputRequired({ inputRequests: { user_name: NAME } });
  });
  tool('test_input_required_result_sampling', 'Asks the model', (args, ctx) => {
    const given = answer(ctx, 'capital_question')?.content?.text;
    const capital_question = sample('What is the capital of France?');
    return given === undefined ? inputRequired({ inputRequests: { capital_question } }) : said(given);
  });
  tool('test_missing_capability', 'Needs sampling', (args, ctx) => {
    const given = answer(ctx, 'answer')?.content?.text;
    return given === undefined ? inputRequired({ inputRequests: { answer: sample('Say pong') } }) : said(given);
  });
  tool('test_input_required_result_list_roots', 'Asks for roots', (args, ctx) => {
    const roots = answer(ctx, 'client_roots')?.roots;
    return Array.isArray(roots)
      ? said(`Roots: ${roots.map((root) => root.uri).join(', ')}`)
      : inputRequired({ inputRequests: { client_roots: inputRequired.listRoots() } });
  });
  tool('test_input_required_result_request_state', 'Gives the client a sealed state to keep', async (args, ctx) => {
    if (acceptedContent(ctx.mcpReq.inputResponses, 'confirm') === undefined) return confirm('request_state');
    if (ctx.mcpReq.requestState() === undefined) throw new ProtocolError(-32602, 'requestState is missing');
    return said('state-ok');
  });
  tool('test_input_required_result_tampered_state', 'Refuses a state that was changed', (args, ctx) => {
    const given = acceptedContent(ctx.mcpReq.inputResponses, 'confirm');
    return given === undefined || ctx.mcpReq.requestState() === undefined ? confirm('tampered_state') : said('whole');
  });
  tool('test_input_required_result_multiple_inputs', 'Asks for three things at once', async (args, ctx) => {
    const name = accepted(ctx, 'user_name', 'name');
    const greeting = answer(ctx, 'greeting')?.content?.text;
    const roots = answer(ctx, 'client_roots')?.roots;
    if (name !== undefined && greeting !== undefined && roots !== undefined) {
      return said(`${greeting} ${name}, ${roots.length} root(s)`);
    }
    return inputRequired({
      inputRequests: { user_name: NAME, greeting: sample('Greet'), client_roots: inputRequired.listRoots() },
      requestState: await states.mint({ of: 'multiple_inputs' }),
    });
  });
  tool('test_input_required_result_multi_round', 'Asks twice', async (args, ctx) => {
    const state = ctx.mcpReq.requestState();
    if (state === undefined) {
      const requestState = await states.mint({ round: 1 });
      return inputRequired({ inputRequests: { step1: form('Step 1: your name?', 'name') }, requestState });
    }
    if (state.round === 1) {
      const requestState = await states.mint({ round: 2, name: accepted(ctx, 'step1', 'name') });
      return inputRequired({ inputRequests: { step2: form('Step 2: your colour?', 'color') }, requestState });
    }
    return said(`${state.name} likes ${accepted(ctx, 'step2', 'color')}`);
  });
  tool('test_input_required_result_capabilities', 'Asks only for what the client can do', (args, ctx) => {
    if (ctx.mcpReq.inputResponses !== undefined) return said('answered');
    const can = ctx.mcpReq.envelope?.[CLIENT_CAPABILITIES_META_KEY] ?? {};
    const inputRequests = {
      ...(can.elicitation ? { user_name: NAME } : {}),
      ...(can.sampling ? { greeting: sample('Greet') } : {}),
      ...(can.roots ? { client_roots: inputRequired.listRoots() } : {}),
    };
    return Object.keys(inputRequests).length === 0 ? said('The client can do none') : inputRequired({ inputRequests });
  });
  mcp.registerPrompt('test_input_required_result_prompt', { description: 'Asks for its context' }, (ctx) => {
    const context = accepted(ctx, 'user_context', 'context');
    return typeof context === 'string'
      ? { messages: [{ role: 'user', content: { type: 'text', text: `Context: ${context}` } }] }
      : inputRequired({ inputRequests: { user_context: form('Which context?', 'context') } });
  });

  async function confirm(of) {
    const requestState = await states.mint({ of });
    return inputRequired({ inputRequests: { confirm: form('Please confirm', 'ok', 'boolean') }, requestState });
  }
}
