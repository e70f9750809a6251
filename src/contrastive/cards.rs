//! What the page and the link need to know of a loss. Adding one is its file and a line in [`LOSSES`].

use super::{Arrangement, Objective};
use crate::knob::{Knob, Scale};
use serde::Serialize;

/// A loss that an experiment can be trained with.
#[derive(Debug, Serialize)]
pub struct LossCard {
    pub name: &'static str,
    pub title: &'static str,
    /// One sentence on what it does.
    pub about: &'static str,
    /// The paper and its equation.
    pub cite: &'static str,
    /// The formula of one anchor's loss, in LaTeX, with the knobs' symbols. Four macros say what a part
    /// means: `\anchor{…}`, `\positive{…}`, `\negative{…}` for its colour, and `\live{id}{…}` for a symbol
    /// whose number the page puts in: a knob's id, `loss`, `negatives`, `anchors` or `positive_similarity`.
    pub tex: &'static str,
    /// `temperature` first, where the loss has one.
    pub knobs: &'static [Knob],
    /// The formulas, from the knobs' values in their order.
    #[serde(skip)]
    pub objective: fn(values: &[f64]) -> Objective,
    /// Who is compared with whom in a batch of `rows` anchors.
    #[serde(skip)]
    pub arrange: fn(rows: usize, values: &[f64]) -> Arrangement,
    /// Names of the [`NEGATIVES`](super::negatives::NEGATIVES) it can be given; the first is its own choice.
    pub negatives: &'static [&'static str],
    /// Whether its negatives can be restricted to true ones, by labels: a reference, not a method.
    pub oracle: bool,
}

/// Every loss; the first is the default.
pub static LOSSES: &[&LossCard] = &[
    &super::nt_xent::CARD,
    &super::info_nce::CARD,
    &super::debiased::CARD,
    &super::hard::CARD,
    &super::clip::CARD,
    &super::decoupled::CARD,
    &super::sigmoid::CARD,
    &super::n_pair::CARD,
    &super::tuple::triplet::CARD,
    &super::tuple::margin::CARD,
    &super::align_uniform::CARD,
    &super::sup_con::CARD,
    &super::own::CARD,
];

/// The temperature that every softmax loss has. Links spell it out, pictures call it τ.
pub const TEMPERATURE: Knob = Knob {
    id: "temperature",
    symbol: "\\tau",
    name: "temperature",
    unit: "",
    min: 0.01,
    max: 10.0,
    default: 0.5,
    scale: Scale::Log,
    help: "Divides the similarities: lower, and the nearest negatives push hardest; higher, and all \
           push alike.",
    cite: "Wu et al. 2018, eq. 2; default: Chen et al. 2020",
    live: true,
};

/// The chance that a negative is of the anchor's class.
pub const TAU_PLUS: Knob = Knob {
    id: "tau_plus",
    symbol: "\\tau^+",
    name: "class prior",
    unit: "",
    min: 0.0,
    max: 0.9,
    default: 0.1,
    scale: Scale::Linear,
    help: "The assumed share of false negatives, subtracted from the negatives' push: 1 / classes where positives are \
           draws of the class, near 0 where they are copies.",
    cite: "Chuang et al. 2020, eq. 8",
    live: true,
};

/// How far importance weights lean towards the anchor.
pub const BETA: Knob = Knob {
    id: "beta",
    symbol: "\\beta",
    name: "hardness",
    unit: "",
    min: 0.0,
    max: 10.0,
    default: 0.5,
    scale: Scale::Linear,
    help: "The exponent of the weights e^{βs}, s divided by τ: 0 weighs negatives alike; the larger, the more the nearest \
           count, false ones first.",
    cite: "Robinson et al. 2021, eq. 4",
    live: true,
};

/// β's decline over the run.
pub const ANNEAL: Knob = Knob {
    id: "anneal",
    symbol: "",
    name: "annealing of the hardness",
    unit: "",
    min: 0.0,
    max: 1.0,
    default: 0.0,
    scale: Scale::Linear,
    help: "The share of β that is gone at the run's last step, falling in twenty stairs: 0 keeps β, 1 ends at uniform \
           weights.",
    cite: "",
    live: true,
};

/// How far apart is far enough, for losses of distances.
pub const MARGIN: Knob = Knob {
    id: "margin",
    symbol: "m",
    name: "margin",
    unit: "",
    min: 0.0,
    max: 4.0,
    default: 1.0,
    scale: Scale::Linear,
    help: "Negatives this far away no longer push. Unit vectors are at most 2 apart, 4 squared.",
    cite: "Hadsell et al. 2006, eq. 4",
    live: true,
};

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cards_are_complete() {
        for card in LOSSES {
            let place = card.knobs.iter().position(|knob| knob.id == "temperature");
            assert!(matches!(place, None | Some(0)), "{}", card.name);
            assert!(
                !card.about.is_empty() && !card.cite.is_empty() && !card.tex.is_empty(),
                "{}",
                card.name
            );
            let values: Vec<f64> = card.knobs.iter().map(|knob| knob.default).collect();
            let arrangement = (card.arrange)(8, &values);
            assert!(
                arrangement.rows() >= 16,
                "{}: two views of 8 rows",
                card.name
            );
            let (open, close) = (card.tex.matches('{').count(), card.tex.matches('}').count());
            assert_eq!(open, close, "{}: braces of the formula", card.name);
            let known = |name: &&str| {
                super::super::negatives::NEGATIVES
                    .iter()
                    .any(|one| one.name == *name)
            };
            assert!(
                !card.negatives.is_empty() && card.negatives.iter().all(known),
                "{}",
                card.name
            );
        }
    }
}
