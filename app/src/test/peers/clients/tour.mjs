// What every SDK client of the bed does: it reads jobs, takes each server on the same tour, and
// prints one line of JSON for each with all that it was given, for a test to compare. On stderr stands how far it is.
import { readFileSync } from 'node:fs';

/** These SDKs talk on stdout, where only results belong. */
console.debug = console.log = console.error;

/** Two at a time keeps both cores busy without making one server wait for another's start. */
const AT_ONCE = 2;

const outcome = async (promise) => {
  try {
    return await promise;
  } catch (error) {
    return { thrown: error.constructor.name, code: error.code, message: error.message, data: error.data };
  }
};

/** The client's own answers to what servers ask of it. */
export const ANSWERS = {
  'roots/list': { roots: [{ uri: 'file:///home/peer', name: 'home' }] },
  'sampling/createMessage': { model: 'm', role: 'assistant', content: { type: 'text', text: 'roses' } },
  'elicitation/create': { action: 'accept', content: { name: 'Zoë', integer: 7, ok: true } },
};

export const CAPABILITIES = { roots: { listChanged: true }, sampling: {}, elicitation: {} };

async function pages(list, name) {
  const items = [];
  let cursor;
  do {
    const page = await list(cursor === undefined ? undefined : { cursor });
    items.push(...page[name]);
    cursor = page.nextCursor;
  } while (cursor !== undefined);
  return items;
}

/** Asked for, so that tokens travel; not kept: these SDKs drop progress that one chunk brings with its answer. */
const onprogress = () => {};

async function step(client, { kind, ...params }) {
  switch (kind) {
    case 'tools': return pages((page) => client.listTools(page), 'tools');
    case 'prompts': return pages((page) => client.listPrompts(page), 'prompts');
    case 'resources': return pages((page) => client.listResources(page), 'resources');
    case 'templates': return pages((page) => client.listResourceTemplates(page), 'resourceTemplates');
    case 'prompt': return client.getPrompt(params);
    case 'read': return client.readResource(params);
    case 'complete': return client.complete(params);
    case 'call': return client.callTool(params, undefined, { onprogress });
    default: throw new Error(`no such step: ${kind}`);
  }
}

async function tour(job, connect) {
  const heard = [];
  const results = [];
  console.error(`${job.key}: connects`);
  const client = await connect(job, (notification) => heard.push(notification));
  try {
    results.push({ server: client.getServerVersion(), can: client.getServerCapabilities(), says: client.getInstructions() });
    for (const each of job.steps) {
      console.error(`${job.key}: ${JSON.stringify(each)}`);
      results.push({ step: each.kind, outcome: await outcome(step(client, each)) });
    }
    console.error(`${job.key}: leaves`);
    await client.transport?.terminateSession?.();
  } finally {
    // Else what is still open keeps this process alive, and nobody is told why.
    await client.close();
  }
  return { results, heard: heard.map((each) => JSON.stringify(each)).sort() };
}

export async function tours(connect) {
  const jobs = JSON.parse(readFileSync(process.argv[2], 'utf8'));
  const worker = async () => {
    for (let job = jobs.shift(); job !== undefined; job = jobs.shift()) {
      const told = await outcome(tour(job, connect));
      process.stdout.write(`${job.key}\t${JSON.stringify(told)}\n`);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
}
