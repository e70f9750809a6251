//! Decimal numbers as text, to twelve significant digits.
//!
//! A knob's value ends as an f32, which nine digits hold; twelve make every value survive a trip
//! through a link unchanged. The standard library's exact conversions would add some 15 kB of tables
//! to the shipped wasm.

const DIGITS: i32 = 12;

/// 10^n for n ≥ 0. Exact up to 10²², the largest power of ten that f64 holds exactly.
fn power(n: i32) -> f64 {
    (0..n).fold(1.0, |product, _| product * 10.0)
}

fn scale(value: f64, exponent: i32) -> f64 {
    if exponent >= 0 {
        value * power(exponent.min(330))
    } else {
        value / power((-exponent).min(330))
    }
}

/// Reads `12`, `-0.5`, `.5` or `3e-4`; `None` for anything else, infinities and NaN included.
///
/// Correctly rounded for up to 15 digits and exponents within ±22; otherwise within a few units in
/// the sixteenth digit.
pub fn parse(text: &str) -> Option<f64> {
    let (negative, rest) = match text.strip_prefix('-') {
        Some(rest) => (true, rest),
        None => (false, text),
    };
    let (digits, exponent) = match rest.split_once(['e', 'E']) {
        Some((digits, exponent)) => (digits, parse_exponent(exponent)?),
        None => (rest, 0),
    };
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
    if whole.is_empty() && fraction.is_empty() {
        return None;
    }
    let (mut mantissa, mut shift) = (0_u64, 0_i32);
    let places = whole
        .bytes()
        .map(|digit| (digit, 0))
        .chain(fraction.bytes().map(|digit| (digit, -1)));
    for (digit, place) in places {
        if !digit.is_ascii_digit() {
            return None;
        }
        // A digit beyond the eighteenth only moves the decimal point.
        if mantissa < 100_000_000_000_000_000 {
            mantissa = mantissa * 10 + u64::from(digit - b'0');
            shift += place;
        } else {
            shift += 1 + place;
        }
    }
    let value = scale(mantissa as f64, exponent.checked_add(shift)?);
    value
        .is_finite()
        .then_some(if negative { -value } else { value })
}

fn parse_exponent(text: &str) -> Option<i32> {
    let digits = text.strip_prefix(['+', '-']).unwrap_or(text);
    if digits.is_empty() || digits.len() > 4 || !digits.bytes().all(|digit| digit.is_ascii_digit())
    {
        return None;
    }
    let size = digits
        .bytes()
        .fold(0, |sum, digit| sum * 10 + i32::from(digit - b'0'));
    Some(if text.starts_with('-') { -size } else { size })
}

/// Three significant digits, for sentences.
pub fn short(value: f64) -> String {
    if value == 0.0 || !value.is_finite() {
        return format(value);
    }
    let exponent = 2 - libm::floor(libm::log10(value.abs())) as i32;
    format(scale(libm::round(scale(value, exponent)), -exponent))
}

/// "1 direction", "3 directions".
pub fn counted(count: usize, one: &str, many: &str) -> String {
    let noun = if count == 1 { one } else { many };
    [&count.to_string(), " ", noun].concat()
}

/// Twelve significant digits at most, no trailing zeros: `0.5`, `120`, `3e-9`. Whole numbers below
/// 10¹⁵ are written in full. [`parse`] of it, formatted again, gives the same text (sizes from 10⁻¹⁰⁰
/// to 10¹⁰⁰; a knob's range is far inside).
pub fn format(value: f64) -> String {
    if !value.is_finite() {
        return if value.is_nan() {
            "NaN"
        } else if value > 0.0 {
            "infinity"
        } else {
            "-infinity"
        }
        .into();
    }
    let sign = if value < 0.0 { "-" } else { "" };
    let size = value.abs();
    if size.fract() == 0.0 && size < 1e15 {
        return [sign, &(size as u64).to_string()].concat();
    }
    let mut exponent = 0;
    while scale(size, -exponent) >= 10.0 {
        exponent += 1;
    }
    while scale(size, -exponent) < 1.0 {
        exponent -= 1;
    }
    let mut digits = libm::round(scale(size, DIGITS - 1 - exponent)) as u64;
    if digits >= 10_u64.pow(DIGITS as u32) {
        digits /= 10;
        exponent += 1;
    }
    while digits.is_multiple_of(10) {
        digits /= 10;
    }
    [sign, &place_point(&digits.to_string(), exponent)].concat()
}

/// `digits` stands for d.ddd · 10^exponent.
fn place_point(digits: &str, exponent: i32) -> String {
    let (first, rest) = digits.split_at(1);
    match exponent {
        -7..=-1 => ["0.", &"0".repeat(-exponent as usize - 1), digits].concat(),
        0..=14 if rest.len() > exponent as usize => {
            let (whole, fraction) = digits.split_at(exponent as usize + 1);
            [whole, ".", fraction].concat()
        }
        0..=14 => [digits, &"0".repeat(exponent as usize - rest.len())].concat(),
        _ if rest.is_empty() => [first, "e", &exponent.to_string()].concat(),
        _ => [first, ".", rest, "e", &exponent.to_string()].concat(),
    }
}

/// The value that a link will carry: rounded to twelve significant digits.
pub fn canonical(value: f64) -> f64 {
    parse(&format(value)).unwrap_or(value)
}

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn formats_plainly() {
        let cases = [
            (0.0, "0"),
            (-0.5, "-0.5"),
            (120.0, "120"),
            (0.1 + 0.2, "0.3"),
            (4_294_967_295.0, "4294967295"),
            (1e-8, "1e-8"),
            (1.25e-9, "1.25e-9"),
            (0.000_012_5, "0.0000125"),
            (123.456, "123.456"),
            (0.999_999_999_999_9, "1"),
            (2.5e40, "2.5e40"),
            (f64::NAN, "NaN"),
        ];
        for (value, text) in cases {
            assert_eq!(format(value), text, "{value:e}");
        }
    }

    #[test]
    fn refuses_what_is_no_number() {
        for text in [
            "", "-", ".", "e5", "1e", "1e+", "0x1", "1_000", " 1", "1 ", "NaN", "inf", "1e999",
            "--1", "١",
        ] {
            assert_eq!(parse(text), None, "{text:?}");
        }
    }

    proptest! {
        /// The standard library is the judge: exact up to 15 digits and small exponents.
        #[test]
        fn parses_like_std(mantissa in -999_999_999_999_999_i64..1_000_000_000_000_000, exponent in -22..=22) {
            let text = std::format!("{mantissa}e{exponent}");
            prop_assert_eq!(parse(&text), text.parse::<f64>().ok());
        }

        /// Twelve digits are kept, and what was written once is written the same again.
        #[test]
        fn round_trips(value in proptest::num::f64::NORMAL) {
            prop_assume!((1e-100..1e100).contains(&value.abs()));
            let text = format(value);
            let back = parse(&text).expect("format writes what parse reads");
            prop_assert!(((back - value) / value).abs() < 1e-11, "{} became {}", value, text);
            prop_assert_eq!(format(back), text);
        }

        #[test]
        fn never_panics(text in "\\PC{0,40}") {
            let _ = parse(&text);
        }
    }
}
