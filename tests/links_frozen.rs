//! Links that have been published stay readable: `golden/links-v1.txt` has every scene's and every one of the README.
#![cfg(not(target_arch = "wasm32"))]

use nearfar::experiment::link;
use nearfar::experiment::presets::PRESETS;

const FROZEN: &str = include_str!("golden/links-v1.txt");

/// Each link as it was published, and what the engine writes for its experiment.
fn frozen() -> impl Iterator<Item = (&'static str, String)> {
    FROZEN
        .lines()
        .filter(|line| !line.is_empty() && !line.starts_with('#'))
        .map(|line| match line.split_once(" -> ") {
            Some((published, canonical)) => (published, canonical.to_owned()),
            None => (line, own(line)),
        })
}

/// Without what the page cuts off before the codec reads the rest: a comparison, a lens, a proof.
fn own(link: &str) -> String {
    link.split('&')
        .filter(|part| {
            let key = part.split('=').next().unwrap_or_default();
            let section = key.split('.').next().unwrap_or_default();
            !["vs", "lens"].contains(&section) && key != "proof"
        })
        .collect::<Vec<_>>()
        .join("&")
}

#[test]
fn every_published_link_is_read_and_written_as_recorded() {
    assert!(frozen().count() >= 46, "lines are only added");
    for (published, canonical) in frozen() {
        let config = link::decode(&own(published))
            .unwrap_or_else(|message| panic!("{published}: {message}"));
        assert_eq!(link::encode(&config), canonical, "{published}");
        assert_eq!(
            link::decode(&canonical),
            Ok(config),
            "{published} and {canonical}"
        );
    }
}

#[test]
fn every_scene_and_every_link_of_the_readme_is_recorded() {
    let recorded: Vec<&str> = frozen().map(|(published, _)| published).collect();
    for preset in PRESETS {
        let link = match preset.view {
            "" => preset.link.to_owned(),
            view => [preset.link, "&", view].concat(),
        };
        assert!(
            recorded.contains(&link.as_str()),
            "{}: add {link} to tests/golden/links-v1.txt, and leave the line of its old link there",
            preset.id
        );
    }
    let readme = include_str!("../README.md");
    let published = readme
        .match_indices("#v=1&")
        .map(|(at, _)| &readme[at + 1..])
        .map(|rest| {
            let end = rest
                .find(|c: char| c.is_whitespace() || "`)\"".contains(c))
                .unwrap_or(rest.len());
            &rest[..end]
        });
    for link in published {
        assert!(
            recorded.contains(&link),
            "README.md: add {link} to tests/golden/links-v1.txt"
        );
    }
}
