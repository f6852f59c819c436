//! What a learner without account and network does, in the real window: the first start to the first pass, a mission with blanks answered by
//! keyboard, one made offline, and their own template broken on purpose.

use std::{collections::BTreeMap, fs, path::Path};

use fantoccini::Client;
use missions::{
    Catalogue, Mission,
    blanks::{State, place},
};

use super::{
    click,
    cut_off::cut_off,
    hands::{ENTER, go, press},
    look, open, with_driver,
};
use crate::support::{TestHome, attribute, wait_for};

/// The welcome is part of it; the editors of this machine are not.
const FIRST_START: &str = "open_editor_on_start = false\n";

#[test]
fn four_kinds_of_missions_are_passed_with_the_network_cut() {
    let name = "four_kinds_of_missions_are_passed_with_the_network_cut";
    let (_, module) = module_path!()
        .split_once("::")
        .expect("a module of the crate");
    cut_off(&format!("{module}::{name}"), || {
        let home = TestHome::new();
        with_driver(&home, FIRST_START, async |driver| {
            let client = open(driver).await;
            let first = start_and_pass_the_first(&client).await;
            answer_the_blanks(&client).await;
            make_one_and_pass_it(&client, home.path()).await;
            break_and_mend(&client, first).await;
            client.close().await.expect("the session ends");
        });
    });
}

/// From the welcome to the first pass. Gives the mission.
async fn start_and_pass_the_first(client: &Client) -> &'static Mission {
    wait_for(client, "[data-testid=welcome]").await;
    click(client, "[data-testid=welcome-start]").await;
    wait_for(client, "[data-testid=criterion][data-verdict=fail]").await;
    let template = attribute(client, "[data-testid=workspace-path]", "data-path").await;
    let id = folder_of(&template);
    let catalogue = Catalogue::bundled();
    let mission = catalogue.mission(&id).expect("a bundled mission");
    let pack = &catalogue.packs[0];
    assert!(
        pack.missions.iter().any(|other| other.id == id),
        "the first mission is of the first pack, `{}`: {id}",
        pack.id
    );
    save_solution(&template, mission);
    passed(client).await;
    mission
}

/// By keyboard alone once it is started: each answer is typed where the focus is, and Enter leads on.
async fn answer_the_blanks(client: &Client) {
    let mission = Catalogue::bundled()
        .packs
        .iter()
        .flat_map(|pack| &pack.missions)
        .find(|mission| !mission.blanks.is_empty())
        .expect("a mission with blanks");
    let solution = mission.solution.as_deref().expect("a solution");
    let answers: BTreeMap<String, String> = place(mission, solution.as_bytes())
        .into_iter()
        .map(|placed| match placed.state {
            State::Filled { answer, .. } => (placed.id, answer),
            other => panic!("the solution answers `{}`: {other:?}", placed.id),
        })
        .collect();

    go(client, &format!("mission/{}", mission.id)).await;
    click(client, "[data-testid=start-mission]").await;
    for answered in 0..answers.len() {
        wait_for(
            client,
            &format!("[data-testid=blanks-count][data-answered='{answered}']"),
        )
        .await;
        let here = attribute(client, "[data-testid=blank]:focus", "data-blank").await;
        let answer = answers
            .get(&here)
            .expect("the focus is in a blank of the mission");
        press(client, &format!("{answer}{ENTER}")).await;
    }
    let all = format!(
        "[data-testid=blanks-count][data-answered='{}']",
        answers.len()
    );
    wait_for(client, &all).await;
    passed(client).await;
}

async fn make_one_and_pass_it(client: &Client, home: &Path) {
    // The focus is in the last blank: keys of the window are letters there.
    go(client, "missions/offline").await;
    wait_for(client, "[data-testid=new-free]").await;
    click(client, "[data-testid=new-make]:not([disabled])").await;
    let said = wait_for(client, "[data-testid=made-offline]").await;
    let said = said.text().await.expect("a text");
    assert!(
        said.contains("No AI wrote it"),
        "it says who made it: {said}"
    );
    click(client, "[data-testid=start-mission]").await;
    wait_for(client, "[data-testid=criterion][data-verdict=fail]").await;
    let template = attribute(client, "[data-testid=workspace-path]", "data-path").await;
    let made = look(home)
        .mission(&folder_of(&template))
        .expect("the mission is kept");
    save_solution(&template, &made);
    passed(client).await;
}

/// Breaks the template that passed first; the learner's own text mends it.
async fn break_and_mend(client: &Client, first: &Mission) {
    go(client, &format!("mission/{}", first.id)).await;
    let path = format!("[data-testid=workspace-path][data-path*='{}']", first.id);
    let whole = attribute(client, &path, "data-path").await;
    let whole = fs::read(whole).expect("the template that passed");
    click(client, "[data-testid=sabotage]:not([disabled])").await;
    click(client, "[data-testid=start-mission]").await;
    wait_for(client, "[data-testid=criterion][data-verdict=fail]").await;
    let template = attribute(client, "[data-testid=workspace-path]", "data-path").await;
    let broken = fs::read(&template).expect("the broken template");
    assert_ne!(broken, whole, "something was changed over night");
    fs::write(&template, &whole).expect("the template can be written");
    passed(client).await;
}

fn save_solution(template: &str, mission: &Mission) {
    let solution = mission.solution.as_deref().expect("a solution");
    fs::write(template, solution).expect("the template can be written");
}

async fn passed(client: &Client) {
    wait_for(client, "[data-testid=score][data-score='1']").await;
    wait_for(client, "[data-testid=full-pass]").await;
}

/// The workspace's folder has the mission's name.
fn folder_of(template: &str) -> String {
    let folder = Path::new(template).parent().and_then(Path::file_name);
    folder.expect("a folder").to_string_lossy().into_owned()
}
