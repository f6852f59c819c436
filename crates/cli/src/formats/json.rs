//! `json` and `jsonl`: the report itself, which is a published format. One object a line; a single template is one line.

use super::Batch;

pub(super) fn render(batch: Batch<'_>) -> String {
    batch
        .reports
        .iter()
        .map(|report| report.to_json() + "\n")
        .collect()
}

#[cfg(test)]
mod tests {
    use super::super::samples;

    #[test]
    fn every_line_is_a_report() {
        let sample = samples::hostile();
        let text = super::render(sample.batch());
        let lines: Vec<serde_json::Value> = text
            .lines()
            .map(|line| serde_json::from_str(line).expect("each line has to be JSON on its own"))
            .collect();
        assert_eq!(
            lines.len(),
            2,
            "one line a template, whatever stands in its name"
        );
        assert_eq!(
            lines[0]["template"],
            samples::HOSTILE_NAME,
            "the name as it was given"
        );
        assert_eq!(
            lines[0]["schemaVersion"], 1,
            "consumers look at the version first"
        );
    }
}
