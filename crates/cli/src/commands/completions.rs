//! `simpul completions` and `simpul man`: both made from the definition of the flags.

use std::io::Write;

use crate::args::Completions;
use crate::exit::Code;
use crate::output::Output;

pub(crate) fn shell(args: &Completions) -> anyhow::Result<Code> {
    let mut script = Vec::new();
    clap_complete::generate(args.shell, &mut super::command_line(), "simpul", &mut script);
    print(&script)
}

pub(crate) fn manual() -> anyhow::Result<Code> {
    let mut page = Vec::new();
    let command = super::command_line();
    clap_mangen::Man::new(command.clone()).render(&mut page)?;
    for sub in command.get_subcommands().filter(|c| c.get_name() != "help") {
        let named = sub.clone().bin_name(format!("simpul {}", sub.get_name()));
        let man = clap_mangen::Man::new(named);
        writeln!(page, ".SH \"SIMPUL {}\"", sub.get_name().to_uppercase())?;
        man.render_description_section(&mut page)?;
        man.render_options_section(&mut page)?;
    }
    print(&page)
}

fn print(bytes: &[u8]) -> anyhow::Result<Code> {
    let mut out = Output::stdout();
    out.write_all(bytes)?;
    out.finish()?;
    Ok(Code::Done)
}
