//! `simpul-seedgen DATA OUT`: writes the gazetteers built from the data sets in DATA into the folder OUT.

use std::io::Write as _;
use std::path::PathBuf;

use anyhow::Context as _;

fn main() -> anyhow::Result<()> {
    let mut arguments = std::env::args_os().skip(1).map(PathBuf::from);
    let (Some(data), Some(out), None) = (arguments.next(), arguments.next(), arguments.next()) else {
        anyhow::bail!("usage: simpul-seedgen DATA OUT");
    };
    let files = simpul_seedgen::build(&data)?;
    let mut stdout = std::io::stdout().lock();
    for (name, content) in &files {
        let path = out.join(name);
        std::fs::write(&path, content).with_context(|| format!("cannot write {}", path.display()))?;
        writeln!(stdout, "{:>8} lines {:>9} bytes  {name}", content.lines().count(), content.len())?;
    }
    Ok(())
}
