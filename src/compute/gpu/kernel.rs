//! The WGSL kernels by name. A kernel is its own file and whatever is appended to it, last the three
//! functions of a loss, so that line numbers in an error are the kernel's own.

use crate::contrastive::{Grouping, Loss, RowLoss};
use crate::for_loss;

/// One entry point. Names are unique over all files.
pub struct Kernel {
    pub entry: &'static str,
    parts: &'static [&'static str],
    with_loss: bool,
}

/// Writes what of a WGSL text is compiled (no comment, no indentation) and gives its length. Lines stay
/// lines, so that an error's line number is the file's; WGSL has no strings that a `//` could stand in.
const fn strip(text: &[u8], code: &mut [u8]) -> usize {
    let (mut at, mut len, mut line) = (0, 0, 0);
    while at < text.len() {
        if text[at] == b'/' && at + 1 < text.len() && text[at + 1] == b'/' {
            while at < text.len() && text[at] != b'\n' {
                at += 1;
            }
            continue;
        }
        if text[at] == b'\n' {
            while len > line && code[len - 1] == b' ' {
                len -= 1;
            }
            line = len + 1;
        }
        if text[at] != b' ' || len > line {
            code[len] = text[at];
            len += 1;
        }
        at += 1;
    }
    len
}

macro_rules! part {
    ($path:literal) => {{
        const TEXT: &[u8] = include_bytes!(concat!("../../../shaders/", $path, ".wgsl"));
        const LEN: usize = strip(TEXT, &mut [0; TEXT.len()]);
        const CODE: [u8; LEN] = {
            let mut whole = [0; TEXT.len()];
            strip(TEXT, &mut whole);
            let mut code = [0; LEN];
            code.copy_from_slice(whole.split_at(LEN).0);
            code
        };
        match std::str::from_utf8(&CODE) {
            Ok(code) => code,
            Err(_) => panic!("a shader's code is no UTF-8"),
        }
    }};
}

macro_rules! kernels {
    ($($name:ident: $entry:literal [$($path:literal),+] $with_loss:literal;)+) => {
        $(pub static $name: Kernel = Kernel {
            entry: $entry,
            parts: &[$(part!($path)),+],
            with_loss: $with_loss,
        };)+
        /// All of them, for the tests that validate every shader.
        pub static KERNELS: &[&Kernel] = &[$(&$name),+];
    };
}

kernels! {
    SIMILARITY: "similarity" ["similarity"] false;
    PACK: "pack" ["pack"] false;
    DENSE: "dense" ["dense", "activation"] false;
    DENSE_BACKWARD: "dense_backward" ["dense_backward", "activation"] false;
    NORMALIZE: "normalize_rows" ["normalize"] false;
    NORMALIZE_BACKWARD: "normalize_backward" ["normalize_backward"] false;
    OPTIMIZE: "optimize" ["optimize"] false;
    COPY: "copy" ["memory"] false;
    COPY_WITHIN: "copy_within" ["memory"] false;
    FOLLOW: "follow" ["memory"] false;
    RECALL: "recall" ["memory"] false;
    REMEMBER: "remember" ["memory"] false;
    STATISTICS_OF_ROWS: "of_rows"
        ["contrastive/row_statistics", "contrastive/statistics", "contrastive/columns"] true;
    STATISTICS_OF_COLUMNS: "of_columns"
        ["contrastive/row_statistics", "contrastive/statistics", "contrastive/columns"] true;
    ROW_LOSSES: "row_losses" ["contrastive/row_losses", "contrastive/statistics"] true;
    MEAN_LOSS: "mean_loss" ["contrastive/mean_loss"] false;
    COEFFICIENTS: "coefficients"
        ["contrastive/coefficients", "contrastive/statistics", "contrastive/columns"] true;
    PRODUCT: "product" ["contrastive/product"] false;
    PRODUCT_TRANSPOSED: "product_transposed" ["contrastive/product_transposed"] false;
    EXPLICIT_SIMILARITIES: "similarities" ["contrastive/explicit"] false;
    EXPLICIT_ANCHORS: "anchors" ["contrastive/explicit"] false;
    EXPLICIT_NEGATIVES: "negatives" ["contrastive/explicit"] false;
    POSITIVES: "positives" ["contrastive/positives", "contrastive/statistics"] true;
    NARROW_STATISTICS: "narrow_statistics"
        ["contrastive/narrow", "contrastive/statistics"] true;
    NARROW_GRADIENT: "narrow_gradient"
        ["contrastive/narrow", "contrastive/statistics"] true;
    TRIPLET: "triplet" ["tuple/triplet", "tuple/tuple"] false;
    MARGIN: "margin" ["tuple/margin", "tuple/tuple"] false;
    ALIGNMENT: "alignment" ["tuple/alignment", "tuple/tuple"] false;
    NORM_PENALTY: "norm_penalty" ["tuple/norm_penalty", "tuple/tuple"] false;
    ADD_MEAN: "add_mean" ["tuple/add_mean"] false;
    UNIFORMITY_ROWS: "uniformity_rows" ["uniformity"] false;
    UNIFORMITY_LOSS: "uniformity_loss" ["uniformity"] false;
    UNIFORMITY_GRADIENT: "uniformity_gradient" ["uniformity"] false;
}

/// What a kernel with a loss is completed by.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Variant {
    pub loss: Loss,
    pub grouping: Option<Grouping>,
}

/// The WGSL twin of a loss's `row`, `negative` and `positive`.
fn functions(loss: Loss) -> &'static str {
    match loss {
        Loss::InfoNce(_) => part!("contrastive/info_nce"),
        Loss::Hard(_) => part!("contrastive/hard"),
        Loss::Decoupled(_) => part!("contrastive/decoupled"),
        Loss::SupCon(_) => part!("contrastive/sup_con"),
        Loss::Sigmoid(_) => part!("contrastive/sigmoid"),
        Loss::Own(own) => &own.code.shader,
    }
}

impl Variant {
    /// Whether both need the same program text: numbers come in uniforms.
    pub fn same_text(&self, other: &Variant) -> bool {
        let second =
            |variant: &Variant| for_loss!(variant.loss, formula => formula.powers().1.is_some());
        functions(self.loss) == functions(other.loss)
            && second(self) == second(other)
            && self.grouping == other.grouping
    }

    /// The formulas, and what most losses do not have.
    fn text(&self) -> String {
        let mut text = functions(self.loss).to_owned();
        let (second, terms, many) = for_loss!(self.loss, formula => (
            formula.powers().1.is_some(), formula.term(0.0_f32).is_some(), many(formula)));
        text.push_str(&format!(
            "\nconst SECOND_POWER = {second};\nconst TERMS = {terms};\n"
        ));
        if !terms {
            text.push_str("fn term(s: f32) -> f32 { return s; }\n");
        }
        if !many {
            text.push_str("fn extra(scalars: vec4f) -> f32 { return 0.0; }\n");
        }
        let together = self.grouping == Some(Grouping::Together);
        let grouped = self.grouping.is_some();
        text.push_str(&format!(
            "const GROUPED = {grouped};\nconst TOGETHER = {together};\n"
        ));
        text
    }
}

fn many<L: RowLoss>(_: L) -> bool {
    L::MANY_POSITIVES
}

impl Kernel {
    /// Whether the kernel is completed by a loss's functions.
    pub fn with_loss(&self) -> bool {
        self.with_loss
    }

    /// Whether its text depends on whether rows have groups.
    fn with_groups(&self) -> bool {
        [&STATISTICS_OF_ROWS, &STATISTICS_OF_COLUMNS, &COEFFICIENTS]
            .iter()
            .any(|one| one.entry == self.entry)
    }
}

/// The whole text that is compiled. A kernel that needs a loss is given one by the lowering.
pub fn source(kernel: &Kernel, variant: Option<Variant>) -> String {
    let mut text = kernel.parts.join("\n");
    if let (true, Some(variant)) = (kernel.with_loss, variant) {
        text.push('\n');
        text.push_str(&variant.text());
        if kernel.with_groups() {
            text.push_str(match variant.grouping {
                Some(_) => part!("contrastive/groups"),
                None => part!("contrastive/no_groups"),
            });
        }
    }
    each_row(&text)
}

/// Rows of a register tile. More mean fewer loads a multiplication: on SwiftShader, where a load
/// takes as long as six multiply-adds, 8 rows by 8 columns reach 2.2 GFLOP/s, 16 by 8 reach 2.7 and
/// 16 by 16 reach 3.2, which no GPU has the registers for.
pub const TILE: usize = 16;

/// A line with `$` once for each row of a tile, the row's number in place of the `$`: arrays would
/// say it too, but compilers do not promise to keep them in registers.
fn each_row(text: &str) -> String {
    // On the first line, so that errors have the file's line numbers down to the first `$`, whose
    // copies share a line too.
    let mut unrolled = format!("const TILE = {TILE}u; ");
    for line in text.lines() {
        if line.contains('$') && !line.starts_with("//") {
            for row in 0..TILE {
                unrolled.push_str(&line.replace('$', &row.to_string()));
            }
        } else {
            unrolled.push_str(line);
        }
        unrolled.push('\n');
    }
    unrolled
}
