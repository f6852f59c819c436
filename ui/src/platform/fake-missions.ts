/** The invented engine's missions. `fan-out-order-events` is whole; the others have what a list and a first screen need. */
import type { BlankKindDto, LevelDto, MissionKindDto, MissionSourceDto } from '~/bindings';

import type { FakeCriterion } from './fake-grader';

export interface FakeMission {
  id: string;
  title: string;
  summary: string;
  level: LevelDto;
  services: string[];
  skills: string[];
  minutes: number;
  scenario: string;
  starter: string;
  solution: string;
  criteria: FakeCriterion[];
  /** `build` when it is not given. */
  kind?: MissionKindDto;
  /** `bundled` when it is not given. */
  source?: MissionSourceDto;
  seed?: number;
  /** The mission whose second part this is. */
  follows?: string;
  /** The mission whose template was broken, and in how many ways. */
  sabotaged?: { missionId: string; changes: number };
  blanks?: FakeBlank[];
}

/** A blank of a starter, which has it as `__id__`, alone of its line. */
export interface FakeBlank {
  id: string;
  kind: BlankKindDto;
  ask: string;
  example: string;
  form: string;
  values?: string[];
  resource: string;
  path: string;
}

export interface FakePack {
  id: string;
  title: string;
  summary: string;
  missions: FakeMission[];
}

const ORDERS_SCENARIO = `**Bramble & Co.** sells garden furniture. When an order is paid, one Lambda function sends the receipt, books the courier and
updates the stock, in that order. When the courier's API is down, nobody gets a receipt.

The team wants each of those to happen *on its own*:

- the shop publishes an order **once**, to a topic;
- bookings wait in a queue until the worker is ready for them;
- an audit function sees every order, whatever the worker does.

Messages that keep failing must end somewhere a person can look at them. Finally, the worker may read **only** its own queue:
last year a copied policy let a test function empty the production one.

\`\`\`yaml
RedrivePolicy:
  deadLetterTargetArn: arn of another queue
  maxReceiveCount: 5
\`\`\`

See [SNS message filtering](https://docs.aws.amazon.com/sns/) when you are done.`;

const ORDERS_STARTER = `AWSTemplateFormatVersion: "2010-09-09"
Description: Order events of Bramble & Co.

Parameters:
  Stage:
    Type: String
    Default: dev

Resources:
  Orders:
    Type: AWS::SNS::Topic
    Properties:
      TopicName: !Sub "orders-\${Stage}"

  Jobs:
    Type: AWS::SQS::Queue
    Properties:
      QueueName: !Sub "jobs-\${Stage}"
      VisibilityTimeout: 180

  Audit:
    Type: AWS::Lambda::Function
    Properties:
      Handler: audit.handler
      Runtime: nodejs22.x
      Role: !GetAtt WorkerRole.Arn
      Code:
        S3Bucket: bramble-artifacts
        S3Key: audit.zip

  Worker:
    Type: AWS::Lambda::Function
    Properties:
      Handler: worker.handler
      Runtime: nodejs16.x
      Role: !GetAtt WorkerRole.Arn
      Timeout: 30
      Code:
        S3Bucket: bramble-artifacts
        S3Key: worker.zip

  WorkerRole:
    Type: AWS::IAM::Role
    Properties:
      AssumeRolePolicyDocument:
        Version: "2012-10-17"
        Statement:
          - Effect: Allow
            Principal: { Service: lambda.amazonaws.com }
            Action: sts:AssumeRole
      Policies:
        - PolicyName: read-jobs
          PolicyDocument:
            Version: "2012-10-17"
            Statement:
              - Effect: Allow
                Action: [sqs:ReceiveMessage, sqs:DeleteMessage]
                Resource: "*"
`;

const SUBSCRIPTIONS = `
  OrdersToJobs:
    Type: AWS::SNS::Subscription
    Properties:
      TopicArn: !Ref Orders
      Protocol: sqs
      Endpoint: !GetAtt Jobs.Arn

  OrdersToAudit:
    Type: AWS::SNS::Subscription
    Properties:
      TopicArn: !Ref Orders
      Protocol: lambda
      Endpoint: !GetAtt Audit.Arn
`;

/** What the learner has after each useful save. */
export const ORDERS_STEPS: string[] = [
  ORDERS_STARTER + SUBSCRIPTIONS,
  ORDERS_STARTER.replace('nodejs16.x', 'nodejs22.x') + SUBSCRIPTIONS,
];

const ORDERS_SOLUTION =
  ORDERS_STARTER.replace('nodejs16.x', 'nodejs22.x')
    .replace(
      'VisibilityTimeout: 180',
      `VisibilityTimeout: 180
      RedrivePolicy:
        deadLetterTargetArn: !GetAtt JobsDead.Arn
        maxReceiveCount: 5

  JobsDead:
    Type: AWS::SQS::Queue
    Properties:
      MessageRetentionPeriod: 1209600`,
    )
    .replace('Resource: "*"', 'Resource: !GetAtt Jobs.Arn') + SUBSCRIPTIONS;

const ORDERS_CRITERIA: FakeCriterion[] = [
  {
    id: 'topic',
    label: 'An SNS topic receives orders',
    weight: 1,
    tag: 'function',
    resource: 'Orders',
    path: 'Type',
    expected: 'AWS::SNS::Topic',
    met: /AWS::SNS::Topic/,
    near: /Resources:/,
    fails: 'There is no `AWS::SNS::Topic` in this template.',
    hints: [
      'One event, many readers: that is what a topic is for.',
      'Add it under `Resources`, beside the queue.',
      'A resource of type `AWS::SNS::Topic`.',
    ],
  },
  {
    id: 'fanout',
    label: 'The topic delivers to a queue and a function',
    weight: 3,
    tag: 'function',
    requires: ['topic'],
    resource: 'OrdersToJobs',
    path: 'Protocol',
    expected: 'sqs, lambda',
    met: /Protocol: sqs[\s\S]*Protocol: lambda/,
    near: /Type: AWS::SNS::Topic/,
    fails: '`Orders` delivers to nothing: a subscription for `Jobs` and one for `Audit` are missing.',
    kind: 'graph',
    parts: [
      {
        met: /Protocol: sqs/,
        is: '`Orders` delivers to `Jobs`.',
        isNot: '`Orders` does not deliver to `Jobs`: add a subscription.',
        near: /OrdersToJobs|Orders:/,
      },
      {
        met: /Protocol: lambda/,
        is: '`Orders` delivers to `Audit`.',
        isNot: '`Orders` does not deliver to `Audit`: add a subscription.',
        near: /OrdersToAudit|Orders:/,
      },
    ],
    hints: [
      'A topic sends to its subscriptions. Each is a resource of its own.',
      'Two `AWS::SNS::Subscription`, each with the topic in `TopicArn`.',
      '`Protocol: sqs` with the ARN of the queue, `Protocol: lambda` with that of the function.',
    ],
  },
  {
    id: 'runtime',
    label: 'The worker runs Node.js 22',
    weight: 1,
    tag: 'security',
    resource: 'Worker',
    path: 'Runtime',
    expected: 'nodejs22.x',
    met: /worker\.handler\n\s+Runtime: nodejs22\.x/,
    found: /worker\.handler\n\s+Runtime: (\S+)/,
    near: /Worker:/,
    fails: '`Worker` runs on `nodejs16.x`, which AWS no longer patches.',
    hints: [
      'AWS stops patching a runtime some time after its language does.',
      'Look at `Runtime` of `Worker`.',
      'The identifier is `nodejs`, the major version and `.x`.',
    ],
  },
  {
    id: 'dlq',
    label: 'Poisoned messages end in a dead-letter queue',
    weight: 2,
    tag: 'reliability',
    requires: ['fanout'],
    resource: 'Jobs',
    path: 'RedrivePolicy',
    expected: 'a queue in this template',
    met: /RedrivePolicy:\s+deadLetterTargetArn: !GetAtt/,
    near: /VisibilityTimeout: \d+/,
    fails: '`Orders` delivers to `Jobs`; there is no dead-letter queue of `Jobs`. One more thing is missing.',
    kind: 'graph',
    parts: [
      { met: /Protocol: sqs/, is: '`Orders` delivers to `Jobs`.', isNot: '', near: /OrdersToJobs/ },
      {
        met: /RedrivePolicy/,
        is: '`Jobs` dead-letters to `JobsDead`.',
        isNot: '`Jobs` has no dead-letter queue: add `RedrivePolicy` to `Jobs`.',
        near: /VisibilityTimeout: \d+/,
      },
      {
        met: /JobsDead:/,
        is: '`JobsDead` is a queue of its own.',
        isNot: 'There is no second queue in this template yet.',
      },
    ],
    hints: [
      'SQS hands a failing message out again and again until it expires. A redrive policy moves it aside.',
      'The policy stands on the queue that is **read**, and names the other queue.',
      '`RedrivePolicy` with `deadLetterTargetArn` (a `!GetAtt` of the other queue) and `maxReceiveCount`.',
    ],
  },
  {
    id: 'least-privilege',
    label: 'The worker may read only that queue',
    weight: 2,
    tag: 'security',
    requires: ['dlq'],
    resource: 'WorkerRole',
    path: 'Policies.0.PolicyDocument.Statement.0.Resource',
    expected: 'the ARN of Jobs',
    met: /Resource: !GetAtt Jobs\.Arn/,
    found: /Resource: (.+)/,
    near: /WorkerRole:/,
    fails: '`WorkerRole` may receive from `Jobs`, and from every other queue of the account.',
    kind: 'iam',
    parts: [
      {
        met: /Action: \[sqs:ReceiveMessage/,
        is: 'The policy `read-jobs` of `WorkerRole` allows `sqs:ReceiveMessage` on `Jobs`.',
        isNot: '',
        near: /Effect: Allow\n\s+Action: \[/,
      },
      {
        met: /Resource: !GetAtt Jobs\.Arn/,
        is: 'Its `Resource` is `Jobs` alone.',
        isNot: 'The same statement reaches further than `Jobs`: its `Resource` is `*`.',
        near: /Resource: (.+)/,
      },
    ],
    fromGrader: true,
    hints: [
      'A role should be able to do its work and nothing else. Ask which single thing it has to touch.',
      'Look at `WorkerRole`, line 64: `Policies[0].PolicyDocument.Statement[0].Resource` is meant.',
      'What has to be there: the ARN of `Jobs`. For example:\n\n```yaml\nResource: !GetAtt Jobs.Arn\n```',
    ],
  },
];

interface Line {
  id: string;
  title: string;
  summary: string;
  level: LevelDto;
  services: string[];
  skills: string[];
  minutes: number;
  type: string;
  /** `label | property | wanted | what the starter has`. */
  criteria: string[];
}

/** A mission whose template is one resource with one property a criterion. */
function small(line: Line): FakeMission {
  const rows = line.criteria.map((criterion) => criterion.split('|').map((part) => part.trim()));
  const template = (column: number) =>
    `AWSTemplateFormatVersion: "2010-09-09"\n\nResources:\n  Main:\n    Type: ${line.type}\n    Properties:\n` +
    rows.map((row) => `      ${row[1]}: ${row[column]}\n`).join('');
  return {
    ...line,
    scenario: `${line.summary}\n\nThe template in your workspace is what runs today. Change it until every criterion passes; each save is graded.`,
    starter: template(3),
    solution: template(2),
    criteria: rows.map(([label = '', property = '', wanted = ''], index) => ({
      id: `c${index + 1}`,
      label,
      weight: index === 0 ? 2 : 1,
      resource: 'Main',
      path: property,
      expected: wanted,
      met: new RegExp(`${property}: ${literal(wanted)}$`, 'm'),
      found: new RegExp(`${property}: (.*)$`, 'm'),
      near: /Main:/,
      fails: `\`Main.${property}\` is not \`${wanted}\`.`,
      hints: [
        `Read what \`${property}\` does in the documentation of \`${line.type}\`.`,
        `It is a property of \`Main\`.`,
        `The value is \`${wanted}\`.`,
      ],
    })),
  };
}

function literal(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}

const FOUNDATIONS: Line[] = [
  {
    id: 'private-bucket',
    title: 'A bucket that keeps secrets',
    summary: 'A law firm found its scanned contracts in a search engine.',
    level: 'foundation',
    services: ['s3'],
    skills: ['storage.access', 'security.encryption'],
    minutes: 15,
    type: 'AWS::S3::Bucket',
    criteria: [
      'The bucket blocks public access | BlockPublicPolicy | true | false',
      'Objects are encrypted with a key of the firm | SSEAlgorithm | aws:kms | AES256',
      'Old versions are kept | VersioningStatus | Enabled | Suspended',
    ],
  },
  {
    id: 'right-sized-function',
    title: 'A function that finishes',
    summary: 'The nightly invoice run stops after three seconds, every night.',
    level: 'foundation',
    services: ['lambda'],
    skills: ['compute.lambda'],
    minutes: 15,
    type: 'AWS::Lambda::Function',
    criteria: [
      'The function has five minutes | Timeout | 300 | 3',
      'It has memory for a month of invoices | MemorySize | 1024 | 128',
      'It runs a supported Python | Runtime | python3.13 | python3.8',
      'It runs on Graviton | Architecture | arm64 | x86_64',
    ],
  },
  {
    id: 'decouple-with-a-queue',
    title: 'Decouple with a queue',
    summary: 'A report job falls over each morning at nine.',
    level: 'foundation',
    services: ['sqs', 'lambda'],
    skills: ['messaging.queues'],
    minutes: 20,
    type: 'AWS::SQS::Queue',
    criteria: [
      'Messages stay for four days | MessageRetentionPeriod | 345600 | 60',
      'A message is hidden while it is worked on | VisibilityTimeout | 180 | 30',
      'Readers wait for messages | ReceiveMessageWaitTimeSeconds | 20 | 0',
    ],
  },
  {
    id: 'alerts-people-read',
    title: 'Alerts people read',
    summary: 'Forty alarms a night have taught the team to sleep through them.',
    level: 'foundation',
    services: ['cloudwatch', 'sns'],
    skills: ['operations.alarms'],
    minutes: 20,
    type: 'AWS::CloudWatch::Alarm',
    criteria: [
      'It waits for three bad minutes of five | DatapointsToAlarm | 3 | 1',
      'It looks at five minutes | EvaluationPeriods | 5 | 1',
      'Silence is not an alarm | TreatMissingData | notBreaching | breaching',
    ],
  },
  {
    id: 'table-that-survives',
    title: 'A table that survives mistakes',
    summary: 'Somebody dropped the bookings table on a Friday afternoon.',
    level: 'foundation',
    services: ['dynamodb'],
    skills: ['databases.dynamodb', 'reliability.backup'],
    minutes: 20,
    type: 'AWS::DynamoDB::Table',
    criteria: [
      'The table cannot be deleted by accident | DeletionProtectionEnabled | true | false',
      'It can be restored to any second | PointInTimeRecoveryEnabled | true | false',
      'It is paid by request | BillingMode | PAY_PER_REQUEST | PROVISIONED',
    ],
  },
  {
    id: 'close-the-port',
    title: 'Close the port',
    summary: 'The database answers to the whole internet. An auditor noticed first.',
    level: 'associate',
    services: ['ec2'],
    skills: ['networking.security-groups'],
    minutes: 25,
    type: 'AWS::EC2::SecurityGroupIngress',
    criteria: [
      'Only the app’s subnet may come in | CidrIp | 10.0.1.0/24 | 0.0.0.0/0',
      'Only the database’s port is open | FromPort | 5432 | 0',
      'No port above it | ToPort | 5432 | 65535',
    ],
  },
  {
    id: 'least-privilege-role',
    title: 'Only what it needs',
    summary: 'A thumbnail function can delete every bucket in the account.',
    level: 'associate',
    services: ['iam', 'lambda', 's3'],
    skills: ['security.least-privilege'],
    minutes: 25,
    type: 'AWS::IAM::Role',
    criteria: [
      'It reads objects and nothing more | Action | s3:GetObject | "*"',
      'Only from the uploads bucket | Resource | arn:aws:s3:::uploads/* | "*"',
      'Sessions end within the hour | MaxSessionDuration | 3600 | 43200',
    ],
  },
  {
    id: 'two-zones',
    title: 'Two zones, one network',
    summary: 'One data centre lost power, and with it the whole clinic.',
    level: 'associate',
    services: ['vpc', 'ec2'],
    skills: ['networking.vpc', 'reliability.zones'],
    minutes: 35,
    type: 'AWS::EC2::VPC',
    criteria: [
      'The network has room to grow | CidrBlock | 10.0.0.0/16 | 10.0.0.0/28',
      'Names resolve inside it | EnableDnsSupport | true | false',
      'Machines get names | EnableDnsHostnames | true | false',
    ],
  },
  {
    id: 'front-door',
    title: 'A front door with a lock',
    summary: 'A public API lets anyone book a room as anyone else.',
    level: 'professional',
    services: ['apigateway', 'lambda', 'iam'],
    skills: ['security.api'],
    minutes: 40,
    type: 'AWS::ApiGatewayV2::Route',
    criteria: [
      'Callers must show a token | AuthorizationType | JWT | NONE',
      'Bursts are slowed | ThrottlingBurstLimit | 50 | 10000',
      'Each call is logged | LoggingLevel | INFO | "OFF"',
    ],
  },
];

const EVENT_DRIVEN: Line[] = [
  {
    id: 'nightly-clean-up',
    title: 'Nightly clean-up',
    summary: 'Old uploads cost more than new ones.',
    level: 'foundation',
    services: ['events', 'lambda', 's3'],
    skills: ['messaging.schedules', 'cost.storage'],
    minutes: 20,
    type: 'AWS::Events::Rule',
    criteria: [
      'It runs each night | ScheduleExpression | cron(0 3 * * ? *) | rate(1 minute)',
      'It is on | State | ENABLED | DISABLED',
    ],
  },
  {
    id: 'replay-what-was-lost',
    title: 'Replay what was lost',
    summary: 'Support needs yesterday’s events back, in order.',
    level: 'associate',
    services: ['events', 'sqs'],
    skills: ['messaging.replay'],
    minutes: 35,
    type: 'AWS::Events::Archive',
    criteria: [
      'Events are kept for a month | RetentionDays | 30 | 0',
      'The archive has a name | ArchiveName | orders | ""',
    ],
  },
  {
    id: 'exactly-the-order',
    title: 'Exactly the order it happened',
    summary: 'A bank books the withdrawal before the deposit that covers it.',
    level: 'professional',
    services: ['sqs', 'sns'],
    skills: ['messaging.ordering', 'messaging.queues'],
    minutes: 40,
    type: 'AWS::SQS::Queue',
    criteria: [
      'The queue keeps order | FifoQueue | true | false',
      'Copies are dropped | ContentBasedDeduplication | true | false',
    ],
  },
];

const METERS_STARTER = `AWSTemplateFormatVersion: "2010-09-09"
Description: Readings of a valley's water meters

Resources:
  Readings:
    Type: AWS::SQS::Queue
    Properties:
      VisibilityTimeout: __visibility-timeout__
      RedrivePolicy:
        deadLetterTargetArn: !GetAtt __dead-letter-queue__.Arn
        maxReceiveCount: __tries__

  ReadingsFailed:
    Type: AWS::SQS::Queue
    Properties:
      __kept-for__: 1209600

  Reader:
    Type: AWS::Lambda::Function
    Properties:
      Handler: reader.handler
      Runtime: __runtime__
      Timeout: 50
      Role: !GetAtt ReaderRole.Arn

  Meters:
    Type: AWS::DynamoDB::Table
    Properties:
      BillingMode: __billing-mode__
`;

const METERS_ANSWERS: Record<string, string> = {
  'visibility-timeout': '300',
  'dead-letter-queue': 'ReadingsFailed',
  tries: '5',
  'kept-for': 'MessageRetentionPeriod',
  runtime: 'python3.13',
  'billing-mode': 'PAY_PER_REQUEST',
};

const METERS_BLANKS: FakeBlank[] = [
  {
    id: 'visibility-timeout',
    kind: 'duration',
    ask: 'how long a reading stays hidden while it is worked on',
    example: '45 s',
    form: 'a whole number of seconds from 0 to 43200',
    resource: 'Readings',
    path: 'VisibilityTimeout',
  },
  {
    id: 'dead-letter-queue',
    kind: 'logicalId',
    ask: 'where readings go that keep failing',
    example: 'SomeOtherQueue',
    form: 'the logical id of a resource of this template',
    resource: 'Readings',
    path: 'RedrivePolicy.deadLetterTargetArn',
  },
  {
    id: 'tries',
    kind: 'integer',
    ask: 'how often a reading is tried',
    example: '12',
    form: 'a whole number from 1 to 1000',
    resource: 'Readings',
    path: 'RedrivePolicy.maxReceiveCount',
  },
  {
    id: 'kept-for',
    kind: 'property',
    ask: 'the property that says how long messages are kept',
    example: 'DelaySeconds',
    form: 'the name of a property of AWS::SQS::Queue',
    resource: 'ReadingsFailed',
    path: '',
  },
  {
    id: 'runtime',
    kind: 'runtime',
    ask: 'a supported Python',
    example: 'nodejs20.x',
    form: 'the identifier of a Lambda runtime',
    resource: 'Reader',
    path: 'Runtime',
  },
  {
    id: 'billing-mode',
    kind: 'enum',
    ask: 'how the table is paid for',
    example: 'PROVISIONED',
    form: 'one of these words',
    values: ['PROVISIONED', 'PAY_PER_REQUEST', 'RESERVED'],
    resource: 'Meters',
    path: 'BillingMode',
  },
];

/** A mission with six blanks; each has a criterion of its own. */
const METERS: FakeMission = {
  id: 'meters-with-gaps',
  title: 'Meters with gaps',
  summary: 'A valley’s water readings vanish when one of them is broken.',
  level: 'foundation',
  services: ['sqs', 'lambda', 'dynamodb'],
  skills: ['messaging.dead-letter', 'compute.lambda'],
  minutes: 15,
  kind: 'blanks',
  scenario: 'A valley reads its water meters by radio. One broken reading holds up all those behind it.',
  starter: METERS_STARTER,
  solution: Object.entries(METERS_ANSWERS).reduce(
    (text, [id, answer]) => text.replace(`__${id}__`, answer),
    METERS_STARTER,
  ),
  blanks: METERS_BLANKS,
  criteria: [
    ...METERS_BLANKS.map(({ id, ask, resource, path, form }) => ({
      id,
      label: `${ask.charAt(0).toUpperCase()}${ask.slice(1)} is right`,
      weight: 1,
      resource,
      path: path || 'MessageRetentionPeriod',
      expected: form,
      met: new RegExp(`${literal(lineOf(id)).replace(`__${id}__`, literal(METERS_ANSWERS[id] ?? ''))}$`, 'm'),
      near: new RegExp(`${resource}:`),
      fails: `\`${resource}\` is not what the valley needs.`,
      hints: ['Read the brief again.', `Look at \`${resource}\`.`, `It is ${form}.`],
    })),
    {
      id: 'timeout',
      label: 'A reading is worked on for less than a minute',
      weight: 1,
      given: true,
      resource: 'Reader',
      path: 'Timeout',
      expected: '50',
      met: /Timeout: 50$/m,
      near: /Reader:/,
      fails: '`Reader.Timeout` is not 50 any more.',
      hints: ['You had it already.', 'Look at `Reader`.', 'It is a number of seconds.'],
    },
  ],
};

function lineOf(blankId: string): string {
  return METERS_STARTER.split('\n').find((line) => line.includes(`__${blankId}__`)) ?? '';
}

/** The second part of a mission that the learner knows. */
const ORDERS_AGAIN: FakeMission = {
  ...small({
    id: 'orders-for-less',
    title: 'The same orders for less',
    summary: 'The bill came. The shop wants its events for half of it.',
    level: 'professional',
    services: ['sqs'],
    skills: ['cost.messaging', 'messaging.fan-out'],
    minutes: 30,
    type: 'AWS::SQS::Queue',
    criteria: ['Readers wait for messages | ReceiveMessageWaitTimeSeconds | 20 | 0'],
  }),
  follows: 'fan-out-order-events',
};

/** Missions without a model that are not plain: with blanks, and with a second part. Only some scenarios have them. */
export const PRACTICE_PACK: FakePack = {
  id: 'resilience-and-cost',
  title: 'Resilience and cost',
  summary: 'What lasts, and what it costs.',
  missions: [METERS, ORDERS_AGAIN],
};

const ORDERS: FakeMission = {
  id: 'fan-out-order-events',
  title: 'Fan out order events',
  summary: 'A shop loses orders when its one consumer is down.',
  level: 'associate',
  services: ['sns', 'sqs', 'lambda'],
  skills: ['messaging.fan-out', 'messaging.dead-letter', 'security.least-privilege'],
  minutes: 30,
  scenario: ORDERS_SCENARIO,
  starter: ORDERS_STARTER,
  solution: ORDERS_SOLUTION,
  criteria: ORDERS_CRITERIA,
};

export const FAKE_PACKS: FakePack[] = [
  {
    id: 'foundations',
    title: 'Foundations',
    summary: 'Ten first architectures, one idea each.',
    missions: [...FOUNDATIONS.slice(0, 7).map(small), ORDERS, ...FOUNDATIONS.slice(7).map(small)],
  },
  {
    id: 'event-driven',
    title: 'Event-driven',
    summary: 'Systems that talk by what happened.',
    missions: EVENT_DRIVEN.map(small),
  },
];
