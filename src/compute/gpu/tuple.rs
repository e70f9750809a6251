//! Losses of the distances within tuples as dispatches. Kernels: shaders/tuple/*.wgsl.

use super::kernel::{ADD_MEAN, ALIGNMENT, MARGIN, NORM_PENALTY, TRIPLET};
use super::lower::{Bound, Lowering, Word, line, u};
use crate::compute::Op;
use crate::contrastive::tuple::TupleLoss;

pub fn lower(op: &Op, to: &mut Lowering) {
    let Op::Tuple {
        rule,
        rows,
        count,
        z,
        similar,
        dz,
        row_losses,
        loss,
        dim,
        weight,
        add,
    } = *op
    else {
        return;
    };
    // All rules share one uniform struct; what a rule has not stays 0.
    let (kernel, margin, squared, l2) = match rule {
        TupleLoss::Triplet(rule) => (&TRIPLET, rule.margin, rule.squared, 0.0),
        TupleLoss::Margin(rule) => (&MARGIN, rule.margin, false, 0.0),
        TupleLoss::Alignment(_) => (&ALIGNMENT, 0.0, false, 0.0),
        TupleLoss::NormPenalty(rule) => (&NORM_PENALTY, 0.0, false, rule.l2),
    };
    let losses = to.scratch(rows);
    let labels = similar.map_or_else(|| to.scratch(1), Bound::Plan);
    let gradient = dz.map_or_else(|| to.scratch(1), Bound::Plan);
    to.dispatch(
        kernel,
        None,
        vec![
            ("rows", u(rows)),
            ("count", u(count)),
            ("dim", u(dim)),
            ("add", Word::U(add.into())),
            ("gradient", Word::U(dz.is_some().into())),
            ("labelled", Word::U(similar.is_some().into())),
            ("squared", Word::U(squared.into())),
            ("margin", Word::F(margin)),
            ("l2", Word::F(l2)),
            ("weight", Word::F(weight)),
        ],
        &[(1, Bound::Plan(z)), (2, labels), (3, losses), (4, gradient)],
        line(rows, 32),
    );
    to.dispatch(
        &ADD_MEAN,
        None,
        vec![("rows", u(rows)), ("add", Word::U(add.into()))],
        &[
            (1, losses),
            (2, Bound::Plan(row_losses)),
            (3, Bound::Plan(loss)),
        ],
        [1, 1, 1],
    );
}
