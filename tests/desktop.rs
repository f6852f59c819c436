//! The real window, driven through WebDriver: start a mission by clicking, save from outside, watch it pass, restart, still there.

use std::{fs, path::Path};

use crate::support::{Driver, TestHome, attribute, binary, wait_for, write_settings};

#[test]
fn a_mission_is_passed_in_the_real_window_and_is_still_passed_after_a_restart() {
    let home = TestHome::new();
    // Starting a mission must not open the editors of this machine, and the welcome screen has a test of its own.
    write_settings(
        home.path(),
        "welcomed = true\nopen_editor_on_start = false\n",
    );
    let driver = match Driver::start(home.path()) {
        Ok(driver) => driver,
        Err(reason) => {
            println!("skipped: {reason}");
            return;
        }
    };
    let runtime = tokio::runtime::Runtime::new().expect("a runtime");
    runtime.block_on(async {
        let app = binary("mission-architect");
        let client = driver.open(&app).await;
        let card = "[data-testid=mission-card]";
        let id = attribute(&client, card, "data-mission-id").await;
        wait_for(&client, card)
            .await
            .click()
            .await
            .expect("the card can be clicked");
        wait_for(&client, "[data-testid=start-mission]")
            .await
            .click()
            .await
            .expect("the mission can be started");
        let template = attribute(&client, "[data-testid=workspace-path]", "data-path").await;
        assert!(
            Path::new(&template).is_absolute(),
            "the path is absolute: {template}"
        );
        assert!(
            Path::new(&template).is_file(),
            "the starter was copied to {template}"
        );
        wait_for(&client, "[data-testid=criterion][data-verdict=fail]").await;

        let mission = missions::Catalogue::bundled()
            .mission(&id)
            .expect("a bundled mission");
        fs::write(&template, mission.solution.as_deref().expect("a solution"))
            .expect("the template can be written");
        for criterion in &mission.rubric.criteria {
            wait_for(
                &client,
                &format!(
                    "[data-testid=criterion][data-criterion-id='{}'][data-verdict=pass]",
                    criterion.id
                ),
            )
            .await;
        }
        wait_for(&client, "[data-testid=score][data-score='1']").await;
        let score = wait_for(&client, "[data-testid=score]")
            .await
            .text()
            .await
            .expect("a text");
        assert!(score.contains("100"), "the score reaches 100: {score}");
        client.close().await.expect("the session ends");

        let client = driver.open(&app).await;
        let card = format!("[data-testid=mission-card][data-mission-id='{id}']");
        let text = wait_for(&client, &card).await.text().await.expect("a text");
        assert!(
            text.to_lowercase().contains("passed"),
            "the card says it is passed after a restart: {text}"
        );
        client.close().await.expect("the session ends");
    });
}
