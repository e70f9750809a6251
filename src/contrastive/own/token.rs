//! From text to tokens, each with its place, so that everything that is wrong can be shown where it is.

use crate::number;

/// Where something stands, both from 1; columns count characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    pub line: usize,
    pub column: usize,
}

/// What is wrong and what would be right, as a sentence, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mistake {
    pub place: Place,
    pub message: String,
}

#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Kind {
    Name,
    Number(f32),
    Sign,
    /// One past the last.
    End,
}

#[derive(Clone, Copy, Debug)]
pub struct Token<'a> {
    pub kind: Kind,
    pub text: &'a str,
    pub place: Place,
}

/// Signs of two characters, then of one.
const SIGNS: [&str; 25] = [
    "->", "<=", ">=", "==", "!=", "&&", "||", "(", ")", "{", "}", ",", ";", ":", ".", "+", "-",
    "*", "/", "<", ">", "=", "!", "[", "]",
];

struct Reader<'a> {
    rest: &'a str,
    place: Place,
}

impl<'a> Reader<'a> {
    /// Takes as much as `count` bytes, which end where a character does.
    fn take(&mut self, count: usize) -> &'a str {
        let (taken, rest) = self.rest.split_at(count);
        for letter in taken.chars() {
            self.place.column += 1;
            if letter == '\n' {
                self.place = Place {
                    line: self.place.line + 1,
                    column: 1,
                };
            }
        }
        self.rest = rest;
        taken
    }

    fn take_while(&mut self, wanted: fn(char) -> bool) -> &'a str {
        let end = self.rest.find(|letter| !wanted(letter));
        self.take(end.unwrap_or(self.rest.len()))
    }

    fn skip_comments(&mut self) -> Result<(), Mistake> {
        loop {
            self.take_while(char::is_whitespace);
            if self.rest.starts_with("//") {
                self.take_while(|letter| letter != '\n');
            } else if self.rest.starts_with("/*") {
                let place = self.place;
                let Some(end) = self.rest.find("*/") else {
                    return Err(Mistake {
                        place,
                        message: "This comment has no end; it must be closed with */.".into(),
                    });
                };
                self.take(end + 2);
            } else {
                return Ok(());
            }
        }
    }

    /// Digits, a point, an exponent, perhaps an f.
    fn number(&mut self) -> Result<Token<'a>, Mistake> {
        let (place, before) = (self.place, self.rest);
        self.take_while(|letter| letter.is_ascii_digit());
        if self.rest.starts_with('.') {
            self.take(1);
            self.take_while(|letter| letter.is_ascii_digit());
        }
        if self.rest.starts_with(['e', 'E']) {
            self.take(1);
            if self.rest.starts_with(['+', '-']) {
                self.take(1);
            }
        }
        // An f, or whatever it is that does not belong there.
        self.take_while(|letter| letter.is_ascii_alphanumeric() || letter == '_');
        let text = &before[..before.len() - self.rest.len()];
        let digits = text.strip_suffix('f').unwrap_or(text);
        let wrong = |message: String| Mistake { place, message };
        if text.bytes().all(|digit| digit.is_ascii_digit()) {
            return Err(wrong(format!(
                "{text} is a whole number, which WGSL keeps apart; write {text}.0."
            )));
        }
        let value = number::parse(digits).ok_or_else(|| {
            wrong(format!(
                "{text} is no number; it must be written like 0.5 or 1e-6."
            ))
        })?;
        let (value, size) = (value as f32, (value as f32).abs());
        if size != 0.0 && !(f32::MIN_POSITIVE..=f32::MAX).contains(&size) {
            return Err(wrong(format!(
                "{text} is more than 32 bits hold; it must be 0.0, or from 1.2e-38 to 3.4e38."
            )));
        }
        Ok(Token {
            kind: Kind::Number(value),
            text,
            place,
        })
    }
}

/// All tokens of a text, and [`Kind::End`].
pub fn tokens(text: &str) -> Result<Vec<Token<'_>>, Mistake> {
    let mut reader = Reader {
        rest: text,
        place: Place { line: 1, column: 1 },
    };
    let mut found = Vec::new();
    loop {
        reader.skip_comments()?;
        let place = reader.place;
        let mut letters = reader.rest.chars();
        let Some(first) = letters.next() else {
            found.push(Token {
                kind: Kind::End,
                text: "",
                place,
            });
            return Ok(found);
        };
        let digit = |letter: Option<char>| letter.is_some_and(|letter| letter.is_ascii_digit());
        if digit(Some(first)) || (first == '.' && digit(letters.next())) {
            found.push(reader.number()?);
            continue;
        }
        let (kind, text) = if first.is_ascii_alphabetic() || first == '_' {
            let name = |letter: char| letter.is_ascii_alphanumeric() || letter == '_';
            (Kind::Name, reader.take_while(name))
        } else if let Some(sign) = SIGNS.iter().find(|sign| reader.rest.starts_with(**sign)) {
            (Kind::Sign, reader.take(sign.len()))
        } else {
            return Err(Mistake {
                place,
                message: format!(
                    "\"{first}\" means nothing here; there are names, numbers, + - * /, comparisons, && || ! and calls."
                ),
            });
        };
        found.push(Token { kind, text, place });
    }
}
