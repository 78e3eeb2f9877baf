//! Scores statements against gold statements that people wrote.
//!
//! A gold file lists, for one article, the things it names and the statements it makes among them; `docs/gold.md`
//! describes the format. [`Gold::parse`] reads one, [`compare`] holds statements against it, [`Figures`] sums up over
//! articles.

mod blame;
mod calibration;
mod figures;
mod gold;
mod matching;

pub use blame::{Blame, Found, MissBlame, blame, blame_wrong};
pub use calibration::{Line, Trial, held_out_loss};
pub use figures::{Figures, Scores};
pub use gold::{Gold, GoldEntity, GoldError, GoldSpeech, GoldStatement};
pub use matching::{Comparison, Hit, compare, entity_matches};
