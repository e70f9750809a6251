//! The scatter plot has the same pixels on every machine.

mod pictures;

#[test]
fn many_marks_are_golden() {
    assert_eq!(pictures::digest_of_many_marks(), pictures::GOLDEN);
}
