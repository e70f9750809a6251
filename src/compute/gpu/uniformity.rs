//! Uniformity as dispatches. Kernels: shaders/uniformity.wgsl.

use super::kernel::{UNIFORMITY_GRADIENT, UNIFORMITY_LOSS, UNIFORMITY_ROWS};
use super::lower::{Bound, Lowering, Word, line, u};
use crate::compute::Op;

pub fn lower(op: &Op, to: &mut Lowering) {
    let Op::Uniformity {
        z,
        dz,
        row_losses,
        loss,
        first,
        rows,
        dim,
        weight,
        add,
    } = *op
    else {
        return;
    };
    let words = vec![
        ("first", u(first)),
        ("rows", u(rows)),
        ("dim", u(dim)),
        ("add", Word::U(add.into())),
        ("weight", Word::F(weight)),
    ];
    let z = (1, Bound::Plan(z));
    let means = (2, to.scratch(rows + 1));
    let grid = line(rows, 32);
    to.dispatch(&UNIFORMITY_ROWS, None, words.clone(), &[z, means], grid);
    to.dispatch(
        &UNIFORMITY_LOSS,
        None,
        words.clone(),
        &[means, (3, Bound::Plan(row_losses)), (4, Bound::Plan(loss))],
        [1, 1, 1],
    );
    let Some(dz) = dz else { return };
    to.dispatch(
        &UNIFORMITY_GRADIENT,
        None,
        words,
        &[z, means, (5, Bound::Plan(dz))],
        grid,
    );
}
