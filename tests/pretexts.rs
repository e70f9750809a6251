//! Pretexts other than the contrastive one: that their loss is cross-entropy or skip-gram's, that its gradient is right
//! through head and encoder, and that what they teach is what their scenes say.
#![cfg(not(target_arch = "wasm32"))]

use nearfar::compute::cpu::Cpu;
use nearfar::experiment::{Checkpoint, Experiment, Trouble, link};
use pollster::block_on;
use std::rc::Rc;

const DIGITS: &str = include_str!("../www/public/data/digits.csv");

fn start(text: &str) -> Experiment<Cpu> {
    let config = link::decode(text).expect("a good link");
    block_on(Experiment::new(Rc::new(Cpu), config, DIGITS)).expect("it starts")
}

fn loss(run: &mut Experiment<Cpu>) -> f64 {
    f64::from(block_on(run.metrics()).expect("metrics").loss)
}

#[test]
fn the_loss_is_the_cross_entropy_of_the_answers() {
    for text in [
        "pretext=rotation&batch=20",
        "data=letters&pretext=patch-location&batch=20&seed=3",
    ] {
        let mut run = start(text);
        block_on(run.step(30)).expect("losses");
        let checkpoint = block_on(run.checkpoint()).expect("a checkpoint");
        block_on(run.restore(&checkpoint)).expect("its own");
        let asked = block_on(run.questions())
            .expect("asked")
            .expect("questions");
        assert_eq!(asked.items.len(), 20);
        let each = asked.items.iter().map(|item| {
            let sum: f32 = item.chances.iter().sum();
            assert!((sum - 1.0).abs() < 1e-5);
            -f64::from(item.chances[item.answer as usize]).ln()
        });
        let expected = each.sum::<f64>() / 20.0;
        let found = loss(&mut run);
        assert!(
            (found - expected).abs() < 1e-5,
            "{text}: {found} {expected}"
        );
    }
}

/// One step of plain descent is −lr times the gradient; differences of the loss must say the same.
#[test]
fn gradients_go_through_head_and_encoder() {
    const LR: f32 = 0.01;
    for text in [
        "data=letters&pretext=patch-location&encoder.hidden=9&encoder.activation=tanh&encoder.dim=5",
        "data=letters&pretext=rotation&encoder.hidden=7&encoder.activation=tanh&encoder.dim=4",
        "data=sentences&pretext=cbow&encoder.dim=6",
    ] {
        let text = format!("{text}&batch=16&optimizer=sgd&optimizer.lr=0.01&optimizer.momentum=0");
        let mut run = start(&text);
        let before = block_on(run.checkpoint()).expect("a checkpoint");
        block_on(run.step(1)).expect("a loss");
        let after = block_on(run.checkpoint()).expect("a checkpoint").params;
        let slope = |at: usize| f64::from((before.params[at] - after[at]) / LR);
        let mut order: Vec<usize> = (0..after.len()).collect();
        order.sort_by(|a, b| slope(*b).abs().total_cmp(&slope(*a).abs()));
        let (first, last) = (order[..12].to_vec(), after.len() - 2);
        let mut seen = 0;
        for at in first.into_iter().chain([0, last]) {
            let mut moved = |by: f32| {
                let mut params = before.params.clone();
                params[at] += by;
                let moved = Checkpoint {
                    params,
                    ..before.clone()
                };
                block_on(run.restore(&moved)).expect("its own");
                loss(&mut run)
            };
            // So small, because a flat patch has an embedding of almost no length, whose direction turns quickly.
            let expected = (moved(0.0005) - moved(-0.0005)) / 0.001;
            // The bias of word vectors is not trained, whatever its slope.
            if text.contains("cbow") && at == last {
                assert_eq!(slope(at), 0.0);
                continue;
            }
            assert!(
                (slope(at) - expected).abs() < 2e-3 + 0.03 * expected.abs(),
                "{text} {at}: {} {expected}",
                slope(at)
            );
            seen += usize::from(expected.abs() > 0.005);
        }
        assert!(seen > 5, "{text}: a test that cannot fail");
    }
}

#[test]
fn pretexts_are_learnt_and_patch_location_is_worth_it_on_letters() {
    let mut digits = start("pretext=rotation");
    block_on(digits.step(400)).expect("losses");
    let right = block_on(digits.metrics())
        .expect("metrics")
        .pretext
        .expect("questions");
    assert!(right.accuracy > 0.85 && right.chance == 0.25, "{right:?}");

    let mut letters = start("data=letters&pretext=patch-location");
    let untrained = block_on(letters.metrics())
        .expect("metrics")
        .pretext
        .expect("questions");
    assert!(untrained.accuracy < 0.3, "{untrained:?}");
    block_on(letters.step(1500)).expect("losses");
    let right = block_on(letters.metrics())
        .expect("metrics")
        .pretext
        .expect("questions");
    assert!(right.accuracy > 0.55 && right.chance == 0.125, "{right:?}");
    let found = block_on(letters.labelled(50)).expect("labels");
    assert!(
        found.probe > found.untrained + 0.3 && found.probe > found.raw + 0.4,
        "{found:?}"
    );
}

#[test]
fn words_are_known_by_the_company_they_keep() {
    for pretext in ["skip-gram", "cbow"] {
        let mut run = start(&format!("data=sentences&pretext={pretext}"));
        let before = block_on(run.metrics()).expect("metrics").now.accuracies;
        assert!(
            before.knn_accuracy < 0.25 && before.analogy_accuracy < Some(0.2),
            "{before:?}"
        );
        block_on(run.step(1500)).expect("losses");
        let after = block_on(run.metrics()).expect("metrics").now.accuracies;
        assert!(after.knn_accuracy > 0.85, "{pretext}: {after:?}");
        assert!(after.sentence_accuracy > Some(0.7), "{pretext}: {after:?}");
        assert!(after.analogy_accuracy > Some(0.8), "{pretext}: {after:?}");

        let words = run.info().words.expect("words");
        let row = |word: &str| words.iter().position(|known| known == word).expect(word);
        let given = ["paris", "france", "rome"].map(row);
        let (found, _) = block_on(run.analogy(given, 1)).expect("an analogy");
        assert_eq!(words[found[0] as usize], "italy");
        let gaps = block_on(run.gaps()).expect("asked").expect("gaps");
        for gap in gaps.items {
            let sum: f64 = gap.guesses.iter().map(|guess| guess.1).sum();
            assert!(sum <= 1.0 + 1e-9 && gap.guesses[0].1 >= gap.guesses[1].1);
            assert!(gap.asked < gap.sentence.len() && !gap.shown.contains(&gap.asked));
        }
    }
}

#[test]
fn a_text_of_ones_own_has_no_categories() {
    let mut run = start(
        "data=text&data.text=one%20two%20three%20four%20five%20six.%20seven%20eight%20nine%20ten%20eleven%20twelve.&batch=8",
    );
    block_on(run.step(5)).expect("losses");
    let found = block_on(run.metrics()).expect("metrics");
    assert!(found.now.accuracies.knn_accuracy.is_nan());
    assert_eq!(found.now.accuracies.analogy_accuracy, None);
    assert!(found.pretext.is_some());
    block_on(run.batch_around(Some(11), 2)).expect("any word can be the anchor");
}

#[test]
fn what_does_not_fit_is_said() {
    let cases = [
        (
            "data=moons&pretext=rotation",
            "pretext of the data set moons is \"rotation\"; it must be one of contrastive.",
        ),
        (
            "data=sentences&pretext=rotation",
            "pretext of the data set sentences is \"rotation\"; it must be one of skip-gram, cbow.",
        ),
        (
            "pretext=turning",
            "pretext is \"turning\"; it must be one of contrastive, patch-location, rotation, skip-gram, cbow.",
        ),
        (
            "pretext=rotation&loss=clip",
            "\"loss\" is no setting; there are seed, task, data, pretext, optimizer, batch, steps, replay.",
        ),
        (
            "data=sentences&loss=info-nce&negatives=queue",
            "negatives is queue; with the pretext skip-gram it must be batch or drawn.",
        ),
        (
            "data=sentences&loss=supcon",
            "loss is supcon, which is told labels; with the pretext skip-gram it must be a loss without them.",
        ),
        (
            "data=text&data.text=too%20few.",
            "data.text has 2 different words; it must have at least 12, in sentences of two or more.",
        ),
        (
            "task=metric&data=sentences",
            "data is sentences; its words are no points that pairs could tell apart. For task metric choose another data set.",
        ),
    ];
    for (text, expected) in cases {
        assert_eq!(link::decode(text).expect_err(text), expected);
    }
    let message = link::decode("pretext=patch-location&pretext.size=4&pretext.gap=1")
        .expect_err("9 of 8 pixels");
    assert!(message.contains("must be at most 8"), "{message}");
    let mut run = start("pretext=rotation");
    assert!(matches!(block_on(run.batch()), Err(Trouble::Input(_))));
    assert!(matches!(run.views(0), Err(Trouble::Input(_))));
    assert!(matches!(
        block_on(run.analogy([0, 1, 2], 1)),
        Err(Trouble::Input(_))
    ));
}
