// Who is what to whom, for rows i and j of z = [anchors; positives; negatives], `params.rows` rows
// in each of the first two. Twin: `Arrangement::relation` in src/contrastive/arrangement.rs.

const EXCLUDED = 0u;
const POSITIVE = 1u;
const NEGATIVE = 2u;

fn relation(i: u32, j: u32) -> u32 {
    if (i == j) { return EXCLUDED; }
    if (j < 2u * params.rows && (j + params.rows == i || i + params.rows == j)) { return POSITIVE; }
    return NEGATIVE;
}
