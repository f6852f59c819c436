//! Line by line: what is replaced, and what is left alone.

use crate::scrub::scrub;

/// The text, and the same with its placeholder.
fn check(text: &str, expected: &str) {
    assert_eq!(scrub(text).text, expected, "of the text {text:?}");
}

#[test]
fn secrets_are_replaced_where_they_stand() {
    for (text, expected) in [
        (
            "Key: AKIAIOSFODNN7EXAMPLE",
            "Key: REMOVED_AWS_ACCESS_KEY_ID",
        ),
        (
            "- ASIAIOSFODNN7EXAMPLE # old",
            "- REMOVED_AWS_ACCESS_KEY_ID # old",
        ),
        (
            "- wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY",
            "- REMOVED_AWS_SECRET_ACCESS_KEY",
        ),
        (
            "aws_secret_access_key = wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY",
            "aws_secret_access_key = REMOVED_AWS_SECRET_ACCESS_KEY",
        ),
        (
            r#"{"a": "x\nwJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY\n"}"#,
            r#"{"a": "x\nREMOVED_AWS_SECRET_ACCESS_KEY\n"}"#,
        ),
        (
            "MasterUserPassword: swordfish",
            "MasterUserPassword: REMOVED_PASSWORD",
        ),
        (
            "MasterUserPassword: 'it''s me'",
            "MasterUserPassword: 'REMOVED_PASSWORD'",
        ),
        (
            "MasterUserPassword: \"x \\\"quoted\\\" one1\" # remark",
            "MasterUserPassword: \"REMOVED_PASSWORD\" # remark",
        ),
        (
            "MasterUserPassword: !Sub hunter2",
            "MasterUserPassword: !Sub REMOVED_PASSWORD",
        ),
        ("  DB_PASS: 12345678", "  DB_PASS: REMOVED_PASSWORD"),
        (
            "{\"Password\": \"x{y}z\", \"Port\": 5432}",
            "{\"Password\": \"REMOVED_PASSWORD\", \"Port\": 5432}",
        ),
        (
            "Variables: {DB_PASSWORD: hunter2, STAGE: prod}",
            "Variables: {DB_PASSWORD: REMOVED_PASSWORD, STAGE: prod}",
        ),
        (
            "export DB_PASSWORD=swordfish",
            "export DB_PASSWORD=REMOVED_PASSWORD",
        ),
        (
            "  - MYSQL_ROOT_PASSWORD=swordfish",
            "  - MYSQL_ROOT_PASSWORD=REMOVED_PASSWORD",
        ),
        (
            "mysql -u root -phunter2 < a.sql",
            "mysql -u root -pREMOVED_PASSWORD < a.sql",
        ),
        (
            "psql \"postgres://admin:hun:ter2@db.example.com/app\"",
            "psql \"postgres://admin:REMOVED_PASSWORD@db.example.com/app\"",
        ),
        (
            "Url: !Sub mysql://admin:hunter2@${Db.Endpoint.Address}/app",
            "Url: !Sub mysql://admin:REMOVED_PASSWORD@${Db.Endpoint.Address}/app",
        ),
        (
            "Server=db;User Id=sa;Password=Hunter2!;Encrypt=true",
            "Server=db;User Id=sa;Password=REMOVED_PASSWORD;Encrypt=true",
        ),
        (
            "curl -u admin:hunter2 https://example.com",
            "curl -u admin:REMOVED_PASSWORD https://example.com",
        ),
        (
            "app --api-key 9f8e7d6c5b4a --verbose",
            "app --api-key REMOVED_TOKEN --verbose",
        ),
        (
            "app --password=swordfish",
            "app --password=REMOVED_PASSWORD",
        ),
        (
            "# the password is hunter2!",
            "# the password is REMOVED_PASSWORD",
        ),
        ("# password: hunter2", "# password: REMOVED_PASSWORD"),
        (
            "<password>hunter2</password>",
            "<password>REMOVED_PASSWORD</password>",
        ),
        (
            "CREATE USER a IDENTIFIED BY 'swordfish';",
            "CREATE USER a IDENTIFIED BY 'REMOVED_PASSWORD';",
        ),
        (
            "ConvertTo-SecureString \"swordfish\" -AsPlainText",
            "ConvertTo-SecureString \"REMOVED_PASSWORD\" -AsPlainText",
        ),
        (
            "echo 'admin:swordfish' | chpasswd",
            "echo 'admin:REMOVED_PASSWORD' | chpasswd",
        ),
        (
            "password = \"swordfish\"",
            "password = \"REMOVED_PASSWORD\"",
        ),
        (
            "{'password': 'swordfish'}",
            "{'password': 'REMOVED_PASSWORD'}",
        ),
        (
            "SecretString: '{\"username\": \"admin\", \"password\": \"swordfish\"}'",
            "SecretString: '{\"username\": \"admin\", \"password\": \"REMOVED_PASSWORD\"}'",
        ),
        (
            r#""SecretString": "{\"username\": \"admin\", \"password\": \"swordfish\"}""#,
            r#""SecretString": "{\"username\": \"admin\", \"password\": \"REMOVED_PASSWORD\"}""#,
        ),
        ("ClientSecret: 8f2c9d1e4b7a", "ClientSecret: REMOVED_TOKEN"),
        ("ApiKey: x7Kd-abcd-QWER-9s8d", "ApiKey: REMOVED_TOKEN"),
        (
            "ENCRYPTION_KEY: 9f3b1c77d2e84a06",
            "ENCRYPTION_KEY: REMOVED_TOKEN",
        ),
        (
            "EncryptionKey: Zm9vYmFyYmF6cXV4MQ==",
            "EncryptionKey: REMOVED_TOKEN",
        ),
        (
            r#"{"HMAC_KEY": "k3y-9f3b1c77d2e8"}"#,
            r#"{"HMAC_KEY": "REMOVED_TOKEN"}"#,
        ),
        ("hmacKey: 9f3b1c77d2e84a06", "hmacKey: REMOVED_TOKEN"),
        (
            "export SIGNING_KEY=9f3b1c77d2e84a06",
            "export SIGNING_KEY=REMOVED_TOKEN",
        ),
        (
            "Authorization: Bearer abcdef0123456789abcdef",
            "Authorization: Bearer REMOVED_TOKEN",
        ),
        (
            "- Name: DB_PASSWORD\n  Value: swordfish",
            "- Name: DB_PASSWORD\n  Value: REMOVED_PASSWORD",
        ),
        (
            "- Value: swordfish\n  Name: DB_PASSWORD",
            "- Value: REMOVED_PASSWORD\n  Name: DB_PASSWORD",
        ),
        (
            "[{\"Name\": \"DB_PASSWORD\", \"Value\": \"swordfish\"}]",
            "[{\"Name\": \"DB_PASSWORD\", \"Value\": \"REMOVED_PASSWORD\"}]",
        ),
        (
            "Password: |\n  swordfish\nNext: 1",
            "Password: |\n  REMOVED_PASSWORD\nNext: 1",
        ),
        (
            "Role: arn:aws:iam::123456789012:role/x",
            "Role: arn:aws:iam::REMOVED_ACCOUNT_ID:role/x",
        ),
        (
            "Image: 123456789012.dkr.ecr.eu-west-1.amazonaws.com/a",
            "Image: REMOVED_ACCOUNT_ID.dkr.ecr.eu-west-1.amazonaws.com/a",
        ),
        (
            "Bucket: logs-123456789012-eu-west-1",
            "Bucket: logs-REMOVED_ACCOUNT_ID-eu-west-1",
        ),
        ("Account: '1234-5678-9012'", "Account: 'REMOVED_ACCOUNT_ID'"),
        (
            "{\"Account\": 123456789012}",
            "{\"Account\": \"REMOVED_ACCOUNT_ID\"}",
        ),
        (
            "{\"a\": \"x\\nbob@example.com\"}",
            "{\"a\": \"x\\nREMOVED_EMAIL\"}",
        ),
        (
            "Endpoint: ann.b+c@mail.example.co.uk",
            "Endpoint: REMOVED_EMAIL",
        ),
    ] {
        check(text, expected);
    }
}

#[test]
fn defaults_of_noecho_parameters_are_replaced() {
    for (text, expected) in [
        (
            "Parameters:\n  Pin:\n    Type: String\n    NoEcho: true\n    Default: sesame\n  Stage:\n    Default: prod\n",
            "Parameters:\n  Pin:\n    Type: String\n    NoEcho: true\n    Default: REMOVED_NOECHO_DEFAULT\n  Stage:\n    Default: prod\n",
        ),
        (
            "Parameters:\n  Stage:\n    Default: prod\n  Pin:\n    Default: 'sesame'\n    AllowedPattern: '[a-z]{1,3}'\n\n    # hidden\n    NoEcho: 'true'\n",
            "Parameters:\n  Stage:\n    Default: prod\n  Pin:\n    Default: 'REMOVED_NOECHO_DEFAULT'\n    AllowedPattern: '[a-z]{1,3}'\n\n    # hidden\n    NoEcho: 'true'\n",
        ),
        (
            "{\"Parameters\": {\"Pin\": {\"Default\": \"sesame\", \"NoEcho\": \"true\"}, \"Stage\": {\"Default\": \"prod\"}}}",
            "{\"Parameters\": {\"Pin\": {\"Default\": \"REMOVED_NOECHO_DEFAULT\", \"NoEcho\": \"true\"}, \"Stage\": {\"Default\": \"prod\"}}}",
        ),
        (
            "{\n  \"Pin\": {\n    \"NoEcho\": true,\n    \"AllowedPattern\": \"[a-z]{1,3}\",\n    \"Default\": \"sesame\"\n  }\n}",
            "{\n  \"Pin\": {\n    \"NoEcho\": true,\n    \"AllowedPattern\": \"[a-z]{1,3}\",\n    \"Default\": \"REMOVED_NOECHO_DEFAULT\"\n  }\n}",
        ),
        (
            "Pin: {Type: String, NoEcho: true, Default: sesame}",
            "Pin: {Type: String, NoEcho: true, Default: REMOVED_NOECHO_DEFAULT}",
        ),
        (
            "DbPassword:\n  Type: String\n  Default: sesame\n",
            "DbPassword:\n  Type: String\n  Default: REMOVED_PASSWORD\n",
        ),
        (
            "\"DbPassword\": {\"Type\": \"String\", \"Default\": \"sesame\"}",
            "\"DbPassword\": {\"Type\": \"String\", \"Default\": \"REMOVED_PASSWORD\"}",
        ),
    ] {
        check(text, expected);
    }
}

#[test]
fn what_is_no_secret_is_left_alone() {
    for text in [
        "MasterUserPassword: !Ref DbPassword",
        "MasterUserPassword: {\"Ref\": \"DbPassword\"}",
        "MasterUserPassword: !Sub '{{resolve:secretsmanager:${Secret}:SecretString:password}}'",
        "MasterUserPassword: '{{resolve:ssm-secure:/app/password:1}}'",
        "Password: !Sub ${Prefix}-${Suffix}",
        "DbPassword:\n  Type: String\n  NoEcho: true\n  MinLength: 8\n",
        "{\"DbPassword\": {\"Type\": \"String\", \"NoEcho\": true}}",
        "Pin:\n  NoEcho: true\n  Default: ''\nStage:\n  Default: prod\n",
        "Pin:\n  NoEcho: false\n  Default: prod\n",
        "ParameterLabels:\n  DbPassword:\n    default: Password of the database\n",
        "- ParameterKey: DbPassword\n  UsePreviousValue: true\n",
        "ManageMasterUserPassword: true",
        "PasswordPolicy:\n  MinimumLength: 12\n",
        "MinimumPasswordLength: 14",
        "Type: AWS::SecretsManager::Secret",
        "Action: secretsmanager:GetSecretValue",
        "Resource: arn:aws:secretsmanager:eu-west-1:aws:secret:app/db-AbCdEf",
        "SecretArn: !Ref DbSecret",
        "SecretName: app/database",
        "GenerateSecretString:\n  PasswordLength: 32\n  GenerateStringKey: password\n  SecretStringTemplate: '{\"username\": \"admin\"}'\n",
        "NextToken: abcdef0123456789",
        "TokenValidityUnits:\n  AccessToken: minutes\n",
        "AccessTokenValidity: 60",
        "ClientSecret: my-client-secret",
        "Description: The password must have 8 characters",
        "ConstraintDescription: \"Password: at least 8 characters\"",
        "# Password: The one of the database",
        "password = os.environ['DB_PASSWORD']",
        "const token = event.headers.authorization;",
        "password: event.password,",
        "if password == 'x': pass",
        "mysql -u root -p$DB_PASSWORD",
        "mysql -u root -p",
        "curl -u \"$USER:$TOKEN\" https://example.com",
        "token=$(curl -s http://169.254.169.254/latest/api/token)",
        "Url: https://${User}:${Password}@example.com",
        "Image: node:22",
        "Url: https://example.com:8443/a@b",
        "type User { password: String, token: String! }",
        "Version: \"2012-10-17\"",
        "Commit: 8f14e45fceea167a5a36dedd4bea2543b1a7d9e0",
        "Hash: 47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=",
        "Path: Applications/MissionArchitect/Contents/Resources/x",
        "Name: AWSServiceRoleForAmazonElasticFileSystem",
        "Id: 0f1e2d3c-4b5a-6978-8796-123456789012",
        "Bytes: 192000000000",
        "Rate: 0.123456789012",
        "Number: 1234567890123",
        "Source: git@github.com:owner/repository.git",
        "Uses: package@1.2.3",
        "Key: alias/aws/sqs",
        "EncryptionKey: alias/aws/s3",
        "EncryptionKey: !GetAtt Key.Arn",
        "EncryptionKey: arn:aws:kms:eu-west-1:${AWS::AccountId}:alias/pipeline-artifacts",
        "HmacKey: !Ref HmacKeySecret",
        "-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----",
        "-----BEGIN PUBLIC KEY-----\nMIIB\n-----END PUBLIC KEY-----",
        "Sid: AllowSendMessage",
        "Function: bedrock-api-key-rotation-function-of-the-platform",
    ] {
        check(text, text);
    }
}
