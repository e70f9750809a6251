//! Your own loss: `row`, `negative` and `positive` as a person writes them, in a small part of WGSL.
//!
//! There are functions of `let`s and one `return`, numbers, comparisons, `select`, and the usual functions of a number.
//! Without loops, branches and memory every text ends, and the same text is the shader (names get a prefix, see
//! [`Code::shader`]) and a list of operations for the CPU and for the gradient check, in f64 and in lanes. Nothing of
//! it is ever JavaScript.

mod build;
mod card;
mod gradient;
mod parse;
mod program;
mod token;

pub use card::{CARD, STARTS, Start};
pub use gradient::{Verdict, verdict};
pub use token::{Mistake, Place};

use super::{Real, RowLoss, RowStatistics, Scalars};
use build::{Builder, Thing};
use parse::{Function, Type};
use program::{Op, Program};
use std::fmt;
use std::sync::{Mutex, PoisonError};

/// Bytes that a text may have.
pub const LONGEST: usize = 4000;

/// The settings that a text can name; the shader has them as params.parameter_0 and so on.
const KNOBS: [&str; 3] = ["a", "b", "temperature"];
/// The fields of `Statistics`.
const STATISTICS: [&str; 4] = ["positive", "negatives", "log_sum_0", "log_sum_1"];
/// What the exponents of the sums may be: above 0, so that e^(power · EMPTY) is 0.
const POWERS: std::ops::RangeInclusive<f32> = 0.01..=20.0;

/// The functions with a meaning: parameters and result. Only the first three must be there.
const SIGNATURES: [(&str, &[Type], Type); 6] = [
    ("row", &[Type::Statistics], Type::Row),
    ("negative", &[Type::Number, Type::Four], Type::Number),
    ("positive", &[Type::Number, Type::Four], Type::Number),
    ("term", &[Type::Number], Type::Number),
    ("power_0", &[], Type::Number),
    ("power_1", &[], Type::Number),
];

/// A text that has been read.
pub struct Code {
    pub text: String,
    /// The same for the shader's compiler, line by line, and what the kernels call.
    pub shader: String,
    /// In the order of [`SIGNATURES`].
    programs: [Option<Program>; 6],
}

/// In quotation marks, cut where it is long.
fn quoted(text: &str) -> String {
    let short: String = text.chars().take(24).collect();
    ["\"", &short, if short == text { "\"" } else { "…\"" }].concat()
}

impl Code {
    /// Reads a text; otherwise says all that is found wrong with it, which is one thing at a time but for functions that
    /// are missing.
    pub fn read(text: &str) -> Result<Code, Vec<Mistake>> {
        let at = |place: Place, message: String| vec![Mistake { place, message }];
        let start = Place { line: 1, column: 1 };
        if text.len() > LONGEST {
            let message = format!(
                "The text has {} bytes; it must have at most {LONGEST}.",
                text.len()
            );
            return Err(at(start, message));
        }
        let one = |mistake: Mistake| vec![mistake];
        let tokens = token::tokens(text).map_err(one)?;
        let items = parse::parse(&tokens).map_err(one)?;
        let mut builder = Builder::new(&tokens);
        let mut programs = [const { None }; 6];
        for item in &items {
            let Some((function, ops, result)) = builder.item(item).map_err(one)? else {
                continue;
            };
            let name = tokens[function.name].text;
            let Some(known) = SIGNATURES.iter().position(|one| one.0 == name) else {
                continue;
            };
            check_signature(known, function)
                .map_err(|message| at(tokens[function.name].place, message))?;
            programs[known] = Some(program(ops, result));
        }
        let end = tokens.last().map_or(start, |token| token.place);
        let missing: Vec<Mistake> = (0..3)
            .filter(|&known| programs[known].is_none())
            .map(|known| Mistake {
                place: end,
                message: format!(
                    "{} is missing; there must be {}.",
                    SIGNATURES[known].0,
                    signature(known)
                ),
            })
            .collect();
        if !missing.is_empty() {
            return Err(missing);
        }
        let place = |name: &str| {
            let function = tokens
                .windows(2)
                .find(|two| two[0].text == "fn" && two[1].text == name);
            function.map_or(end, |two| two[1].place)
        };
        match (&programs[3], &programs[4], &programs[5], builder.second) {
            (Some(_), Some(_), ..) | (Some(_), _, Some(_), _) => {
                return Err(at(
                    place("term"),
                    "With term, log_sum_0 is the plain sum of the terms, so there can be no power_0 or power_1; leave them \
                     out, or leave term out."
                        .into(),
                ));
            }
            (.., None, Some(read)) => {
                return Err(at(
                    tokens[read].place,
                    format!(
                        "log_sum_1 is the sum of e^(power_1 s), so there must be {}.",
                        signature(5)
                    ),
                ));
            }
            (.., Some(_), None) => {
                return Err(at(
                    place("power_1"),
                    "power_1 is there, but nothing reads statistics.log_sum_1; leave it out."
                        .into(),
                ));
            }
            _ => {}
        }
        let shader = shader(&tokens, &builder.shader, programs[3].is_some());
        Ok(Code {
            text: text.to_owned(),
            shader,
            programs,
        })
    }

    /// The same, kept for good, because losses are plain values; a text that was kept before is kept once. The error is
    /// a sentence that says where.
    pub fn keep(text: &str) -> Result<&'static Code, String> {
        static KEPT: Mutex<Vec<&'static Code>> = Mutex::new(Vec::new());
        let mut kept = KEPT.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(known) = kept.iter().find(|code| code.text == text) {
            return Ok(known);
        }
        let code = Code::read(text).map_err(|mistakes| match mistakes.first() {
            Some(Mistake { place, message }) => {
                format!("Line {}, column {}: {message}", place.line, place.column)
            }
            None => "The text cannot be read.".into(),
        })?;
        let code: &'static Code = Box::leak(Box::new(code));
        kept.push(code);
        Ok(code)
    }

    /// Which lines of a whole shader's text are this one's: the first, from 1, and how many.
    pub fn lines_in(&self, whole: &str) -> Option<(usize, usize)> {
        let before = &whole[..whole.find(&self.shader)?];
        let first = before.matches('\n').count() + 1;
        Some((first, self.text.matches('\n').count() + 1))
    }
}

impl fmt::Debug for Code {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str(&quoted(&self.text))
    }
}

impl PartialEq for Code {
    fn eq(&self, other: &Self) -> bool {
        self.text == other.text
    }
}

fn signature(known: usize) -> String {
    let (name, parameters, result) = SIGNATURES[known];
    let names: &[&str] = match known {
        0 => &["statistics"],
        _ => &["s", "scalars"],
    };
    let parameters = names.iter().zip(parameters);
    let parameters: Vec<String> = parameters
        .map(|(name, kind)| [name, ": ", kind.name()].concat())
        .collect();
    format!("fn {name}({}) -> {}", parameters.join(", "), result.name())
}

fn check_signature(known: usize, function: &Function) -> Result<(), String> {
    let (name, parameters, result) = SIGNATURES[known];
    let given = function.parameters.iter().map(|one| one.1);
    if function.result == result && given.eq(parameters.iter().copied()) {
        return Ok(());
    }
    Err(format!("{name} must be {}.", signature(known)))
}

fn program(ops: Vec<Op>, result: Thing) -> Program {
    let results = match result {
        Thing::Number(slot) | Thing::Truth(slot) => vec![slot],
        Thing::Four(slots) | Thing::Statistics(slots) => slots.to_vec(),
        Thing::Row(loss, [x, y, z, w]) => vec![loss, x, y, z, w],
    };
    Program::new(ops, results)
}

/// Line by line what was written, with names that can mean nothing else in WGSL or in a kernel; then what kernels call.
/// Exponentials stop where the CPU's do, so that no infinity comes of a pair whose coefficient is not kept.
fn shader(tokens: &[token::Token], replaced: &[Option<String>], term: bool) -> String {
    let mut text = String::new();
    let mut line = 1;
    for (token, replaced) in tokens.iter().zip(replaced) {
        while line < token.place.line {
            text.push('\n');
            line += 1;
        }
        text.push_str(replaced.as_deref().unwrap_or(token.text));
        text.push(' ');
    }
    text.push_str(
        "
struct RowResult { loss: f32, scalars: vec4f, }
fn own_exp(x: f32) -> f32 { return exp(min(x, 88.37)); }
fn own_pow(x: f32, y: f32) -> f32 { return own_exp(y * log(x)); }
fn own_tanh(x: f32) -> f32 { let e = exp(-2.0 * abs(x)); return sign(x) * (1.0 - e) / (1.0 + e); }
fn row(statistics: Statistics) -> RowResult { return f_row(statistics); }
fn negative(s: f32, scalars: vec4f) -> f32 { return f_negative(s, scalars); }
fn positive(s: f32, scalars: vec4f) -> f32 { return f_positive(s, scalars); }
",
    );
    if term {
        text.push_str("fn term(s: f32) -> f32 { return f_term(s); }\n");
    }
    text
}

/// The loss of a text, with numbers for a, b and temperature.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Own {
    pub code: &'static Code,
    pub knobs: [f32; 3],
}

impl Own {
    /// From the values of the card's knobs.
    pub fn of(code: &'static Code, values: &[f64]) -> Self {
        let value = |at: usize| values.get(at).copied().unwrap_or(1.0) as f32;
        Self {
            code,
            knobs: [value(1), value(2), value(0)],
        }
    }

    fn power(&self, known: usize) -> Option<f32> {
        let program = self.code.programs[known].as_ref()?;
        let mut power = [0.0];
        program.run(&self.knobs, &mut power);
        Some(power[0])
    }

    /// Whether the exponents of the sums are such that there are sums.
    pub fn check(&self) -> Result<(), String> {
        for known in [4, 5] {
            if let Some(power) = self.power(known).filter(|power| !POWERS.contains(power)) {
                return Err(format!(
                    "{}() of loss.code is {} with these settings; it must be a number from {} to {}.",
                    SIGNATURES[known].0,
                    crate::number::short(f64::from(power)),
                    crate::number::format(0.01),
                    crate::number::format(f64::from(*POWERS.end())),
                ));
            }
        }
        Ok(())
    }

    #[inline(never)]
    fn pair<F: Real>(&self, known: usize, s: F, scalars: &Scalars<F>) -> F {
        let [a, b, temperature] = self.knobs.map(F::splat);
        let [x, y, z, w] = *scalars;
        let inputs = [a, b, temperature, s, x, y, z, w];
        let mut result = [F::ZERO];
        if let Some(program) = &self.code.programs[known] {
            program.run(&inputs, &mut result);
        }
        result[0]
    }
}

impl RowLoss for Own {
    fn powers(&self) -> (f32, Option<f32>) {
        // What `check` refuses must do no harm either.
        let within = |power: f32| match POWERS.contains(&power) {
            true => power,
            false => 1.0,
        };
        (self.power(4).map_or(1.0, within), self.power(5).map(within))
    }

    fn term<F: Real>(&self, s: F) -> Option<F> {
        self.code.programs[3].as_ref()?;
        Some(self.pair(3, s, &[F::ZERO; 4]))
    }

    fn row<F: Real + PartialOrd>(&self, statistics: &RowStatistics<F>) -> (F, Scalars<F>) {
        let [a, b, temperature] = self.knobs.map(F::splat);
        let RowStatistics {
            positive,
            negatives,
            log_sums: [first, second],
            ..
        } = *statistics;
        let inputs = [a, b, temperature, positive, negatives, first, second];
        let mut results = [F::ZERO; 5];
        if let Some(program) = &self.code.programs[0] {
            program.run(&inputs, &mut results);
        }
        let [loss, x, y, z, w] = results;
        (loss, [x, y, z, w])
    }

    fn negative<F: Real>(&self, s: F, scalars: &Scalars<F>) -> F {
        self.pair(1, s, scalars)
    }

    fn positive<F: Real>(&self, s: F, scalars: &Scalars<F>) -> F {
        self.pair(2, s, scalars)
    }

    fn is_softmax(&self) -> bool {
        false
    }

    fn parameters(&self) -> [f32; 4] {
        let [a, b, temperature] = self.knobs;
        [a, b, temperature, 0.0]
    }
}
