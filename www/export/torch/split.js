/** The split into train and test: `src/data/split.rs`. */

export const SPLIT = `def split(labels):
    """The rows to train on: TRAIN of them, of each class its share (by largest remainder)."""
    members = [np.flatnonzero(labels == label) for label in range(labels.max() + 1)]
    quota = [len(rows) * TRAIN // len(labels) for rows in members]
    by_remainder = sorted(range(len(members)), key=lambda label: -(len(members[label]) * TRAIN % len(labels)))
    for label in by_remainder[:TRAIN - sum(quota)]:
        quota[label] += 1
    chosen = [Random(SPLIT, label).permutation(rows)[:quota[label]] for label, rows in enumerate(members)]
    return np.sort(np.concatenate(chosen).astype(int))`;
