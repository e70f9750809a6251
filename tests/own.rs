//! A loss of one's own: what is read, what is refused and where, and that a text is the loss that it says.
#![cfg(not(target_arch = "wasm32"))]

use nearfar::compute::cpu::Cpu;
use nearfar::contrastive::own::{CARD, Code, LONGEST, Own, STARTS, verdict};
use nearfar::experiment::{Experiment, link};
use nearfar::rng::{Rng, Stream};
use pollster::block_on;
use std::rc::Rc;

fn losses(link: &str) -> Vec<f32> {
    let config = link::decode(link).expect("a good link");
    let mut run = block_on(Experiment::new(Rc::new(Cpu), config, "")).expect("it starts");
    block_on(run.step(12)).expect("finite losses")
}

fn encoded(text: &str) -> String {
    text.bytes().map(|byte| format!("%{byte:02x}")).collect()
}

/// The texts to begin with are the page's losses, to rounding.
#[test]
fn the_starts_are_the_losses_they_are_named_after() {
    let twins = [
        (0, "batch", "nt-xent", ""),
        (0, "drawn", "info-nce", ""),
        (1, "batch", "decoupled", ""),
        (1, "queue", "decoupled", ""),
        (2, "batch", "hard", "&loss.tau_plus=0.1&loss.beta=0.5"),
        (2, "bank", "hard", "&loss.tau_plus=0.1&loss.beta=0.5"),
        // In the batch, sigmoid compares one way only.
        (3, "drawn", "sigmoid", "&loss.bias=-1&loss.temperature=0.5"),
    ];
    for (start, source, name, knobs) in twins {
        let start = &STARTS[start];
        let base = format!("v=1&seed=1&data=moons&batch=16&negatives={source}&encoder.dim=3");
        let mut own = format!(
            "{base}&loss={}&loss.code={}",
            CARD.name,
            encoded(start.code)
        );
        for (knob, value) in start.values {
            own += &format!("&loss.{knob}={value}");
        }
        let (got, want) = (losses(&own), losses(&format!("{base}&loss={name}{knobs}")));
        for (step, (got, want)) in got.iter().zip(&want).enumerate() {
            assert!(
                (got - want).abs() < 2e-5 * want.abs().max(1.0),
                "{name} {source}, step {step}: {got}, not {want}"
            );
        }
    }
    let other =
        losses("v=1&seed=1&data=moons&batch=16&encoder.dim=3&loss=own&loss.temperature=0.4");
    let own = losses("v=1&seed=1&data=moons&batch=16&encoder.dim=3&loss=own");
    assert!((other[0] - own[0]).abs() > 1e-3, "a test that cannot fail");
}

#[test]
fn the_starts_have_right_slopes_and_a_wrong_one_is_found() {
    for start in &STARTS {
        let code = Code::keep(start.code).expect(start.title);
        let mut values = [0.5, 1.0, 1.0];
        for (knob, value) in start.values {
            values[if *knob == "a" { 1 } else { 2 }] = *value;
        }
        let found = verdict(Own::of(code, &values));
        assert!(
            found.consistent && found.slopes > 100,
            "{}: {found:?}",
            start.title
        );
    }
    for (right, wrong, place) in [
        (
            "return exp(s - scalars.x);",
            "return 0.9 * exp(s - scalars.x);",
            "negative",
        ),
        (
            "return exp(s - scalars.x) - 1.0;",
            "return exp(s - scalars.x) - 1.01;",
            "positive",
        ),
    ] {
        let text = STARTS[0].code.replace(right, wrong);
        assert_ne!(text, STARTS[0].code);
        let found = verdict(Own::of(
            Code::keep(&text).expect("readable"),
            &[0.5, 1.0, 1.0],
        ));
        assert!(!found.consistent && found.place == place, "{found:?}");
        assert!(
            found.text.contains("is not the slope of row"),
            "{}",
            found.text
        );
    }
}

/// Every mistake is told where it is, with what would be right.
#[test]
fn mistakes_have_a_place_and_a_sentence() {
    let body = "fn negative(s: f32, scalars: vec4f) -> f32 { return 0.0; }\n\
                fn positive(s: f32, scalars: vec4f) -> f32 { return 0.0; }\n";
    let row =
        |inner: &str| format!("{body}fn row(statistics: Statistics) -> RowResult {{\n{inner}\n}}");
    let result = "return RowResult(statistics.positive, vec4f(0.0, 0.0, 0.0, 0.0));";
    assert!(Code::read(&row(result)).is_ok());
    for (text, line, column, part) in [
        (row("var x = 1.0;"), 4, 1, "write let"),
        (row("if (true) { }"), 4, 1, "select"),
        (row("for (;;) { }"), 4, 1, "no loops"),
        (row("let x = 1;"), 4, 9, "write 1.0"),
        (
            row(&format!("let x = y;\n{result}")),
            4,
            9,
            "There is no \"y\" here; there are statistics",
        ),
        (
            row(&format!("let x = 1.0\n{result}")),
            4,
            12,
            "must be followed by \";\"",
        ),
        (
            row(&format!("let x = exp(1.0, 2.0);\n{result}")),
            4,
            9,
            "it takes (f32)",
        ),
        (
            row(&format!("let x = select(1.0, 2.0, 3.0);\n{result}")),
            4,
            26,
            "it must be bool",
        ),
        (
            row(&format!("let x = statistics.sum;\n{result}")),
            4,
            20,
            "it has positive, negatives",
        ),
        (
            row(&format!("let x = 1.0 / 0.0;\n{result}")),
            4,
            13,
            "no finite number",
        ),
        (
            row(&format!("let x = $;\n{result}")),
            4,
            9,
            "means nothing here",
        ),
        (
            row(&format!("let exp = 1.0;\n{result}")),
            4,
            5,
            "choose another name",
        ),
        (row("return 1.0;"), 4, 8, "it must be RowResult"),
        (
            row(&format!("let x = statistics.log_sum_1;\n{result}")),
            4,
            20,
            "there must be fn power_1",
        ),
        (body.to_owned(), 3, 1, "row is missing"),
        (String::new(), 1, 1, "row is missing"),
        (
            format!("{}\n{body}", "x".repeat(LONGEST)),
            1,
            1,
            "at most 4000",
        ),
        ("/* ".into(), 1, 1, "no end"),
        (
            format!(
                "{}{body}",
                "fn f(x: f32) -> f32 { return ((((((((".to_owned() + &"(".repeat(200)
            ),
            1,
            90,
            "deep",
        ),
    ] {
        let mistakes = Code::read(&text)
            .err()
            .unwrap_or_else(|| panic!("{text} is read"));
        let first = &mistakes[0];
        assert!(first.message.contains(part), "{text}\n{first:?}");
        assert!(first.message.ends_with('.'), "{first:?}");
        if part != "deep" {
            assert_eq!(
                (first.place.line, first.place.column),
                (line, column),
                "{text}\n{first:?}"
            );
        }
    }
    // Calls within calls within calls are more than there is room for, not more than there is time for.
    let mut doubling = String::from("fn f0(x: f32) -> f32 { return exp(x); }\n");
    for n in 1..40 {
        doubling += &format!(
            "fn f{n}(x: f32) -> f32 {{ return f{0}(x) + f{0}(x + 1.0); }}\n",
            n - 1
        );
    }
    let mistakes = Code::read(&doubling).expect_err("too much");
    assert!(
        mistakes[0].message.contains("more than 250 operations"),
        "{mistakes:?}"
    );
}

#[test]
fn a_link_carries_a_text_and_refuses_a_wrong_one() {
    let text = STARTS[2].code;
    let link = format!("v=1&seed=1&data=moons&loss=own&loss.code={}", encoded(text));
    let config = link::decode(&link).expect("a good link");
    assert_eq!(config.code.map(|code| code.text.as_str()), Some(text));
    let written = link::encode(&config);
    assert!(written.bytes().all(|byte| byte.is_ascii_graphic()) && !written.contains('#'));
    assert_eq!(link::decode(&written).expect("its own"), config);
    // Unedited, it is not in the link.
    let plain = link::decode("v=1&seed=1&data=moons&loss=own").expect("good");
    assert_eq!(link::encode(&plain), "v=1&seed=1&data=moons&loss=own");
    for (link, why) in [
        (
            "v=1&seed=1&loss=own&loss.code=fn",
            "loss.code cannot be read. Line 1, column 3: ",
        ),
        (
            "v=1&seed=1&loss=nt-xent&loss.code=fn",
            "\"loss.code\" is no setting of the loss nt-xent",
        ),
    ] {
        let message = link::decode(link).expect_err(link);
        assert!(message.contains(why), "{message}");
    }
    // With power_0 = 1 + b there are settings for which there is no sum.
    let message = link::decode(&format!("{link}&loss.b=-1")).expect_err("no power");
    assert!(
        message.contains("power_0() of loss.code is 0 with these settings"),
        "{message}"
    );
}

/// Whatever is written, there is an answer; and what is accepted is a shader.
#[test]
fn noise_is_refused_or_compiles() {
    let words = [
        "fn",
        "let",
        "return",
        "const",
        "row",
        "negative",
        "positive",
        "(",
        ")",
        "{",
        "}",
        ",",
        ";",
        ":",
        "->",
        "f32",
        "vec4f",
        "Statistics",
        "RowResult",
        "+",
        "-",
        "*",
        "/",
        "<",
        "&&",
        "!",
        "select",
        "exp",
        "log",
        "1.0",
        "0.5",
        "s",
        "scalars",
        ".x",
        "statistics",
        ".positive",
        "=",
        "a",
        "b",
        "true",
        "é",
        "\n",
        "//",
        "/*",
        "1e99",
        "0x",
        "@",
        "\"",
    ];
    let mut rng = Rng::new(7, Stream::Probe);
    let mut draw = |below: usize| (f64::from(rng.uniform()) * below as f64) as usize;
    for _ in 0..4000 {
        let length = draw(60);
        let text: Vec<&str> = (0..length)
            .map(|_| words[draw(words.len()).min(words.len() - 1)])
            .collect();
        let _ = Code::read(&text.join(" "));
    }
    // Texts with a word exchanged: most are refused, and those that are not have to run.
    let mut read = 0;
    for start in &STARTS {
        let parts: Vec<&str> = start.code.split_inclusive([' ', '(', ')', ',']).collect();
        for _ in 0..400 {
            let mut parts = parts.clone();
            let (from, to) = (
                draw(parts.len()).min(parts.len() - 1),
                draw(parts.len()).min(parts.len() - 1),
            );
            parts[to] = parts[from];
            if let Ok(code) = Code::keep(&parts.concat()) {
                read += 1;
                let _ = verdict(Own::of(code, &[0.5, 0.3, 0.7]));
            }
        }
    }
    assert!(read > 50, "only {read} were read");
}
