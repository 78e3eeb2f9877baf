//! Rows as a boxed table that fits the terminal.

use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

use crate::paint::{Paint, clean};

/// The table as text. Columns share `width` terminal columns; cells that do not fit are wrapped at spaces.
pub(crate) fn boxed(header: &[String], rows: &[Vec<String>], width: usize, paint: Paint) -> String {
    let header: Vec<String> = header.iter().map(|c| clean(c)).collect();
    let rows: Vec<Vec<String>> = rows.iter().map(|r| r.iter().map(|c| clean(c)).collect()).collect();
    let widths = widths(&header, &rows, width);
    let rule = |left: &str, mid: &str, right: &str| {
        let bars: Vec<String> = widths.iter().map(|w| "─".repeat(w + 2)).collect();
        format!("{left}{}{right}\n", bars.join(mid))
    };
    let mut out = rule("┌", "┬", "┐");
    out.push_str(&row(&header, &widths, |cell| paint.bold(cell)));
    out.push_str(&rule("├", "┼", "┤"));
    for cells in &rows {
        out.push_str(&row(cells, &widths, str::to_owned));
    }
    out.push_str(&rule("└", "┴", "┘"));
    out
}

/// The table as lines of cells with tabs between them, for other programs.
pub(crate) fn tab_separated(
    header: &[String],
    rows: &[Vec<String>],
    out: &mut dyn std::io::Write,
) -> std::io::Result<()> {
    for row in std::iter::once(header).chain(rows.iter().map(Vec::as_slice)) {
        let cells: Vec<String> = row.iter().map(|c| clean(c)).collect();
        writeln!(out, "{}", cells.join("\t"))?;
    }
    Ok(())
}

/// Columns of the terminal that stdout goes to; 100 where it goes elsewhere.
pub(crate) fn terminal_width() -> usize {
    let size = terminal_size::terminal_size_of(std::io::stdout());
    size.map_or(100, |(width, _)| usize::from(width.0)).max(40)
}

fn row(cells: &[String], widths: &[usize], style: impl Fn(&str) -> String) -> String {
    let wrapped: Vec<Vec<String>> = cells.iter().zip(widths).map(|(cell, w)| wrap(cell, *w)).collect();
    let n_lines = wrapped.iter().map(Vec::len).max().unwrap_or(1);
    let mut out = String::new();
    for line in 0..n_lines {
        for (lines, width) in wrapped.iter().zip(widths) {
            let text = lines.get(line).map_or("", String::as_str);
            let pad = width.saturating_sub(text.width());
            out.push_str("│ ");
            out.push_str(&style(text));
            out.push_str(&" ".repeat(pad + 1));
        }
        out.push_str("│\n");
    }
    out
}

/// The natural width of each column; where they do not fit, the widest give way down to a common width.
fn widths(header: &[String], rows: &[Vec<String>], width: usize) -> Vec<usize> {
    let longest = |i: usize| {
        let cells = rows.iter().filter_map(|r| r.get(i)).chain(header.get(i));
        cells.map(|c| c.width()).max().unwrap_or(0).max(1)
    };
    let mut widths: Vec<usize> = (0..header.len()).map(longest).collect();
    let room = width.saturating_sub(3 * header.len() + 1).max(4 * header.len());
    while widths.iter().sum::<usize>() > room {
        let widest = widths.iter().copied().max().unwrap_or(0);
        let second = widths.iter().copied().filter(|w| *w < widest).max().unwrap_or(0);
        let n_widest = widths.iter().filter(|w| **w == widest).count();
        let excess = widths.iter().sum::<usize>() - room;
        let cut = (widest - second).min(excess.div_ceil(n_widest)).max(1);
        widths.iter_mut().filter(|w| **w == widest).for_each(|w| *w -= cut);
    }
    widths
}

/// Lines of at most `width` columns, broken at spaces, inside a word only where it is longer than a line.
fn wrap(text: &str, width: usize) -> Vec<String> {
    let mut lines = vec![String::new()];
    let mut used = 0;
    for word in text.split(' ') {
        if used > 0 && used + 1 + word.width() <= width {
            if let Some(line) = lines.last_mut() {
                line.push(' ');
                line.push_str(word);
            }
            used += 1 + word.width();
            continue;
        }
        if used > 0 {
            lines.push(String::new());
            used = 0;
        }
        for c in word.chars() {
            let w = c.width().unwrap_or(0);
            if used + w > width && used > 0 {
                lines.push(String::new());
                used = 0;
            }
            if let Some(line) = lines.last_mut() {
                line.push(c);
            }
            used += w;
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::paint::Color;

    fn table(rows: &[[&str; 2]], width: usize) -> String {
        let rows: Vec<Vec<String>> = rows.iter().map(|r| r.map(str::to_owned).to_vec()).collect();
        boxed(&["who".to_owned(), "what".to_owned()], &rows, width, Paint::stdout(Color::Never))
    }

    #[test]
    fn a_table_is_as_wide_as_its_cells() {
        let expected = "┌──────┬──────┐\n│ who  │ what │\n├──────┼──────┤\n│ Ayu  │ a    │\n│ 北京 │ b    │\n└──────┴──────┘\n";
        assert_eq!(table(&[["Ayu", "a"], ["北京", "b"]], 80), expected);
    }

    #[test]
    fn long_cells_wrap_to_the_width() {
        let long = "satu dua tiga empat lima enam tujuh delapan ".repeat(4);
        let out = table(&[["Ayu", long.trim()], ["Budi", &"x".repeat(90)]], 40);
        assert!(out.lines().all(|l| l.width() <= 40), "{out}");
        assert!(out.contains("satu dua tiga empat lima"), "{out}");
    }

    #[test]
    fn no_cell_moves_the_cursor() {
        assert!(!table(&[["a\u{1b}[2J", "b\nc"]], 80).contains('\u{1b}'));
    }
}
