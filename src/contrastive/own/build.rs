//! From what a text says to programs: names, types and numbers are checked, and calls put in place.
//!
//! One walk does all of it. A vec4f is four slots and a struct is its fields, so nothing but numbers is left. A function
//! may call only those above it, so there is no recursion.

use super::parse::{Expression, Function, Item, Let, Shape, Type};
use super::program::{MOST, Op, Slot};
use super::token::{Mistake, Token};
use super::{KNOBS, STATISTICS, quoted};
use crate::contrastive::RowStatistics;

/// A value of some type: where its numbers are.
#[derive(Clone, Copy)]
pub enum Thing {
    Number(Slot),
    Truth(Slot),
    Four([Slot; 4]),
    Statistics([Slot; 4]),
    Row(Slot, [Slot; 4]),
}

impl Thing {
    fn kind(self) -> Type {
        match self {
            Thing::Number(_) => Type::Number,
            Thing::Truth(_) => Type::Truth,
            Thing::Four(_) => Type::Four,
            Thing::Statistics(_) => Type::Statistics,
            Thing::Row(..) => Type::Row,
        }
    }
}

/// Built-in functions, and how many numbers each takes.
const BUILT_IN: [(&str, usize); 12] = [
    ("exp", 1),
    ("log", 1),
    ("sqrt", 1),
    ("abs", 1),
    ("sign", 1),
    ("tanh", 1),
    ("min", 2),
    ("max", 2),
    ("pow", 2),
    ("clamp", 3),
    ("select", 3),
    ("vec4f", 4),
];

type Built<T> = Result<T, Mistake>;

/// What is known of the whole text.
pub struct Builder<'a> {
    tokens: &'a [Token<'a>],
    constants: Vec<(&'a str, f32)>,
    functions: Vec<&'a Function>,
    /// What stands in the shader in place of a token, where it is something else.
    pub shader: Vec<Option<String>>,
    /// The function that reads log_sum_1, and where.
    pub second: Option<usize>,
}

/// What is known within one function.
struct Body<'a> {
    ops: Vec<Op>,
    /// The values of those that are constant.
    values: Vec<Option<f32>>,
    names: Vec<(&'a str, Thing)>,
    /// How many calls deep; only the outermost is judged.
    within: usize,
}

impl<'a> Builder<'a> {
    pub fn new(tokens: &'a [Token<'a>]) -> Self {
        Self {
            tokens,
            constants: Vec::new(),
            functions: Vec::new(),
            shader: vec![None; tokens.len()],
            second: None,
        }
    }

    fn text(&self, token: usize) -> &'a str {
        self.tokens[token].text
    }

    fn mistake<T>(&self, token: usize, message: String) -> Built<T> {
        let place = self.tokens[token].place;
        Err(Mistake { place, message })
    }

    /// A name for something new.
    fn fresh(&self, token: usize) -> Built<&'a str> {
        let name = self.text(token);
        let built_in = BUILT_IN.iter().any(|one| one.0 == name);
        let word = [
            "const",
            "fn",
            "let",
            "return",
            "true",
            "false",
            "RowResult",
            "EMPTY",
        ];
        if built_in || word.contains(&name) || name == "_" {
            return self.mistake(
                token,
                format!("{name} has a meaning already; choose another name."),
            );
        }
        Ok(name)
    }

    /// Takes up a constant or a function; of a function, what its program would be.
    pub fn item(&mut self, item: &'a Item) -> Built<Option<(&'a Function, Vec<Op>, Thing)>> {
        match item {
            Item::Constant(constant, tokens) => {
                self.constant(constant)?;
                // Its value stands wherever its name does.
                for token in tokens.clone() {
                    self.shader[token] = Some(String::new());
                }
                Ok(None)
            }
            Item::Function(function) => {
                let name = self.fresh(function.name)?;
                if self.functions.iter().any(|one| self.text(one.name) == name) {
                    return self.mistake(
                        function.name,
                        format!("There is a function {name} already; choose another name."),
                    );
                }
                self.shader[function.name] = Some(["f_", name].concat());
                let mut body = Body::new();
                let mut parameters = Vec::new();
                let mut input = KNOBS.len() as u8;
                for &(parameter, kind) in &function.parameters {
                    let mut next = || {
                        input += 1;
                        body.push(Op::Input(input - 1))
                    };
                    let thing = match kind {
                        Type::Number | Type::Truth => next().map(Thing::Number),
                        Type::Four => four(next).map(Thing::Four),
                        Type::Statistics => four(next).map(Thing::Statistics),
                        Type::Row => next().and_then(|loss| Some(Thing::Row(loss, four(next)?))),
                    };
                    let Some(thing) = thing else {
                        return self.mistake(parameter, too_much(name));
                    };
                    parameters.push(thing);
                }
                let result = self.body(function, &parameters, &mut body)?;
                self.functions.push(function);
                Ok(Some((function, body.ops, result)))
            }
        }
    }

    fn constant(&mut self, constant: &'a Let) -> Built<()> {
        let name = self.fresh(constant.name)?;
        if self.constants.iter().any(|one| one.0 == name) {
            return self.mistake(
                constant.name,
                format!("There is a constant {name} already; choose another name."),
            );
        }
        let mut body = Body::new();
        let thing = self.expression(&constant.value, &mut body)?;
        self.check_type(&constant.value, thing, Type::Number)?;
        match thing {
            Thing::Number(slot) if let Some(value) = body.values[usize::from(slot)] => {
                self.constants.push((name, value));
                Ok(())
            }
            _ => self.mistake(
                constant.value.token,
                format!("{name} depends on a setting; a constant is made of numbers and constants. Write let within the function."),
            ),
        }
    }

    fn body(
        &mut self,
        function: &'a Function,
        arguments: &[Thing],
        body: &mut Body<'a>,
    ) -> Built<Thing> {
        let outer = std::mem::take(&mut body.names);
        for (&(token, _), &thing) in function.parameters.iter().zip(arguments) {
            self.define(token, thing, body)?;
        }
        for one in &function.lets {
            let thing = self.expression(&one.value, body)?;
            if let Some(kind) = one.kind {
                self.check_type(&one.value, thing, kind)?;
            }
            self.define(one.name, thing, body)?;
        }
        let result = self.expression(&function.value, body)?;
        self.check_type(&function.value, result, function.result)?;
        body.names = outer;
        Ok(result)
    }

    fn define(&mut self, token: usize, thing: Thing, body: &mut Body<'a>) -> Built<()> {
        let name = self.fresh(token)?;
        if body.names.iter().any(|one| one.0 == name) {
            return self.mistake(
                token,
                format!("There is a {name} in this function already; choose another name."),
            );
        }
        self.shader[token] = Some(["v_", name].concat());
        body.names.push((name, thing));
        Ok(())
    }

    fn check_type(&self, at: &Expression, thing: Thing, wanted: Type) -> Built<()> {
        if thing.kind() == wanted {
            return Ok(());
        }
        let (is, wanted) = (thing.kind().name(), wanted.name());
        self.mistake(at.token, format!("This is {is}; it must be {wanted}."))
    }

    fn expression(&mut self, expression: &'a Expression, body: &mut Body<'a>) -> Built<Thing> {
        let token = expression.token;
        let before = body.ops.len();
        let thing = match &expression.shape {
            Shape::Number(value) => {
                self.shader[token] = Some(written(*value));
                body.push(Op::Number(*value)).map(Thing::Number)
            }
            Shape::Truth(holds) => body.push(Op::Number(f32::from(*holds))).map(Thing::Truth),
            Shape::Name => self.name(token, body)?,
            Shape::Call(arguments) => self.call(token, arguments, body)?,
            Shape::Field(of) => Some(self.field(token, of, body)?),
            Shape::Unary(of) => {
                let given = self.expression(of, body)?;
                match (self.text(token), given) {
                    ("-", Thing::Number(slot)) => body.push(Op::Negate(slot)).map(Thing::Number),
                    ("!", Thing::Truth(slot)) => body.not(slot).map(Thing::Truth),
                    ("!", _) => {
                        self.check_type(of, given, Type::Truth)?;
                        None
                    }
                    _ => {
                        self.check_type(of, given, Type::Number)?;
                        None
                    }
                }
            }
            Shape::Binary(both) => {
                let given = [&both[0], &both[1]];
                let operator = self.text(token);
                let joins = matches!(operator, "&&" | "||");
                let wanted = if joins { Type::Truth } else { Type::Number };
                let mut slots = [0; 2];
                for (slot, part) in slots.iter_mut().zip(given) {
                    let thing = self.expression(part, body)?;
                    self.check_type(part, thing, wanted)?;
                    if let Thing::Number(at) | Thing::Truth(at) = thing {
                        *slot = at;
                    }
                }
                body.binary(operator, slots)
            }
        };
        let Some(thing) = thing else {
            return self.mistake(token, too_much("this function"));
        };
        // What is constant, a shader's compiler computes, and refuses where it is no number.
        if let (Thing::Number(slot), 0) = (thing, body.within)
            && usize::from(slot) >= before
            && body.values[usize::from(slot)].is_some_and(|value| !value.is_finite())
        {
            return self.mistake(
                token,
                "This is no finite number, whatever the similarities are.".into(),
            );
        }
        Ok(thing)
    }

    fn name(&mut self, token: usize, body: &mut Body<'a>) -> Built<Option<Thing>> {
        let name = self.text(token);
        if let Some(&(_, thing)) = body.names.iter().find(|one| one.0 == name) {
            self.shader[token] = Some(["v_", name].concat());
            return Ok(Some(thing));
        }
        if let Some(&(_, value)) = self.constants.iter().find(|one| one.0 == name) {
            self.shader[token] = Some(written(value));
            return Ok(body.push(Op::Number(value)).map(Thing::Number));
        }
        if let Some(knob) = KNOBS.iter().position(|knob| *knob == name) {
            self.shader[token] = Some(format!("params.parameter_{knob}"));
            return Ok(body.push(Op::Input(knob as u8)).map(Thing::Number));
        }
        if name == "EMPTY" {
            return Ok(body
                .push(Op::Number(RowStatistics::EMPTY))
                .map(Thing::Number));
        }
        let here: Vec<&str> = body
            .names
            .iter()
            .map(|one| one.0)
            .chain(self.constants.iter().map(|one| one.0))
            .chain(KNOBS)
            .chain(["EMPTY"])
            .collect();
        self.mistake(
            token,
            format!(
                "There is no {} here; there are {}.",
                quoted(name),
                here.join(", ")
            ),
        )
    }

    fn field(&mut self, token: usize, of: &'a Expression, body: &mut Body<'a>) -> Built<Thing> {
        let given = self.expression(of, body)?;
        let (names, slots): (&[&str], _) = match given {
            Thing::Four(slots) => (&["x", "y", "z", "w"], slots),
            Thing::Statistics(slots) => (&STATISTICS, slots),
            Thing::Row(loss, scalars) => match self.text(token) {
                "loss" => return Ok(Thing::Number(loss)),
                "scalars" => return Ok(Thing::Four(scalars)),
                _ => (&["loss", "scalars"], scalars),
            },
            _ => {
                return self.mistake(token, format!("{} has no fields.", given.kind().name()));
            }
        };
        let found = names.iter().position(|name| *name == self.text(token));
        let Some(found) = found.filter(|_| given.kind() != Type::Row) else {
            let message = format!(
                "{} has no field {}; it has {}.",
                given.kind().name(),
                quoted(self.text(token)),
                names.join(", ")
            );
            return self.mistake(token, message);
        };
        if names[found] == "log_sum_1" {
            self.second.get_or_insert(token);
        }
        Ok(Thing::Number(slots[found]))
    }

    fn call(
        &mut self,
        token: usize,
        arguments: &'a [Expression],
        body: &mut Body<'a>,
    ) -> Built<Option<Thing>> {
        let name = self.text(token);
        let mut given = Vec::new();
        for argument in arguments {
            given.push(self.expression(argument, body)?);
        }
        let takes = |kinds: &[Type]| -> Built<()> {
            if kinds.len() != given.len() {
                let wanted: Vec<&str> = kinds.iter().map(|kind| kind.name()).collect();
                let message = format!(
                    "{name} is given {}; it takes ({}).",
                    crate::number::counted(given.len(), "value", "values"),
                    wanted.join(", ")
                );
                return self.mistake(token, message);
            }
            for ((argument, thing), kind) in arguments.iter().zip(&given).zip(kinds) {
                self.check_type(argument, *thing, *kind)?;
            }
            Ok(())
        };
        if name == "RowResult" {
            takes(&[Type::Number, Type::Four])?;
            return Ok(match given[..] {
                [Thing::Number(loss), Thing::Four(scalars)] => Some(Thing::Row(loss, scalars)),
                _ => None,
            });
        }
        if let Some(&(_, count)) = BUILT_IN.iter().find(|one| one.0 == name) {
            let mut kinds = vec![Type::Number; count];
            if name == "select" {
                kinds[2] = Type::Truth;
            }
            takes(&kinds)?;
            let slot = |thing: &Thing| match *thing {
                Thing::Number(slot) | Thing::Truth(slot) => slot,
                _ => 0,
            };
            let slots: Vec<Slot> = given.iter().map(slot).collect();
            if name == "clamp"
                && let (Some(low), Some(high)) = (body.value(slots[1]), body.value(slots[2]))
                && low > high
            {
                return self.mistake(token, "clamp takes a value, the least and the most; here the least is more than the most.".into());
            }
            if matches!(name, "exp" | "tanh" | "pow") {
                self.shader[token] = Some(["own_", name].concat());
            }
            return Ok(body.built_in(name, &slots));
        }
        let Some(&function) = self
            .functions
            .iter()
            .find(|one| self.text(one.name) == name)
        else {
            let built_in = BUILT_IN.iter().map(|one| one.0).chain(["RowResult"]);
            let own = self.functions.iter().map(|one| self.text(one.name));
            let known: Vec<&str> = own.chain(built_in).collect();
            let message = format!(
                "There is no function {} above this line; there are {}.",
                quoted(name),
                known.join(", ")
            );
            return self.mistake(token, message);
        };
        let kinds: Vec<Type> = function.parameters.iter().map(|one| one.1).collect();
        takes(&kinds)?;
        self.shader[token] = Some(["f_", name].concat());
        body.within += 1;
        let result = self.body(function, &given, body);
        body.within -= 1;
        // Within what is called there is nothing wrong but that it is too much here.
        match result {
            Ok(thing) => Ok(Some(thing)),
            Err(_) => Ok(None),
        }
    }
}

impl Body<'_> {
    fn new() -> Self {
        Self {
            ops: Vec::new(),
            values: Vec::new(),
            names: Vec::new(),
            within: 0,
        }
    }

    fn value(&self, slot: Slot) -> Option<f32> {
        self.values[usize::from(slot)]
    }

    /// The operation's slot, which is an earlier one where it has been done before; none where there are too many.
    fn push(&mut self, op: Op) -> Option<Slot> {
        if let Some(known) = self.ops.iter().position(|one| *one == op) {
            return Slot::try_from(known).ok();
        }
        let slot = Slot::try_from(self.ops.len()).ok();
        let slot = slot.filter(|slot| usize::from(*slot) < MOST)?;
        let known: Vec<f32> = self.values.iter().map(|v| v.unwrap_or(f32::NAN)).collect();
        let constant = !matches!(op, Op::Input(_)) && op.reads().all(|at| self.value(at).is_some());
        self.values.push(constant.then(|| op.apply(&[], &known)));
        self.ops.push(op);
        Some(slot)
    }

    fn not(&mut self, slot: Slot) -> Option<Slot> {
        let one = self.push(Op::Number(1.0))?;
        self.push(Op::Subtract(one, slot))
    }

    fn binary(&mut self, operator: &str, [a, b]: [Slot; 2]) -> Option<Thing> {
        let arithmetic = match operator {
            "+" => Op::Add(a, b),
            "-" => Op::Subtract(a, b),
            "*" => Op::Multiply(a, b),
            "/" => Op::Divide(a, b),
            _ => {
                let holds = match operator {
                    "<" => self.push(Op::Less(a, b))?,
                    ">" => self.push(Op::Less(b, a))?,
                    "&&" => self.push(Op::Min(a, b))?,
                    "||" => self.push(Op::Max(a, b))?,
                    "<=" => self.push(Op::Less(b, a)).and_then(|more| self.not(more))?,
                    ">=" => self.push(Op::Less(a, b)).and_then(|less| self.not(less))?,
                    _ => {
                        let (less, more) = (self.push(Op::Less(a, b))?, self.push(Op::Less(b, a))?);
                        let apart = self.push(Op::Max(less, more))?;
                        if operator == "!=" {
                            apart
                        } else {
                            self.not(apart)?
                        }
                    }
                };
                return Some(Thing::Truth(holds));
            }
        };
        self.push(arithmetic).map(Thing::Number)
    }

    fn built_in(&mut self, name: &str, given: &[Slot]) -> Option<Thing> {
        let result = match (name, given) {
            ("exp", &[x]) => self.push(Op::Exp(x)),
            ("log", &[x]) => self.push(Op::Log(x)),
            ("sqrt", &[x]) => self.push(Op::Sqrt(x)),
            ("abs", &[x]) => self.abs(x),
            ("sign", &[x]) => self.sign(x),
            ("tanh", &[x]) => self.tanh(x),
            ("min", &[a, b]) => self.push(Op::Min(a, b)),
            ("max", &[a, b]) => self.push(Op::Max(a, b)),
            // As WGSL has it: of a number below zero there is none.
            ("pow", &[x, y]) => {
                let log = self.push(Op::Log(x))?;
                let product = self.push(Op::Multiply(y, log))?;
                self.push(Op::Exp(product))
            }
            ("clamp", &[x, low, high]) => {
                let raised = self.push(Op::Max(x, low))?;
                self.push(Op::Min(raised, high))
            }
            ("select", &[no, yes, holds]) => self.push(Op::Select(no, yes, holds)),
            (_, &[x, y, z, w]) => return Some(Thing::Four([x, y, z, w])),
            _ => None,
        };
        result.map(Thing::Number)
    }

    fn abs(&mut self, x: Slot) -> Option<Slot> {
        let negative = self.push(Op::Negate(x))?;
        self.push(Op::Max(x, negative))
    }

    fn sign(&mut self, x: Slot) -> Option<Slot> {
        let zero = self.push(Op::Number(0.0))?;
        let (above, below) = (self.push(Op::Less(zero, x))?, self.push(Op::Less(x, zero))?);
        self.push(Op::Subtract(above, below))
    }

    /// sign(x) (1 − e^(−2|x|)) / (1 + e^(−2|x|)): no overflow, here as in the shader.
    fn tanh(&mut self, x: Slot) -> Option<Slot> {
        let size = self.abs(x)?;
        let minus_two = self.push(Op::Number(-2.0))?;
        let exponent = self.push(Op::Multiply(minus_two, size))?;
        let small = self.push(Op::Exp(exponent))?;
        let one = self.push(Op::Number(1.0))?;
        let (top, bottom) = (
            self.push(Op::Subtract(one, small))?,
            self.push(Op::Add(one, small))?,
        );
        let sign = self.sign(x)?;
        let share = self.push(Op::Divide(top, bottom))?;
        self.push(Op::Multiply(sign, share))
    }
}

/// x, y, z and w, one after the other.
fn four(mut next: impl FnMut() -> Option<Slot>) -> Option<[Slot; 4]> {
    Some([next()?, next()?, next()?, next()?])
}

/// A number as a shader's text has it.
fn written(value: f32) -> String {
    ["(", &crate::number::format(f64::from(value)), "f)"].concat()
}

fn too_much(what: &str) -> String {
    format!(
        "Here {what} takes more than {MOST} operations, with those of the functions it calls; it must take fewer."
    )
}
