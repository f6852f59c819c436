//! The same seed gives the same bytes, here and on every other machine.

use std::fmt::Write as _;

use expect_test::expect;

use crate::{
    MissionOrigin,
    offline::{Blueprints, VERSION, Wishes, make},
};

#[test]
fn the_same_seed_gives_the_same_bytes() {
    for seed in [0, 1, 77, crate::MOST_SEED] {
        let (one, other) = (
            make(seed, &Wishes::default()),
            make(seed, &Wishes::default()),
        );
        let (one, other) = (one.expect("it is made"), other.expect("it is made"));
        assert_eq!(one.document, other.document, "seed {seed} gives one text");
        let origin = MissionOrigin::Blueprint {
            blueprint: one
                .id
                .trim_end_matches(|char: char| char.is_ascii_digit())
                .trim_end_matches('-')
                .to_owned(),
            version: VERSION,
            seed,
        };
        assert_eq!(one.origin, Some(origin), "the mission says how it was made");
        let note = format!("seed {seed}. No AI wrote it.*");
        assert!(
            one.scenario.ends_with(&note),
            "and tells the learner: {}",
            one.scenario
        );
    }
}

/// A learner's seed has to give the same mission next year. When this fails, because a blueprint or the generator was changed, raise `VERSION` by
/// one and take the new hashes (`UPDATE_EXPECT=1`): seeds of two versions never meet, since the version is in the mission's id.
#[test]
fn what_seeds_give_changes_only_with_the_version() {
    let mut found = format!("version {VERSION}\n");
    for (id, _) in Blueprints::embedded().titles() {
        for seed in [1, 2_026] {
            let made = Blueprints::embedded()
                .make_from(id, seed)
                .expect("it is made");
            let _ = writeln!(found, "{} {}", made.mission.id, &made.mission.version[..16]);
        }
    }
    for seed in 0..6 {
        let mission = make(seed, &Wishes::default()).expect("it is made");
        let _ = writeln!(found, "{seed}: {}", mission.id);
    }
    expect![[r#"
        version 1
        audit-trail-1 7e6e6922ddbab25a
        audit-trail-2026 7d4031c75310d5d6
        backup-vault-1 65af5c4bfe6fae15
        backup-vault-2026 db0c2450ba219aaf
        container-service-1 34398bd02a0d40ad
        container-service-2026 2028d6a7d323a2c8
        data-lake-1 17ff95f40356fd85
        data-lake-2026 6f2505131b2dddfb
        event-bus-1 5c30e55d1ee5544e
        event-bus-2026 a564e2bd624864c3
        fan-out-1 8332dd94a4e3905a
        fan-out-2026 1cdb50fa65e3bdd0
        http-api-1 d27edb845064c2d3
        http-api-2026 2e7561c41ea83df5
        nightly-report-1 2c0cd88a0bda1e5b
        nightly-report-2026 c75ac27eb0bc8aeb
        order-workflow-1 b5494291db59c56e
        order-workflow-2026 cdc770023447f948
        queue-worker-1 0b177c17626f635a
        queue-worker-2026 3a73ae69f0aa98a5
        relational-database-1 0e723083b58e2d71
        relational-database-2026 f3ac69997f1cd249
        shared-files-1 757d47221d1c2dda
        shared-files-2026 0554c02d20c2e9fb
        static-site-1 47825139cfb84705
        static-site-2026 a0e6127f44769ee6
        stream-ingest-1 115a67bbfeafd7d5
        stream-ingest-2026 b055c6164dae5b30
        thumbnails-1 0ed29b6617e2d4ce
        thumbnails-2026 c277d57ca9732b69
        two-tier-network-1 13f293f7cb396c52
        two-tier-network-2026 a5f791dd3e4ed795
        web-fleet-1 b5d42b8596c5cbf4
        web-fleet-2026 8b920d1330b42d6a
        0: static-site-0
        1: queue-worker-1
        2: nightly-report-2
        3: thumbnails-3
        4: queue-worker-4
        5: backup-vault-5
    "#]]
    .assert_eq(&found);
}

#[test]
fn a_mission_found_by_wishes_is_made_again_by_its_seed_alone() {
    let wishes = Wishes {
        topic: "a queue".to_owned(),
        ..Wishes::default()
    };
    for seed in 0..12 {
        let wished = make(seed, &wishes).expect("there is one");
        let Some(MissionOrigin::Blueprint { seed: its_own, .. }) = wished.origin else {
            panic!("it says its seed");
        };
        let again = make(its_own, &Wishes::default()).expect("it is made");
        assert_eq!(
            again.document, wished.document,
            "seed {its_own} gives it without wishes"
        );
    }
}
