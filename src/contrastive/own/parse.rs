//! From tokens to what they say: constants, and functions whose bodies are `let`s and one `return`.

use super::token::{Kind, Mistake, Token};

/// How deep expressions may be nested, so that neither this nor what walks them exhausts a stack.
const DEEPEST: u8 = 60;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Type {
    Number,
    Truth,
    Four,
    Statistics,
    Row,
}

impl Type {
    const ALL: [Type; 5] = [
        Type::Number,
        Type::Truth,
        Type::Four,
        Type::Statistics,
        Type::Row,
    ];

    pub fn name(self) -> &'static str {
        match self {
            Type::Number => "f32",
            Type::Truth => "bool",
            Type::Four => "vec4f",
            Type::Statistics => "Statistics",
            Type::Row => "RowResult",
        }
    }
}

/// A part of the text; tokens are known by their number.
pub struct Expression {
    /// The name, the number, the operator, the field, or the called function.
    pub token: usize,
    pub shape: Shape,
    depth: u8,
    /// In parentheses.
    closed: bool,
}

pub enum Shape {
    Number(f32),
    Truth(bool),
    Name,
    Call(Vec<Expression>),
    Field(Box<Expression>),
    Unary(Box<Expression>),
    Binary(Box<[Expression; 2]>),
}

pub struct Let {
    pub name: usize,
    pub kind: Option<Type>,
    pub value: Expression,
}

pub struct Function {
    pub name: usize,
    pub parameters: Vec<(usize, Type)>,
    pub result: Type,
    pub lets: Vec<Let>,
    pub value: Expression,
}

pub enum Item {
    /// With the tokens it takes, from `const` to `;`.
    Constant(Let, std::ops::Range<usize>),
    Function(Function),
}

struct Parser<'a> {
    tokens: &'a [Token<'a>],
    at: usize,
}

type Parsed<T> = Result<T, Mistake>;

/// Words of WGSL that this language has not, and what to write instead.
const ABSENT: [(&str, &str); 9] = [
    ("var", "nothing changes here; write let"),
    (
        "if",
        "there are no branches; write select(if_false, if_true, condition)",
    ),
    ("else", "there are no branches; write select"),
    ("switch", "there are no branches; write select"),
    (
        "for",
        "there are no loops; the sums over negatives are in the statistics",
    ),
    (
        "while",
        "there are no loops; the sums over negatives are in the statistics",
    ),
    (
        "loop",
        "there are no loops; the sums over negatives are in the statistics",
    ),
    (
        "struct",
        "there are f32, bool, vec4f, Statistics and RowResult",
    ),
    (
        "override",
        "there are const, and the settings a, b and temperature",
    ),
];

/// Everything in the text.
pub fn parse(tokens: &[Token]) -> Parsed<Vec<Item>> {
    let mut parser = Parser { tokens, at: 0 };
    let mut items = Vec::new();
    while parser.now().kind != Kind::End {
        items.push(parser.item()?);
    }
    Ok(items)
}

impl<'a> Parser<'a> {
    fn now(&self) -> Token<'a> {
        self.tokens[self.at.min(self.tokens.len() - 1)]
    }

    fn mistake<T>(&self, message: String) -> Parsed<T> {
        Err(Mistake {
            place: self.now().place,
            message,
        })
    }

    /// What stands here, for a sentence.
    fn seen(&self) -> String {
        match self.now().kind {
            Kind::End => "the text ends".into(),
            _ => ["there is ", &super::quoted(self.now().text)].concat(),
        }
    }

    fn is(&self, text: &str) -> bool {
        self.now().text == text && self.now().kind != Kind::End
    }

    fn take(&mut self, text: &str) -> bool {
        let is = self.is(text);
        self.at += usize::from(is);
        is
    }

    fn want(&mut self, text: &str, after: &str) -> Parsed<()> {
        if self.take(text) {
            return Ok(());
        }
        // Where a ; is missing, the place is the end of what came before.
        let seen = self.seen();
        let mistake = Mistake {
            place: match (text, self.at.checked_sub(1)) {
                (";", Some(before)) => {
                    let mut place = self.tokens[before].place;
                    place.column += self.tokens[before].text.chars().count();
                    place
                }
                _ => self.now().place,
            },
            message: format!("Here {seen}, but {after} must be followed by \"{text}\"."),
        };
        Err(mistake)
    }

    fn name(&mut self, of: &str) -> Parsed<usize> {
        self.refuse_absent()?;
        if self.now().kind != Kind::Name {
            let seen = self.seen();
            return self.mistake(format!("Here {seen}, but the name of {of} must stand."));
        }
        self.at += 1;
        Ok(self.at - 1)
    }

    fn refuse_absent(&self) -> Parsed<()> {
        let text = self.now().text;
        match ABSENT.iter().find(|(word, _)| *word == text) {
            Some((word, instead)) => {
                self.mistake(format!("{word} is not part of this language: {instead}."))
            }
            None => Ok(()),
        }
    }

    fn kind(&mut self) -> Parsed<Type> {
        let text = self.now().text;
        match Type::ALL.into_iter().find(|one| one.name() == text) {
            Some(kind) => {
                self.at += 1;
                Ok(kind)
            }
            None => {
                let seen = self.seen();
                self.mistake(format!(
                    "Here {seen}, but a type must stand: f32, bool, vec4f, Statistics or RowResult."
                ))
            }
        }
    }

    fn item(&mut self) -> Parsed<Item> {
        let first = self.at;
        if self.take("const") {
            let constant = self.definition("the constant")?;
            return Ok(Item::Constant(constant, first..self.at));
        }
        if self.take("fn") {
            return self.function().map(Item::Function);
        }
        self.refuse_absent()?;
        let seen = self.seen();
        self.mistake(format!(
            "Here {seen}, but a function or a constant must begin, with fn or const."
        ))
    }

    /// name: type = value;
    fn definition(&mut self, what: &str) -> Parsed<Let> {
        let name = self.name(what)?;
        let kind = match self.take(":") {
            true => Some(self.kind()?),
            false => None,
        };
        self.want("=", "a name that is defined")?;
        let value = self.expression(0, 0)?;
        self.want(";", "a definition")?;
        Ok(Let { name, kind, value })
    }

    fn function(&mut self) -> Parsed<Function> {
        let name = self.name("the function")?;
        self.want("(", "the name of a function")?;
        let mut parameters = Vec::new();
        while !self.take(")") {
            let parameter = self.name("a parameter")?;
            self.want(":", "a parameter")?;
            let kind = self.kind()?;
            if kind == Type::Truth {
                // Two comparisons side by side in a call would read as a template of WGSL.
                self.at -= 1;
                return self.mistake(
                    "A parameter cannot be bool; compare inside the function, or pass 1.0 and 0.0."
                        .into(),
                );
            }
            parameters.push((parameter, kind));
            if !self.take(",") && !self.is(")") {
                self.want(")", "the last parameter")?;
            }
        }
        self.want("->", "the parameters of a function")?;
        let result = self.kind()?;
        self.want("{", "the type of the result")?;
        let mut lets = Vec::new();
        while self.take("let") {
            lets.push(self.definition("what is defined")?);
        }
        self.refuse_absent()?;
        if !self.take("return") {
            let seen = self.seen();
            return self.mistake(format!(
                "Here {seen}, but in a function there must be let or return."
            ));
        }
        let value = self.expression(0, 0)?;
        self.want(";", "what is returned")?;
        if !self.take("}") {
            let seen = self.seen();
            return self.mistake(format!(
                "Here {seen}, but return is a function's last line; \"}}\" must follow."
            ));
        }
        Ok(Function {
            name,
            parameters,
            result,
            lets,
            value,
        })
    }

    /// Operators that bind at least as tightly as `least`, by precedence climbing.
    fn expression(&mut self, least: u8, depth: u8) -> Parsed<Expression> {
        let mut left = self.unary(depth)?;
        loop {
            let operator = self.now();
            let binding = match operator.text {
                "||" => 1,
                "&&" => 2,
                "<" | ">" | "<=" | ">=" | "==" | "!=" => 3,
                "+" | "-" => 4,
                "*" | "/" => 5,
                _ => return Ok(left),
            };
            if binding < least || operator.kind != Kind::Sign {
                return Ok(left);
            }
            let token = self.at;
            self.at += 1;
            let right = self.expression(binding + 1, self.deeper(depth)?)?;
            for part in [&left, &right] {
                self.refuse_unclear(token, part)?;
            }
            let depth = self.deeper(left.depth.max(right.depth))?;
            left = Expression {
                token,
                shape: Shape::Binary(Box::new([left, right])),
                depth,
                closed: false,
            };
        }
    }

    /// As in WGSL, a < b < c and && beside || want parentheses.
    fn refuse_unclear(&self, operator: usize, part: &Expression) -> Parsed<()> {
        let (outer, inner) = (self.tokens[operator], self.tokens[part.token].text);
        let compares = |sign: &str| matches!(sign, "<" | ">" | "<=" | ">=" | "==" | "!=");
        let joins = |sign: &str| matches!(sign, "&&" | "||");
        let unclear = (compares(outer.text) && compares(inner))
            || (joins(outer.text) && joins(inner) && outer.text != inner);
        if part.closed || !unclear || !matches!(part.shape, Shape::Binary(_)) {
            return Ok(());
        }
        Err(Mistake {
            place: outer.place,
            message: format!(
                "{inner} and {} stand side by side; put parentheses around one of them.",
                outer.text
            ),
        })
    }

    fn deeper(&self, depth: u8) -> Parsed<u8> {
        if depth < DEEPEST {
            return Ok(depth + 1);
        }
        self.mistake(format!(
            "This expression is nested more than {DEEPEST} deep; give parts of it a name with let."
        ))
    }

    fn unary(&mut self, depth: u8) -> Parsed<Expression> {
        let token = self.at;
        if self.take("-") || self.take("!") {
            let of = self.unary(self.deeper(depth)?)?;
            let depth = self.deeper(of.depth)?;
            return Ok(Expression {
                token,
                shape: Shape::Unary(Box::new(of)),
                depth,
                closed: false,
            });
        }
        let mut value = self.primary(depth)?;
        while self.take(".") {
            let token = self.name("a field")?;
            let depth = self.deeper(value.depth)?;
            value = Expression {
                token,
                shape: Shape::Field(Box::new(value)),
                depth,
                closed: false,
            };
        }
        Ok(value)
    }

    fn primary(&mut self, depth: u8) -> Parsed<Expression> {
        let token = self.at;
        let leaf = |shape| Expression {
            token,
            shape,
            depth: 0,
            closed: false,
        };
        if self.take("(") {
            let mut inner = self.expression(0, self.deeper(depth)?)?;
            self.want(")", "what stands in parentheses")?;
            inner.closed = true;
            return Ok(inner);
        }
        if self.take("true") {
            return Ok(leaf(Shape::Truth(true)));
        }
        if self.take("false") {
            return Ok(leaf(Shape::Truth(false)));
        }
        if let Kind::Number(value) = self.now().kind {
            self.at += 1;
            return Ok(leaf(Shape::Number(value)));
        }
        self.refuse_absent()?;
        if self.now().kind != Kind::Name {
            let seen = self.seen();
            return self.mistake(format!(
                "Here {seen}, but a value must stand: a number, a name, a call or parentheses."
            ));
        }
        self.at += 1;
        if !self.take("(") {
            return Ok(leaf(Shape::Name));
        }
        let mut arguments = Vec::new();
        let mut deepest = 0;
        while !self.take(")") {
            let argument = self.expression(0, self.deeper(depth)?)?;
            deepest = argument.depth.max(deepest);
            arguments.push(argument);
            if !self.take(",") && !self.is(")") {
                self.want(")", "the last argument")?;
            }
        }
        let depth = self.deeper(deepest)?;
        Ok(Expression {
            token,
            shape: Shape::Call(arguments),
            depth,
            closed: false,
        })
    }
}
