use crate::support::{described, drawn, missions};
#[test]
fn look() {
    let mut out = String::new();
    for mission in missions() {
        for (name, text) in [
            ("starter", &mission.starter),
            ("solution", &mission.solution),
        ] {
            let p = drawn(text, Some(&mission.rubric), &mission.parameters);
            out.push_str(&format!("\n=== {} {name}\n{}", mission.name, described(&p)));
        }
    }
    std::fs::write("/tmp/w/A-look.txt", out).unwrap();
}
