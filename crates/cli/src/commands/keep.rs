//! `simpul backup` and `simpul merge`: stores copied and joined.

use simpul_store::{Change, Conflicts, Store};

use super::Talk;
use super::build::acknowledge;
use crate::args::upkeep::{Backup, Merge};
use crate::exit::Code;

pub(crate) fn backup(args: &Backup, talk: Talk) -> anyhow::Result<Code> {
    let articles = Store::open_read_only(&args.store.store)?.backup(&args.to)?;
    if !talk.quiet {
        acknowledge(&format!("copied {articles} articles to {}", args.to.display()));
    }
    Ok(Code::Done)
}

pub(crate) fn merge(args: &Merge, talk: Talk) -> anyhow::Result<Code> {
    let from: Vec<Store> =
        args.from.iter().map(|dir| Store::open_read_only(dir)).collect::<Result<_, _>>()?;
    let mut store = Store::create_or_open(&args.store.store)?;
    let conflicts = if args.replace { Conflicts::Replace } else { Conflicts::Refuse };
    let mut counts = [0_usize; 3];
    for (other, dir) in from.iter().zip(&args.from) {
        let changes = store.merge(other, conflicts)?;
        for change in changes {
            counts[change as usize] += 1;
        }
        if talk.verbose {
            acknowledge(&format!("merged {}", dir.display()));
        }
    }
    if !talk.quiet {
        let [added, replaced, unchanged] =
            [Change::Added, Change::Replaced, Change::Unchanged].map(|c| counts[c as usize]);
        let (dir, n) = (args.store.store.display(), store.len());
        acknowledge(&format!(
            "{added} articles new, {replaced} changed, {unchanged} unchanged; {dir} now holds {n} articles"
        ));
    }
    Ok(Code::Done)
}
