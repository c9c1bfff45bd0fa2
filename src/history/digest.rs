//! Short fingerprints that never change from one version of the program or machine to the next.

use sha2::{Digest, Sha256};

/// The first 64 bits of the SHA-256 of parts. Each part is told from its neighbours by its length.
pub fn digest<'p>(parts: impl IntoIterator<Item = &'p str>) -> i64 {
    let mut hasher = Sha256::new();
    for part in parts {
        hasher.update((part.len() as u64).to_le_bytes());
        hasher.update(part.as_bytes());
    }
    let hash = hasher.finalize();
    i64::from_le_bytes(hash[..8].try_into().expect("a SHA-256 has 32 bytes"))
}

/// Writes keys as they are stored, 8 bytes each.
pub fn pack(keys: &[i64], into: &mut Vec<u8>) {
    into.reserve(size_of_val(keys));
    keys.iter().for_each(|key| into.extend_from_slice(&key.to_le_bytes()));
}

/// The keys that [`pack`] wrote.
pub fn unpack(bytes: &[u8]) -> impl Iterator<Item = i64> + '_ {
    bytes.chunks_exact(8).map(|key| i64::from_le_bytes(key.try_into().expect("a chunk has 8 bytes")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_digest_is_that_of_its_parts_and_never_changes() {
        assert_ne!(digest(["ab", "c"]), digest(["a", "bc"]));
        assert_eq!(digest(["colis"]), 737_437_115_262_307_516);
    }

    #[test]
    fn keys_come_back_as_they_were() {
        let keys = [0, -1, i64::MIN, i64::MAX];
        let mut bytes = Vec::new();
        pack(&keys, &mut bytes);
        assert_eq!(unpack(&bytes).collect::<Vec<_>>(), keys);
    }
}
