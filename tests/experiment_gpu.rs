//! The same run on both backends: equal draws, nearly equal losses; and on WebGPU what the CPU is also
//! held to, the same bits twice and after a restore.
#![cfg(not(target_arch = "wasm32"))]

use nearfar::compute::Backend;
use nearfar::compute::cpu::Cpu;
use nearfar::compute::gpu::Gpu;
use nearfar::contrastive::LOSSES;
use nearfar::contrastive::negatives::NEGATIVES;
use nearfar::contrastive::own::STARTS;
use nearfar::experiment::{Config, Experiment, Questions, Trouble, Value, link};
use nearfar::pretext::PRETEXTS;
use pollster::block_on;
use std::rc::Rc;

const DIGITS: &str = include_str!("../www/public/data/digits.csv");

const LINKS: [&str; 30] = [
    "v=1&seed=1",
    "v=1&seed=2&data=moons&encoder.activation=tanh&encoder.dim=3",
    "v=1&seed=3&data=blobs&encoder.normalize=false&loss=info-nce&loss.temperature=1&negatives=drawn&negatives.count=3",
    "v=1&seed=4&data=nuisance&encoder.hidden=none&loss=clip&optimizer=sgd",
    // Narrow GELU layers can leave a row of almost no length, whose direction is mere rounding: with
    // seed 5 the losses of this one differ by 6e-5.
    "v=1&seed=6&data=gaussian&encoder.hidden=8,9,10&encoder.activation=gelu&loss=info-nce&batch=37",
    "v=1&seed=6&data=few-labels&encoder.hidden=33&encoder.dim=5&batch=101",
    "v=1&seed=1&data=gaussian&loss=debiased&loss.tau_plus=0.17",
    "v=1&seed=1&data=gaussian&loss=hard&loss.tau_plus=0.17&loss.beta=0.25",
    "v=1&seed=2&data=gaussian&loss=hard&loss.tau_plus=0&loss.beta=2&loss.anneal=1&steps=20&encoder.dim=20",
    "v=1&seed=3&data=gaussian&loss=hard&negatives.oracle=true&encoder.dim=20",
    "v=1&seed=4&data=blobs&loss=decoupled",
    "v=1&seed=5&data=blobs&loss=supcon&batch=41",
    "v=1&seed=6&data=moons&loss=sigmoid&loss.temperature=0.1",
    "v=1&seed=7&data=moons&loss=info-nce&negatives=queue&negatives.size=300",
    "v=1&seed=8&data=moons&loss=hard&negatives=bank",
    "v=1&seed=9&data=moons&loss=info-nce&negatives=sampled&negatives.count=5",
    "v=1&seed=1&data=moons&loss=triplet&negatives.count=7",
    "v=1&seed=2&data=blobs&loss=margin&negatives.count=3&negatives.oracle=true",
    "v=1&seed=3&data=moons&loss=n-pair&encoder.normalize=false",
    "v=1&seed=4&data=moons&loss=align-uniform",
    "v=1&seed=5&data=gaussian&loss=supcon&loss.coarse=2&loss.noise=0.3&batch=24",
    "v=1&seed=5&data=moons&loss=own&encoder.dim=3",
    "v=1&seed=6&data=moons&loss=own&negatives=queue&negatives.size=80&encoder.dim=20",
    "v=1&seed=1&pretext=rotation&augment.shift=1",
    "v=1&seed=2&pretext=patch-location&pretext.jitter=1&encoder.hidden=20,17&encoder.normalize=false",
    "v=1&seed=3&data=letters&pretext=patch-location&batch=33&optimizer=sgd",
    "v=1&seed=4&data=sentences",
    "v=1&seed=5&data=sentences&pretext=cbow&loss=info-nce&negatives=batch",
    "v=1&seed=6&data=text&pretext=cbow&pretext.window=2&negatives.count=3",
    "v=1&seed=7&data=sentences&loss=triplet&encoder.hidden=9",
];

/// None, and a line that says so, where there is no adapter; in CI that is a failure.
fn gpu() -> Option<Rc<Gpu>> {
    match block_on(Gpu::request()) {
        Ok(gpu) => Some(Rc::new(gpu)),
        Err(why) if std::env::var_os("CI").is_none() => {
            eprintln!("skipped: no WebGPU adapter here ({why})");
            None
        }
        Err(why) => panic!("CI needs a WebGPU adapter (mesa-vulkan-drivers): {why}"),
    }
}

fn start<B: Backend>(backend: Rc<B>, link: &str) -> Experiment<B> {
    let config = link::decode(link).expect("a good link");
    let file = if config.data.card.file.is_some() {
        DIGITS
    } else {
        ""
    };
    block_on(Experiment::new(backend, config, file)).expect("it starts")
}

/// Largest difference relative to the larger of the two.
fn worst(a: &[f32], b: &[f32]) -> f32 {
    assert_eq!(a.len(), b.len());
    let relative = |(a, b): (&f32, &f32)| (a - b).abs() / a.abs().max(b.abs()).max(1e-6);
    a.iter().zip(b).map(relative).fold(0.0, f32::max)
}

/// 1e-4 is what the same link promises on two machines; f32 sums in another order leave 2e-7 to 4e-7
/// here (lavapipe). Shifted by one step the losses are farther apart, so the comparison can fail.
#[test]
fn twenty_steps_agree() {
    let Some(gpu) = gpu() else { return };
    for link in LINKS {
        let mut cpu = start(Rc::new(Cpu), link);
        let mut gpu = start(gpu.clone(), link);
        assert_eq!(cpu.digests(), gpu.digests(), "{link}");
        let expected = block_on(cpu.step(20)).expect("losses");
        let found = block_on(gpu.step(20)).expect("losses");
        let difference = worst(&expected, &found);
        eprintln!("{link}: losses differ by {difference:e}");
        assert!(
            difference < 1e-4,
            "{link}: {difference:e}\n{expected:?}\n{found:?}"
        );
        assert!(
            worst(&expected[1..], &found[..19]) > 1e-4,
            "{link}: a test that cannot fail"
        );

        let metrics =
            [block_on(cpu.metrics()), block_on(gpu.metrics())].map(|m| m.expect("metrics"));
        let [a, b] = metrics.map(|m| m.now.alignment);
        assert!((a - b).abs() <= 1e-3 * a, "{link}: alignment {a} {b}");
        let asked = [block_on(cpu.questions()), block_on(gpu.questions())];
        if let [Some(a), Some(b)] = asked.map(|asked| asked.expect("questions")) {
            let chances = |all: &Questions| -> Vec<f32> {
                all.items
                    .iter()
                    .flat_map(|item| item.chances.clone())
                    .collect()
            };
            assert!(worst(&chances(&a), &chances(&b)) < 1e-3, "{link}");
            continue;
        }
        let [a, b] = [block_on(cpu.batch()), block_on(gpu.batch())]
            .map(|batch| batch.expect("batch").losses);
        assert!(
            worst(&a, &b) < 1e-2,
            "{link}: single anchors amplify what their mean averages out"
        );
    }
}

/// A card that is added is to be compared here too.
#[test]
fn every_loss_and_source_has_a_link() {
    let configs: Vec<_> = LINKS.iter().map(|link| link::decode(link)).collect();
    let configs: Vec<_> = configs
        .into_iter()
        .map(|c| c.expect("a good link"))
        .collect();
    for card in LOSSES {
        assert!(
            configs
                .iter()
                .any(|config| config.loss.card.name == card.name),
            "{}",
            card.name
        );
    }
    for card in PRETEXTS {
        let is_it = |config: &Config| config.pretext.card.name == card.name;
        assert!(configs.iter().any(is_it), "{}", card.name);
    }
    for card in NEGATIVES {
        assert!(
            configs
                .iter()
                .any(|config| config.negatives.card.name == card.name),
            "{}",
            card.name
        );
    }
}

/// Losses that are texts: with a second sum, with a term, written anew while the run goes on.
#[test]
fn texts_are_the_same_loss_on_both_backends() {
    let Some(gpu) = gpu() else { return };
    for source in ["batch", "drawn", "bank"] {
        let link =
            format!("v=1&seed=1&data=moons&batch=24&loss=own&negatives={source}&encoder.dim=3");
        let mut cpu = start(Rc::new(Cpu), &link);
        let mut gpu = start(gpu.clone(), &link);
        for text in &STARTS {
            for (knob, value) in [("a", 0.2), ("b", 0.7)] {
                let path = format!("loss.{knob}");
                block_on(cpu.set(&path, &Value::Number(value))).expect("live");
                block_on(gpu.set(&path, &Value::Number(value))).expect("live");
            }
            block_on(cpu.set("loss.code", &Value::text(text.code))).expect("live");
            block_on(gpu.set("loss.code", &Value::text(text.code))).expect("live");
            let expected = block_on(cpu.step(10)).expect("losses");
            let found = block_on(gpu.step(10)).expect("losses");
            let difference = worst(&expected, &found);
            assert!(
                difference < 1e-4,
                "{source} {}: {difference:e}\n{expected:?}\n{found:?}",
                text.title
            );
        }
    }
}

#[test]
fn the_same_seed_gives_the_same_bits() {
    let Some(gpu) = gpu() else { return };
    for link in LINKS {
        let (mut once, mut again) = (start(gpu.clone(), link), start(gpu.clone(), link));
        assert_eq!(block_on(once.step(10)), block_on(again.step(10)), "{link}");
        let [a, b] =
            [once.checkpoint(), again.checkpoint()].map(|c| block_on(c).expect("checkpoint"));
        assert_eq!(a, b, "{link}");
    }
}

#[test]
fn a_restored_run_goes_on_with_the_same_bits() {
    let Some(gpu) = gpu() else { return };
    for link in LINKS {
        let mut straight = start(gpu.clone(), link);
        let expected = block_on(straight.step(12)).expect("losses");
        let mut interrupted = start(gpu.clone(), link);
        block_on(interrupted.step(5)).expect("losses");
        let checkpoint = block_on(interrupted.checkpoint()).expect("checkpoint");
        let mut restored = start(gpu.clone(), link);
        block_on(restored.restore(&checkpoint)).expect("restore");
        assert_eq!(
            block_on(restored.step(7)).expect("losses"),
            expected[5..],
            "{link}"
        );
    }
}

#[test]
fn live_knobs_and_divergence() {
    let Some(gpu) = gpu() else { return };
    let mut run = start(
        gpu,
        "v=1&seed=1&data=blobs&encoder.normalize=false&loss=info-nce&optimizer=sgd",
    );
    block_on(run.step(5)).expect("it converges");
    block_on(run.set("optimizer.lr", &Value::Number(10.0))).expect("live");
    let trouble = block_on(run.step(200)).expect_err("a learning rate of 10");
    assert!(
        matches!(trouble, Trouble::Diverged { step: 6.., .. }),
        "{trouble:?}"
    );
    block_on(run.metrics()).expect("still there to look at");
}
