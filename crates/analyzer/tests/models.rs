//! The models that ship: whole, as large as promised, quick to load, equal to their checksums.

use std::time::{Duration, Instant};

use sha2::{Digest, Sha256};
use simpul_analyzer::Model;
use simpul_text::Language;

const MODELS: [(&str, &[u8], Language); 2] = [
    ("id.simpul", include_bytes!("../../../models/id.simpul"), Language::Id),
    ("en.simpul", include_bytes!("../../../models/en.simpul"), Language::En),
];

/// As `sha256sum` writes and checks them.
const SUMS: &str = include_str!("../../../models/SHA256SUMS");

#[test]
fn the_models_are_those_of_the_manifest() {
    assert_eq!(SUMS.lines().count(), MODELS.len());
    for (name, bytes, language) in MODELS {
        let sum: String = Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect();
        assert!(SUMS.lines().any(|line| line == format!("{sum}  {name}")), "{name} has the checksum {sum}");
        assert!(bytes.len() <= 15_000_000, "{name} has {} bytes", bytes.len());
        assert_eq!(Model::from_bytes(bytes).map(|model| model.language()), Ok(language));
    }
}

/// The promise is 50 ms; ten times that is still a defect on a busy machine.
#[test]
fn models_load_quickly() {
    for (name, bytes, _) in MODELS {
        let least = (0..5).map(|_| {
            let start = Instant::now();
            assert!(Model::from_bytes(bytes).is_ok());
            start.elapsed()
        });
        let least = least.min().unwrap_or_default();
        assert!(least < Duration::from_millis(500), "{name} loads in {least:?}");
    }
}
