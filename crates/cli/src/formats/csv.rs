//! `csv`: a row a criterion and a row a remark. A spreadsheet must not run what a template says.

use csv::WriterBuilder;
use grader::{CriterionResult, Report, ReportDiagnostic};

use super::Batch;
use crate::{failure::Failure, text::word};

const HEADER: [&str; 20] = [
    "template",
    "mission",
    "score",
    "record",
    "id",
    "label",
    "kind",
    "verdict",
    "earned",
    "weight",
    "message",
    "resource",
    "path",
    "line",
    "column",
    "end_line",
    "end_column",
    "found",
    "expected",
    "places",
];

pub(super) fn render(batch: Batch<'_>) -> Result<String, Failure> {
    let mut writer = WriterBuilder::new().from_writer(Vec::new());
    let written = (|| -> csv::Result<()> {
        writer.write_record(HEADER)?;
        for report in batch.reports {
            for result in &report.results {
                writer.write_record(criterion(report, result))?;
            }
            for diagnostic in &report.diagnostics {
                writer.write_record(remark(report, diagnostic))?;
            }
        }
        Ok(())
    })();
    let failed = |error: &dyn std::fmt::Display| {
        Failure::internal(format!("the CSV could not be written: {error}"))
    };
    written.map_err(|error| failed(&error))?;
    let bytes = writer.into_inner().map_err(|error| failed(&error))?;
    String::from_utf8(bytes).map_err(|error| failed(&error))
}

/// The first place only, so that rows can be counted; `places` says how many there are.
fn criterion(report: &Report, result: &CriterionResult) -> [String; 20] {
    let first = result.evidence.first();
    let number = |of: fn(&grader::Evidence) -> u32| {
        first.map_or_else(String::new, |evidence| of(evidence).to_string())
    };
    let word_of = |of: fn(&grader::Evidence) -> Option<&String>| {
        text(first.and_then(of).map_or("", String::as_str))
    };
    [
        text(&report.template),
        text(&report.mission),
        report.score.to_string(),
        "criterion".to_owned(),
        text(&result.id),
        text(&result.label),
        text(&result.kind),
        word(result.verdict).to_owned(),
        result.earned.to_string(),
        result.weight.to_string(),
        text(&result.message),
        word_of(|evidence| evidence.resource.as_ref()),
        word_of(|evidence| evidence.path.as_ref()),
        number(|evidence| evidence.line),
        number(|evidence| evidence.column),
        number(|evidence| evidence.end_line),
        number(|evidence| evidence.end_column),
        word_of(|evidence| evidence.found.as_ref()),
        word_of(|evidence| evidence.expected.as_ref()),
        result.evidence.len().to_string(),
    ]
}

fn remark(report: &Report, diagnostic: &ReportDiagnostic) -> [String; 20] {
    let empty = String::new;
    [
        text(&report.template),
        text(&report.mission),
        report.score.to_string(),
        "diagnostic".to_owned(),
        text(&diagnostic.code),
        empty(),
        empty(),
        text(&diagnostic.severity),
        empty(),
        empty(),
        text(&diagnostic.message),
        empty(),
        empty(),
        diagnostic.line.to_string(),
        diagnostic.column.to_string(),
        empty(),
        empty(),
        empty(),
        empty(),
        "1".to_owned(),
    ]
}

/// A cell that begins like a formula is run by spreadsheets; a quote before it makes it text
/// (<https://owasp.org/www-community/attacks/CSV_Injection>). A lone `-` is the standard input's name, and no formula.
fn text(value: &str) -> String {
    let is_formula = value.starts_with(['=', '+', '-', '@', '\t', '\r', '\n']) && value != "-";
    if is_formula {
        format!("'{value}")
    } else {
        value.to_owned()
    }
}

#[cfg(test)]
mod tests {
    use expect_test::expect;

    use super::super::samples;

    #[test]
    fn a_row_a_criterion_and_a_row_a_remark() {
        let sample = samples::all_verdicts();
        let text = super::render(sample.batch()).expect("plain values can be written");
        expect![[r#"
            template,mission,score,record,id,label,kind,verdict,earned,weight,message,resource,path,line,column,end_line,end_column,found,expected,places
            photos/template.yaml,photos,0.3,criterion,encrypted,The criterion encrypted,property,pass,1,1,A sentence about encrypted.,,,,,,,,,0
            photos/template.yaml,photos,0.3,criterion,versioned,The criterion versioned,property,fail,0,1,A sentence about versioned.,Bucket,Versioning.Status,12,7,12,16,Suspended,Enabled,2
            photos/template.yaml,photos,0.3,criterion,rules,The criterion rules,property,partial,0.5,1,A sentence about rules.,Bucket,Versioning.Status,12,7,14,16,,,1
            photos/template.yaml,photos,0.3,criterion,stage,The criterion stage,property,unknown,0,1,A sentence about stage.,Bucket,Versioning.Status,12,7,12,16,Suspended,Enabled,1
            photos/template.yaml,photos,0.3,criterion,cheap,The criterion cheap,property,locked,0,1,A sentence about cheap.,,,,,,,,,0
            photos/template.yaml,photos,0.3,diagnostic,duplicate-key,,,warning,,,`Key` is there twice; the last one counts.,,,3,3,,,,,1
            photos/template.yaml,photos,0.3,diagnostic,unused-parameter,,,info,,,`Key` is there twice; the last one counts.,,,4,3,,,,,1
        "#]].assert_eq(&text);
    }

    #[test]
    fn formulas_are_text_and_every_row_reads_back() {
        let sample = samples::hostile();
        let text = super::render(sample.batch()).expect("any value can be written");
        let mut reader = csv::Reader::from_reader(text.as_bytes());
        let rows: Vec<csv::StringRecord> = reader
            .records()
            .collect::<Result<_, _>>()
            .expect("every row has to have all columns");
        assert!(rows.len() >= 2, "criteria and remarks are there");
        for cell in rows.iter().flatten() {
            assert!(
                !cell.starts_with(['=', '+', '@']),
                "a spreadsheet would run {cell:?}"
            );
        }
        assert_eq!(
            &rows[0][17], "'=HYPERLINK(\"x\"),\n|%:`<b>@team\u{1b}[2J",
            "the value is there, made harmless"
        );
    }
}
