//! Fingerprints of data, to compare machines bit for bit: FNV-1a, 64 bits (Fowler, Noll, Vo).

/// Of the floats' bits, little-endian, as 16 hex digits. −0 and +0 differ, as they should.
pub fn digest(values: &[f32]) -> String {
    hex(values.iter().map(|value| value.to_bits()))
}

/// Of integers, little-endian, as 16 hex digits.
pub fn digest_u32(values: &[u32]) -> String {
    hex(values.iter().copied())
}

pub(super) fn hex(words: impl Iterator<Item = u32>) -> String {
    let mut hash = 0xcbf2_9ce4_8422_2325_u64;
    for byte in words.flat_map(u32::to_le_bytes) {
        hash = (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
    }
    format!("{hash:016x}")
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The published test vector of "foob", and the offset basis of nothing.
    #[test]
    fn known_answers() {
        assert_eq!(
            digest_u32(&[u32::from_le_bytes(*b"foob")]),
            "dd120e790c2512af"
        );
        assert_eq!(digest(&[]), "cbf29ce484222325");
        assert_ne!(digest(&[0.0]), digest(&[-0.0]));
    }
}
