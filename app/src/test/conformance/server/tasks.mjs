// The extension io.modelcontextprotocol/tasks: calls that answer with a task, which the client then asks after.
import { randomUUID } from 'node:crypto';
import {
  CLIENT_CAPABILITIES_META_KEY,
  MissingRequiredClientCapabilityError,
  ProtocolError,
  acceptedContent,
  fromJsonSchema,
  inputRequired,
} from '@modelcontextprotocol/server';
import { said } from './content.mjs';

export const TASKS = 'io.modelcontextprotocol/tasks';
const TTL_MILLIS = 600_000;
const POLL_MILLIS = 100;

// Of the process, because each request is answered by a server of its own.
const tasks = new Map();

class Task {
  id = randomUUID();
  status = 'working';
  createdAt = new Date().toISOString();
  lastUpdatedAt = this.createdAt;
  asked = {};
  #told = new Map();
  stop = new AbortController();

  /** `work` gets this task and gives a tool's result; what it throws becomes the task's error. */
  constructor(work) {
    tasks.set(this.id, this);
    setTimeout(() => tasks.delete(this.id), TTL_MILLIS).unref();
    work(this).then(
      (result) => this.#end('completed', { result: { resultType: 'complete', ...result } }),
      (error) => this.#end('failed', { error: { code: error.code ?? -32603, message: error.message } }),
    );
  }

  #end(status, outcome) {
    if (this.status === 'cancelled') return;
    Object.assign(this, { outcome });
    this.#turn(status);
  }

  #turn(status) {
    this.status = status;
    this.lastUpdatedAt = new Date().toISOString();
  }

  get over() {
    return ['completed', 'failed', 'cancelled'].includes(this.status);
  }

  cancel() {
    if (this.over) return;
    this.#turn('cancelled');
    this.stop.abort();
  }

  /** Waits for the client to answer `request`. */
  ask(request) {
    const key = randomUUID();
    this.asked[key] = request;
    this.#turn('input_required');
    return new Promise((resolve) => this.#told.set(key, resolve));
  }

  tell(answers) {
    for (const [key, answer] of Object.entries(answers)) {
      if (!(key in this.asked) || this.over) continue;
      delete this.asked[key];
      if (Object.keys(this.asked).length === 0) this.#turn('working');
      this.#told.get(key)(answer);
    }
  }

  get summary() {
    const { id: taskId, status, createdAt, lastUpdatedAt } = this;
    return { taskId, status, createdAt, lastUpdatedAt, ttlMs: TTL_MILLIS, pollIntervalMs: POLL_MILLIS };
  }

  get details() {
    const asked = this.status === 'input_required' ? { inputRequests: this.asked } : {};
    return { ...this.summary, ...asked, ...this.outcome };
  }
}

function pause(seconds, { signal }) {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, seconds * 1000);
    signal.addEventListener('abort', () => (clearTimeout(timer), resolve()));
  });
}

const named = (name, type) => ({ type: 'object', properties: { [name]: { type } }, required: [name] });
const form = (message, name, type) => inputRequired.elicit({ message, requestedSchema: named(name, type) });

/** What becomes a task. `plain` is the answer to a client that knows no tasks; without it such a client is refused. */
const WORK = {
  slow_compute: {
    work: ({ seconds = 0, label = '' }) => async (task) => {
      await pause(seconds, task.stop);
      return said(`${label} after ${seconds} s`);
    },
    plain: async ({ seconds = 0, label = '' }) => {
      await pause(seconds, new AbortController());
      return said(`${label} after ${seconds} s`);
    },
  },
  failing_job: {
    work: () => async (task) => {
      await pause(0.2, task.stop);
      return { ...said('The job failed'), isError: true };
    },
  },
  protocol_error_job: {
    work: () => async (task) => {
      await pause(0.2, task.stop);
      throw new ProtocolError(-32603, 'The job broke');
    },
  },
  confirm_delete: {
    work: ({ filename }) => async (task) => {
      const answer = await task.ask(form(`Delete ${filename}?`, 'confirm', 'boolean'));
      return said(`${filename} ${answer.action === 'accept' && answer.content?.confirm ? 'deleted' : 'kept'}`);
    },
  },
  multi_input: {
    work: () => async (task) => {
      const answers = await Promise.all([
        task.ask(form('First name?', 'name', 'string')),
        task.ask(form('Second name?', 'name', 'string')),
      ]);
      return said(answers.map((answer) => answer.content?.name).join(' and '));
    },
  },
  test_tool_with_task: {
    // Its first round asks in the result of the call itself; only the second makes a task.
    before: (ctx) => acceptedContent(ctx.mcpReq.inputResponses, 'user_name') === undefined
      ? inputRequired({ inputRequests: { user_name: form('What is your name?', 'name', 'string') } })
      : undefined,
    work: (args, ctx) => {
      const { name } = acceptedContent(ctx.mcpReq.inputResponses, 'user_name');
      return async (task) => {
        await pause(0.2, task.stop);
        return said(`Hello, ${name}!`);
      };
    },
  },
};

const knowsTasks = (ctx) => ctx.mcpReq.envelope?.[CLIENT_CAPABILITIES_META_KEY]?.extensions?.[TASKS] !== undefined;

function needTasks(ctx) {
  if (!knowsTasks(ctx)) {
    throw new MissingRequiredClientCapabilityError({ requiredCapabilities: { extensions: { [TASKS]: {} } } });
  }
}

async function call({ work, plain, before }, args = {}, ctx) {
  if (plain && !knowsTasks(ctx)) return plain(args);
  needTasks(ctx);
  return before?.(ctx) ?? { resultType: 'task', ...new Task(work(args, ctx)).summary };
}

export function addTasks(mcp, tool) {
  const { server } = mcp;
  // The SDK's check of a tool's result knows no tasks: the tools in WORK go round it.
  const wrap = server._wrapHandler.bind(server);
  server._wrapHandler = (method, handler) => {
    const checked = wrap(method, handler);
    if (method !== 'tools/call') return checked;
    return (request, ctx) => {
      const work = Object.hasOwn(WORK, request.params.name) ? WORK[request.params.name] : undefined;
      return work ? call(work, request.params.arguments, ctx) : checked(request, ctx);
    };
  };
  tool('greet', 'Greets, at once', ({ name }) => said(`Hello, ${name}!`), named('name', 'string'));
  for (const name of Object.keys(WORK)) tool(name, `Becomes a task: ${name}`, () => said('not reached'));

  const params = fromJsonSchema(named('taskId', 'string'));
  const onTask = (method, act) => server.setRequestHandler(method, { params }, ({ taskId }, ctx) => {
    needTasks(ctx);
    const task = tasks.get(taskId);
    if (task === undefined) throw new ProtocolError(-32602, `No task "${taskId}"`);
    return act(task, ctx) ?? {};
  });
  onTask('tasks/get', (task) => task.details);
  onTask('tasks/update', (task, ctx) => task.tell(ctx.mcpReq.inputResponses ?? {}));
  onTask('tasks/cancel', (task) => task.cancel());
}
