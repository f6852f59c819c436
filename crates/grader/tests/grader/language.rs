//! The published documentation of the criterion language is what the code says, and its examples are true.

use super::support::{compiled, grade_with};

#[path = "../../examples/language/page.rs"]
mod page;
#[path = "../../examples/language/schema.rs"]
mod schema;

const FORMATS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/formats");

fn published(name: &str) -> String {
    let text = std::fs::read_to_string(format!("{FORMATS}/{name}"))
        .unwrap_or_else(|error| panic!("{name} is published: {error}"));
    text.replace("\r\n", "\n")
}

#[test]
fn the_published_page_and_schema_are_what_the_code_makes() {
    assert!(
        published("criteria.md") == page::page(),
        "docs/formats/criteria.md is stale: run scripts/docs"
    );
    assert!(
        published("criteria.schema.json") == schema::pretty(&schema::criteria()) + "\n",
        "docs/formats/criteria.schema.json is stale: run scripts/docs"
    );
}

/// The blocks of YAML on the page.
fn examples() -> Vec<String> {
    let page = published("criteria.md");
    let mut examples = Vec::new();
    let mut lines = page.lines();
    while let Some(line) = lines.next() {
        if line == "```yaml" {
            let block: Vec<&str> = lines.by_ref().take_while(|line| *line != "```").collect();
            examples.push(block.join("\n"));
        }
    }
    examples
}

/// An example as a list of criteria: one alone is written without its dash.
fn as_list(example: &str) -> String {
    if example.starts_with("- ") {
        return example.to_owned();
    }
    let mut text = String::new();
    for (index, line) in example.lines().enumerate() {
        text.push_str(if index == 0 { "- " } else { "  " });
        text.push_str(line);
        text.push('\n');
    }
    text
}

#[test]
fn every_example_on_the_page_is_a_rubric_and_can_be_failed() {
    let examples = examples();
    assert!(
        examples.len() >= 28,
        "each kind and each preset has one: {}",
        examples.len()
    );
    let others = "Resources:\n  Other: {Type: Custom::Other}\n";
    for example in examples {
        let list = as_list(&example);
        let (rubric, problems) = compiled(&list);
        assert!(
            rubric.is_some() && problems.is_empty(),
            "it compiles without a remark:\n{list}\n{problems:?}"
        );
        let report = grade_with(others, &list, &[]);
        assert_eq!(report.results.len(), 1, "one criterion:\n{list}");
    }
}

#[test]
fn every_word_of_the_language_is_on_the_page() {
    let page = published("criteria.md");
    let presets = grader::language::presets();
    let words = grader::language::kinds()
        .map(|kind| kind.name)
        .chain(grader::language::OPERATORS.iter().map(|word| word.name))
        .chain(grader::language::measures().map(|word| word.name))
        .chain(grader::language::relations().map(|word| word.name))
        .chain(presets.iter().map(|preset| preset.name))
        .chain(grader::language::common_fields().iter().copied());
    for word in words {
        assert!(
            page.contains(&format!("`{word}`")),
            "`{word}` is documented"
        );
    }
}

#[test]
fn the_readme_says_what_is_said() {
    const TEMPLATE: &str = "Resources:
  Jobs:
    Type: AWS::SQS::Queue
    Properties:
      VisibilityTimeout: 180
  Lost:
    Type: AWS::SQS::Queue
  Feed:
    Type: AWS::Lambda::EventSourceMapping
    Properties: {EventSourceArn: !GetAtt Jobs.Arn, FunctionName: !Ref Worker}
  Worker:
    Type: AWS::Lambda::Function
    Properties: {Runtime: nodejs22.x, Handler: index.handler, Role: !GetAtt WorkerRole.Arn, Code: {ZipFile: x}}
";
    let readme = published("../../README.md");
    let (_, after) = readme
        .split_once("```yaml\n")
        .expect("the page has an example");
    let (example, after) = after.split_once("```").expect("it ends");
    let said = &grade_with(TEMPLATE, example, &[]).results[0].message;
    assert!(
        after.contains(&format!("```\n{said}\n```")),
        "the page says what the grader says: {said}"
    );
}
