// The plain way to grade a template, as a peer for benchmarks: js-yaml to objects, then a walk along each property's path. It has no
// places, no functions, no parameters and no relations. Prints the median time of a file, warm, in microseconds.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';

const [corpus, modules] = process.argv.slice(2);
const require = createRequire(pathToFileURL(join(modules, 'index.js')));
const yaml = require('js-yaml');

const tags = ['scalar', 'sequence', 'mapping'].flatMap((kind) =>
  'Ref Sub GetAtt Join Select Split If Equals And Or Not FindInMap Base64 Cidr GetAZs ImportValue Transform Condition'
    .split(' ')
    .map((name) => new yaml.Type('!' + name, { kind, construct: (value) => ({ ['Fn::' + name]: value }) })),
);
const schema = yaml.DEFAULT_SCHEMA.extend(tags);
const criteria = [
  ['AWS::Lambda::Function', 'Runtime', 'nodejs22.x'],
  ['AWS::S3::Bucket', 'BucketEncryption.ServerSideEncryptionConfiguration.0.ServerSideEncryptionByDefault.SSEAlgorithm', 'AES256'],
  ['AWS::DynamoDB::Table', 'BillingMode', 'PAY_PER_REQUEST'],
  ['AWS::SQS::Queue', 'VisibilityTimeout', 180],
  ['AWS::IAM::Role', 'AssumeRolePolicyDocument.Statement.0.Effect', 'Allow'],
  ['AWS::SNS::Topic', 'TopicName', 'orders'],
  ['AWS::EC2::Subnet', 'CidrBlock', '10.0.0.0/24'],
  ['AWS::Lambda::Function', 'Timeout', 30],
];

function grade(text) {
  const template = yaml.load(text, { schema, json: true }) ?? {};
  const resources = Object.values(template.Resources ?? {});
  return criteria.filter(([type, path, expected]) =>
    resources.some(
      (resource) =>
        resource?.Type === type &&
        path.split('.').reduce((value, key) => value?.[key], resource.Properties) === expected,
    ),
  ).length;
}

const files = JSON.parse(readFileSync(join(corpus, 'index.json'), 'utf8')).map(({ path }) => readFileSync(join(corpus, path), 'utf8'));
const medians = [];
let unreadable = 0;
for (const text of files) {
  const times = [];
  try {
    for (let run = 0; run < 11; run += 1) {
      const start = process.hrtime.bigint();
      grade(text);
      times.push(Number(process.hrtime.bigint() - start) / 1000);
    }
  } catch {
    unreadable += 1;
    continue;
  }
  medians.push(times.sort((a, b) => a - b)[5]);
}
medians.sort((a, b) => a - b);
console.log(
  `js-yaml and the plain algorithm, ${medians.length} files (${unreadable} it cannot read): median of a file ${Math.round(medians[medians.length >> 1])} µs, slowest ${Math.round(medians.at(-1))} µs`,
);
