//! The JSON form of a config, the defaults that links rely on, the catalog and the presets.

use nearfar::data::{CARDS, Form};
use nearfar::experiment::{Config, Task, Value, catalog, json, link, presets};
use serde_json::json;

fn parse(json: serde_json::Value) -> Result<Config, String> {
    json::parse(&serde_json::from_value::<Value>(json).expect("JSON is a value"))
}

fn error(json: serde_json::Value) -> String {
    parse(json.clone()).expect_err(&json.to_string())
}

#[test]
fn the_empty_config_is_the_digits_preset() {
    let config = parse(json!({})).expect("defaults");
    assert_eq!(config, Config::default());
    let written = serde_json::to_value(&config).expect("serialises");
    let expected = json!({
        "v": 1.0, "seed": 1.0, "task": "contrastive",
        "data": { "name": "digits", "train": 1200.0 },
        "pretext": { "name": "contrastive" },
        "augment": { "shift": 1.0, "rotation": 15.0, "scaling": 0.15, "noise": 0.1, "erasing": 0.0, "masking": 0.0 },
        "encoder": { "hidden": [128.0, 128.0], "activation": "relu", "dim": 32.0, "normalize": true },
        "loss": { "name": "nt-xent", "temperature": 0.5 },
        "negatives": { "name": "batch", "oracle": false },
        "optimizer": { "name": "adam", "lr": 0.002, "beta1": 0.9, "beta2": 0.999, "weight_decay": 0.0 },
        "batch": 128.0, "steps": 200.0, "replay": 0.0
    });
    assert_eq!(written, expected);
    assert_eq!(parse(written), Ok(config));
}

#[test]
fn a_section_may_be_only_its_name() {
    let short = parse(json!({ "data": "moons", "loss": "clip" })).expect("names");
    let long =
        parse(json!({ "data": { "name": "moons" }, "loss": { "name": "clip" }, "seed": null }))
            .expect("objects");
    assert_eq!(short, long);
}

#[test]
fn errors_are_sentences() {
    let cases = [
        (
            json!(5),
            "config is 5; it must be an object, such as { data: { name: \"moons\" } }.",
        ),
        (
            json!({ "data": { "name": "mooons" } }),
            "data is \"mooons\"; it must be one of digits, moons, circles, spirals, blobs, xor, nuisance, swiss-roll, gaussian, few-labels, iris, wine, breast-cancer, letters, sentences, text, own-table, own-images.",
        ),
        (
            json!({ "data": 3 }),
            "data is 3; it must be the name of a data set.",
        ),
        (
            json!({ "batch": "128" }),
            "batch is \"128\"; it must be a whole number from 2 to 1024.",
        ),
        (
            json!({ "batch": 12.5 }),
            "batch is 12.5; it must be a whole number from 2 to 1024.",
        ),
        (
            json!({ "loss": { "temperature": -1 } }),
            "loss.temperature is -1; it must be a number from 0.01 to 10.",
        ),
        (
            json!({ "loss": { "tau": 1 } }),
            "\"loss.tau\" is no setting of the loss nt-xent; there are loss.temperature.",
        ),
        (
            json!({ "augment": 5 }),
            "\"augment\" is no setting; there are seed, task, data, pretext, loss, negatives, optimizer, batch, steps, replay.",
        ),
        (
            json!({ "data": { "name": "moons" }, "augment": { "erasing": 0.5 } }),
            "\"augment.erasing\" is no setting of the data set moons; there are augment.rotation, augment.scaling, augment.jitter, augment.masking.",
        ),
        (
            json!({ "encoder": { "hidden": 64 } }),
            "encoder.hidden is 64; it must be a list of up to 3 widths, whole numbers from 1 to 512.",
        ),
        (
            json!({ "encoder": { "hidden": [64, "wide"] } }),
            "encoder.hidden is \"wide\"; it must be a list of up to 3 widths, whole numbers from 1 to 512.",
        ),
        (
            json!({ "encoder": { "normalize": 1 } }),
            "encoder.normalize is 1; it must be true or false.",
        ),
        (
            json!({ "v": 3 }),
            "v is 3; this version of Nearfar reads v=1 only.",
        ),
        (
            json!({ "data": { "name": "moons", "noise": { "deep": 1 } } }),
            "data.noise is an object; it must be a number from 0 to 1.",
        ),
        (
            json!({ "colour": 1, "data": { "size": 2 } }),
            "\"colour\", \"data.size\" are no settings of an experiment with data=digits, pretext=contrastive, loss=nt-xent, negatives=batch and optimizer=adam.",
        ),
        (
            json!({ "data": { "name": "moons", "n": 100, "train": 99 } }),
            "data.train is 99; it must be a fraction between 0 and 1, or a whole number of rows from 2 to 98 (the data set has 100).",
        ),
    ];
    for (json, message) in cases {
        assert_eq!(error(json.clone()), message, "{json}");
    }
}

#[test]
fn a_value_that_contains_itself_ends() {
    let mut deep = json!(1);
    for _ in 0..50 {
        deep = json!({ "a": deep });
    }
    let message = serde_json::from_value::<Value>(deep)
        .expect_err("too deep")
        .to_string();
    assert!(message.contains("nested too deeply"), "{message}");
}

#[test]
fn what_was_refused_changes_nothing() {
    let mut config = Config::default();
    for (path, value) in [
        ("batch", Value::Number(f64::NAN)),
        ("encoder.hidden", Value::Null),
        ("loss", Value::text("x")),
        ("nothing", Value::Null),
    ] {
        assert!(config.set(path, &value).is_err(), "{path}");
        assert_eq!(config, Config::default());
    }
}

#[test]
fn a_component_brings_its_own_knobs() {
    let mut config = Config::default();
    config.set("seed", &Value::Number(9.0)).expect("seed");
    config
        .set("loss.temperature", &Value::Number(0.1))
        .expect("temperature");
    config.set("loss", &Value::text("info-nce")).expect("loss");
    assert_eq!(config.loss.values, [0.5], "a new loss has its own defaults");
    config.set("data", &Value::text("moons")).expect("data");
    assert_eq!(
        config,
        Config {
            seed: 9,
            ..Config::defaults(CARDS[1])
        },
        "new data bring everything but the seed"
    );
}

/// Every link ever shared as v=1 holds only what differs from these. If this fails, either undo the
/// change of a default or start v=2 and keep v=1's defaults beside it.
#[test]
fn defaults_of_version_1_are_frozen() {
    let mut written = String::new();
    let all = Task::ALL
        .into_iter()
        .flat_map(|task| CARDS.iter().map(move |card| (task, card)));
    // Of words no metric is learned.
    for (task, card) in all.filter(|(task, card)| *task != Task::Metric || card.form != Form::Text)
    {
        let config = Config::of(task, card);
        // Contrastive learning was there first, and its lines are older than tasks.
        let whose = if task == Task::Contrastive {
            ""
        } else {
            "metric/"
        };
        for field in config.fields() {
            let value = serde_json::to_string(&config.get(field.slot)).expect("a value");
            written += &format!("{whose}{} {} {value}\n", card.name, field.path);
        }
        config.check().expect("defaults obey the rules");
        let link = link::encode(&config);
        let task = if task == Task::Contrastive {
            ""
        } else {
            "&task=metric"
        };
        let data = if card.name == "digits" {
            String::new()
        } else {
            format!("&data={}", card.name)
        };
        assert_eq!(link, format!("v=1&seed=1{task}{data}"));
    }
    let frozen = include_str!("golden/defaults-v1.txt");
    let only_in = |a: &str, b: &str| {
        a.lines()
            .filter(|line| !b.lines().any(|l| l == *line))
            .collect::<Vec<_>>()
            .join("\n")
    };
    let (gone, new) = (only_in(frozen, &written), only_in(&written, frozen));
    assert!(
        gone.is_empty(),
        "defaults of v=1 that are gone or changed:\n{gone}\nand are now:\n{new}"
    );
    assert!(
        new.is_empty(),
        "settings that are new; freeze them by adding these lines:\n{new}"
    );
}

#[test]
fn the_catalog_holds_every_choice() {
    let catalog = serde_json::to_value(catalog::catalog()).expect("serialises");
    assert_eq!(
        catalog["datasets"].as_array().map(Vec::len),
        Some(CARDS.len())
    );
    assert_eq!(
        catalog["datasets"][0]["config"]["encoder"]["dim"],
        json!(32.0)
    );
    for loss in catalog["losses"].as_array().expect("losses") {
        let tex = loss["tex"].as_str().expect("a formula");
        for knob in loss["knobs"].as_array().expect("knobs") {
            let symbol = knob["symbol"].as_str().expect("a symbol");
            assert!(tex.contains(symbol), "{symbol} of {}", loss["name"]);
        }
        assert!(loss.get("objective").is_none());
    }
    assert_eq!(catalog["optimizers"][0]["knobs"][0]["scale"], "log");
}

#[test]
fn presets_are_different_working_links() {
    let entries = presets::entries();
    assert_eq!(
        entries.len(),
        presets::PRESETS.len(),
        "a preset's link does not decode"
    );
    assert!(entries.iter().any(|entry| entry.id == "digits"));
    for (index, preset) in presets::PRESETS.iter().enumerate() {
        let config = preset.config().expect(preset.id);
        assert_eq!(
            link::encode(&config),
            preset.link,
            "{}: not in canonical form",
            preset.id
        );
        assert!(
            preset.link.len() < 250,
            "{}: {} characters",
            preset.id,
            preset.link.len()
        );
        assert!(
            !preset.caption.is_empty() && preset.caption.ends_with('.'),
            "{}",
            preset.id
        );
        assert!(
            presets::PRESETS[..index]
                .iter()
                .all(|other| other.id != preset.id && other.link != preset.link)
        );
    }
}
