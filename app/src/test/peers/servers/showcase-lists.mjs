// What the showcase server lists. Its tools use each schema dialect, each annotation and fields
// that no specification names, because a gateway must carry them all.
export const PAGE = 5;

export const PIXEL =
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';

export const SILENCE = 'UklGRiQAAABXQVZFZm10IBAAAAABAAEAQB8AAIA+AAACABAAZGF0YQAAAAA=';

export const NUMBERS = { celsius: 21.5, tiny: 1e-7, huge: 1e21, big: 9007199254740991, place: 'Århus', tags: [] };

const draft07 = 'http://json-schema.org/draft-07/schema#';
const draft2020 = 'https://json-schema.org/draft/2020-12/schema';

export const TOOLS = [
  {
    name: 'kinds',
    title: 'All kinds of content',
    description: 'Answers with every kind of content – text, image, audio, resources ⚠\ufe0f \u{1f433}',
    inputSchema: { type: 'object' },
    annotations: { title: 'Kinds', readOnlyHint: true, destructiveHint: false, openWorldHint: false },
    icons: [{ src: 'data:image/png;base64,AAAA', mimeType: 'image/png', sizes: ['any'] }],
    _meta: { 'example.com/group': 'basic', 'ui/resourceUri': 'ui://none' },
  },
  {
    name: 'say',
    description: 'Says its arguments back: <examples>say(a=1)</examples>',
    inputSchema: { $schema: draft07, type: 'object', properties: { a: {}, b: { type: ['string', 'null'] } } },
    'x-vendor': { rate: 1.5, deep: { er: ['\u2192', true, null] } },
  },
  {
    name: 'weather',
    inputSchema: { $schema: draft2020, type: 'object', properties: {}, additionalProperties: false },
    outputSchema: {
      $schema: draft2020,
      type: 'object',
      properties: {
        celsius: { type: 'number' },
        place: { type: 'string', pattern: '^[^\\s]+$' },
        tags: { type: 'array', items: { $ref: '#/$defs/tag' } },
      },
      required: ['celsius', 'place'],
      $defs: { tag: { type: 'string', format: 'int32' } },
    },
  },
  { name: 'fails', inputSchema: { type: 'object' }, outputSchema: { type: 'object', required: ['never'] } },
  { name: 'breaks', inputSchema: { type: 'object' } },
  { name: 'talk', inputSchema: { type: 'object', properties: {} } },
  { name: 'ask', inputSchema: { type: 'object', properties: {} } },
  { name: 'sample', inputSchema: { type: 'object', properties: {} } },
  { name: 'roots', inputSchema: { type: 'object', properties: {} } },
  { name: 'rounds', inputSchema: { type: 'object', properties: {} } },
  { name: 'wait', inputSchema: { type: 'object', properties: {} } },
  { name: 'grow', inputSchema: { type: 'object', properties: {} } },
  { name: 'touch', inputSchema: { type: 'object', properties: {} } },
  {
    name: 'Names.with_all-kinds.2',
    inputSchema: {
      type: 'object',
      properties: {
        day: { type: 'string', pattern: '^\\d{4}-\\d{2}-\\d{2}$' },
        node: { type: 'string', pattern: '^I?\\d+[:|-]\\d+(?:;\\d+[:|-]\\d+)*$' },
        mail: { type: 'string', pattern: '^(?!\\.)(?!.*\\.\\.)[a-z.]+@[a-z.]+$', format: 'email' },
      },
    },
  },
];

export const PROMPTS = [1, 2, 3, 4, 5, 6].map((n) => ({
  name: `prompt-${n}`,
  title: `Prompt ${n}`,
  ...(n % 2 ? { arguments: [{ name: 'colour', description: 'a colour', required: n === 1 }] } : {}),
  _meta: { n },
}));

export const RESOURCES = [
  {
    uri: 'show://note',
    name: 'note',
    title: 'A note',
    description: 'plain text',
    mimeType: 'text/plain',
    size: 6,
    annotations: { audience: ['assistant'], priority: 1 },
  },
  { uri: 'show://bytes', name: 'bytes', mimeType: 'application/octet-stream' },
  ...[1, 2, 3, 4].map((n) => ({ uri: `show://items/${n}?q=%20a&b=c`, name: `item ${n}`, 'x-n': n })),
];

export const TEMPLATES = [
  { uriTemplate: 'show://items/{id}', name: 'items', title: 'Items', mimeType: 'text/plain', _meta: { a: [] } },
];
