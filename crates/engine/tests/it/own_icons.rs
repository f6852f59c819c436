//! The learner's own folder of icons. Every file here is made for the test; none is AWS's.

use std::fs;

use engine::EngineError;

use crate::desk::{Desk, home, write};

fn svg(mark: &str) -> String {
    format!("<svg xmlns=\"http://www.w3.org/2000/svg\"><title>{mark}</title></svg>")
}

#[test]
fn icons_are_found_wherever_they_lie_and_only_safe_ones() {
    let (folder, home) = home();
    let desk = Desk::open(&home);
    let icons = folder.path().join("icons");
    let put = |name: &str, text: &[u8]| {
        let file = icons.join(name);
        fs::create_dir_all(file.parent().expect("a folder")).expect("it is made");
        write(&file, text);
    };
    put(
        "a/b/c/48/Arch_Amazon-Simple-Queue-Service_48.svg",
        svg("queue 48").as_bytes(),
    );
    put(
        "a/b/c/64/Arch_Amazon-Simple-Queue-Service_64.svg",
        svg("queue 64").as_bytes(),
    );
    put("a/Arch_AWS-Lambda_48.png", b"\x89PNG\r\n\x1a\nlambda");
    put(
        "a/b/c/d/e/Arch_Amazon-SNS_48.svg",
        svg("too deep").as_bytes(),
    );
    put(
        "Arch_Amazon-DynamoDB_48.svg",
        b"<svg><script>1</script></svg>",
    );
    put(
        "Arch_Amazon-EventBridge_48.svg",
        svg(&"x".repeat(64 * 1024)).as_bytes(),
    );
    put("notes.txt", b"nothing");
    let types: Vec<String> = [
        "AWS::SQS::Queue",
        "AWS::Lambda::Function",
        "AWS::SNS::Topic",
        "AWS::DynamoDB::Table",
        "AWS::Events::Rule",
        "Custom::Thing",
    ]
    .map(str::to_owned)
    .into();
    let found = || desk.engine.own_icons(&types).expect("the icons");
    assert_eq!(found(), [], "no folder is set");
    let set = |folder: Option<&std::path::Path>| {
        let mut settings = desk.engine.settings();
        settings.icons = folder.map(Into::into);
        desk.engine.put_settings(settings).expect("it is set");
    };
    set(Some(&icons));
    let names: Vec<String> = found().into_iter().map(|icon| icon.type_name).collect();
    assert_eq!(
        names,
        ["AWS::SQS::Queue", "AWS::Lambda::Function"],
        "neither too deep, nor with a script, nor too large"
    );
    let base64 = |text: &[u8]| {
        use base64::Engine as _;
        base64::engine::general_purpose::STANDARD.encode(text)
    };
    assert_eq!(
        found()
            .into_iter()
            .map(|icon| icon.data_url)
            .collect::<Vec<_>>(),
        [
            format!(
                "data:image/svg+xml;base64,{}",
                base64(svg("queue 48").as_bytes())
            ),
            format!(
                "data:image/png;base64,{}",
                base64(b"\x89PNG\r\n\x1a\nlambda")
            ),
        ],
        "the better one of two, word for word"
    );

    put("Arch_AWS-Step-Functions_48.svg", svg("new").as_bytes());
    // As when it was made a while later: file systems count in steps.
    let later = std::time::SystemTime::now() + std::time::Duration::from_secs(60);
    fs::File::open(&icons)
        .and_then(|folder| folder.set_modified(later))
        .expect("the folder is newer");
    let steps = ["AWS::StepFunctions::StateMachine".to_owned()];
    assert_eq!(
        desk.engine.own_icons(&steps).expect("the icons").len(),
        1,
        "a folder that changed is read again"
    );

    fs::remove_dir_all(&icons).expect("it goes");
    let gone = desk.engine.own_icons(&types);
    assert!(
        matches!(&gone, Err(EngineError::Request(why)) if why.contains("Choose another one in Settings")),
        "with the next step: {gone:?}"
    );
    write(&icons, "a file");
    assert!(
        desk.engine.own_icons(&types).is_err(),
        "a file is no folder"
    );
    set(None);
    assert_eq!(found(), [], "and without a folder all is well");
}
