//! [`Newsroom`]: the order in which an article's file is taken apart.

use simpul_seeds::Seeds;
use simpul_text::{Article, Date, DateMention, Field, Language, Metadata, Span};

use crate::agency::Agencies;
use crate::blocks;
use crate::byline::{Labels, looks_like_name, name};
use crate::calendar::{Calendar, Set};
use crate::dateline::{Dateline, Datelines};
use crate::dates::{self, Found, What};
use crate::furniture::FurnitureRules;
use crate::headline::Headlines;
use crate::language::{Languages, Recognised};
use crate::lists::Lists;
use crate::page::Page;
use crate::resolve;
use crate::seed::RuleError;
use crate::tail;

/// The title, the bylines and the dateline stand in the first so many lines.
const HEAD_LINES: usize = 14;
/// A line that says when an article was published has at most so many bytes.
const MAX_STAMP: usize = 110;

/// What is known about newsrooms, compiled: how they head, sign, date and decorate an article.
pub struct Newsroom {
    languages: Languages,
    furniture: FurnitureRules,
    headlines: Headlines,
    labels: Labels,
    lists: Lists,
    agencies: Agencies,
    indonesian: Calendar,
    english: Calendar,
}

impl Newsroom {
    /// Compiles the rules of `seeds/newsroom/` and the calendars of `seeds/grammar/`.
    ///
    /// # Errors
    /// The first rule that cannot be used, with file, line and column.
    pub fn from_seeds(seeds: &Seeds) -> Result<Self, RuleError> {
        Ok(Newsroom {
            languages: Languages::from_seeds(seeds)?,
            furniture: FurnitureRules::from_seeds(seeds)?,
            headlines: Headlines::from_seeds(seeds)?,
            labels: Labels::from_seeds(seeds)?,
            lists: Lists::from_seeds(seeds)?,
            agencies: Agencies::from_seeds(seeds)?,
            indonesian: Calendar::from_seeds(seeds, "grammar/id/calendar.toml")?,
            english: Calendar::from_seeds(seeds, "grammar/en/calendar.toml")?,
        })
    }

    /// The language that a text is written in, by its first 2,000 words: *Dia datang kerana polis …* is Malay.
    ///
    /// Certain for a paragraph; a text of few words, or of names and figures only, counts as Indonesian or English.
    pub fn recognise(&self, text: &str) -> Recognised {
        self.languages.recognise(text)
    }

    /// Reads an article in the nearer of the languages that can be read, whatever [it is written in](Self::recognise).
    pub fn read(&self, id: &str, text: String) -> Article {
        let language = self.languages.nearest(&text);
        self.read_in(language, id, text)
    }

    /// Reads an article in that language. Any text is an article: what no rule knows is a paragraph.
    ///
    /// Takes time in proportion to the length of the text. Every byte that is not white space lies in a block or in a
    /// piece of furniture, never in both.
    pub fn read_in(&self, language: Language, id: &str, text: String) -> Article {
        let mut page = Page::new(&text);
        let mut metadata = Metadata::default();
        let datelines = self.datelines(language);
        let starts = |text: &str, line: Span| datelines.inside(text, line).is_some();
        self.furniture.cut_lines(&mut page, &self.headlines, starts);
        self.furniture.cut_inlines(&mut page, &self.headlines);
        self.read_head(&mut page, &mut metadata, &datelines, language);
        tail::cut(&mut page, &mut metadata, &self.furniture, &self.labels);
        datelines.cut_repeated(&mut page);
        self.cut_leftovers(&mut page);
        self.read_source(&page, &mut metadata);
        let own = metadata.outlet.as_ref().map(|o| o.value.as_str());
        metadata.agency =
            self.agencies.credited(&text, &self.lists).filter(|a| own != Some(a.value.as_str()));
        for people in [&mut metadata.authors, &mut metadata.editors] {
            people.retain(|p| self.lists.outlet_at(&p.value).is_none_or(|o| o.len < p.value.len()));
            people.sort_by_key(|p| p.span);
        }

        let title = metadata.title.as_ref().map(|t| t.span);
        let blocks = blocks::blocks(&page, title, &self.headlines, language);
        let furniture = page.furniture();
        let dates = Vec::new();
        let mut article = Article { id: id.to_owned(), language, text, metadata, furniture, blocks, dates };
        article.dates = self.dates(&article);
        article
    }

    /// The day that the relative dates of an article count from: the day of publication; where that is not known, the
    /// full date with a weekday that the article names most often, one behind a comma counting twice.
    pub fn anchor(&self, article: &Article) -> Option<Date> {
        let published = article.metadata.published.as_ref().map(|p| p.value);
        resolve::anchor(&self.found(article), published, &resolve::years_named(&article.text))
    }

    fn found(&self, article: &Article) -> Vec<(usize, Found)> {
        let calendar = self.calendar(article.language);
        let blocks = article.blocks.iter().enumerate();
        blocks
            .flat_map(|(i, b)| dates::find(calendar, &article.text, b.span).into_iter().map(move |f| (i, f)))
            .collect()
    }

    fn dates(&self, article: &Article) -> Vec<DateMention> {
        let published = article.metadata.published.as_ref();
        let years = resolve::years_named(&article.text);
        let mut mentions = resolve::resolve(&self.found(article), published.map(|p| p.value), &years);
        mentions.extend(published.map(|p| DateMention { span: p.span, date: p.value, until: None }));
        mentions.sort_by_key(|m| m.span);
        mentions
    }

    fn calendar(&self, language: Language) -> &Calendar {
        match language {
            Language::Id => &self.indonesian,
            Language::En => &self.english,
        }
    }

    fn datelines(&self, language: Language) -> Datelines<'_> {
        let other = if language == Language::Id { Language::En } else { Language::Id };
        Datelines { lists: &self.lists, calendars: [self.calendar(language), self.calendar(other)] }
    }

    /// Title, stamp, bylines and dateline: what stands before the first sentence, in any order.
    fn read_head(
        &self,
        page: &mut Page<'_>,
        metadata: &mut Metadata,
        datelines: &Datelines<'_>,
        language: Language,
    ) {
        for number in 0..page.lines.len().min(HEAD_LINES) {
            let line = page.lines[number];
            let Some(piece) = page.first(line) else { continue };
            let whole = piece == line.span;
            if whole && self.take_stamp(page, metadata, piece, language) {
                continue;
            }
            if let Some(dateline) = datelines.at(page.text, piece.start, piece.end)
                && (dateline.known_place || dateline.place.is_none() || uniform(page, &dateline))
            {
                return take_dateline(page, metadata, dateline);
            }
            if whole {
                if let Some(byline) = self.labels.read(page.text, piece, true) {
                    tail::sign(metadata, byline);
                    page.cut(piece, "byline");
                    continue;
                }
                if let Some(author) = doubled(page.text, piece).filter(|_| metadata.title.is_some()) {
                    metadata.authors.extend(name(page.text, author));
                    page.cut(piece, "doubled_author");
                    continue;
                }
                if metadata.title.is_none() && blocks::is_title(&self.headlines, page, number) {
                    metadata.title = Some(field(page.text, piece));
                    continue;
                }
            }
            return self.read_lead(page, metadata, piece, datelines);
        }
    }

    /// The first paragraph, where a byline, a caption or the headline is glued before its dateline.
    fn read_lead(
        &self,
        page: &mut Page<'_>,
        metadata: &mut Metadata,
        piece: Span,
        datelines: &Datelines<'_>,
    ) {
        let Some(dateline) = datelines.inside(page.text, piece) else {
            return self.take_glued_stamp(page, metadata, piece);
        };
        let Some(prefix) = crate::page::trimmed(page.text, Span::new(piece.start, dateline.span.start))
        else {
            return;
        };
        let quote = page.quote(prefix);
        if let Some(byline) = self.labels.read(page.text, prefix, true) {
            tail::sign(metadata, byline);
            page.cut(prefix, "byline");
        } else if let Some(rule) = self.furniture.line(quote, false) {
            page.cut(prefix, rule);
        } else if looks_like_name(quote) && quote.contains(' ') && metadata.title.is_some() {
            metadata.authors.extend(name(page.text, prefix));
            page.cut(prefix, "byline");
        } else if metadata.title.is_none() && !quote.ends_with('.') && self.headlines.is_title_case(quote) {
            metadata.title = Some(field(page.text, prefix));
        } else if !quote.ends_with(['.', '!', '?', '"', '”']) {
            return; // the dateline stands inside a sentence
        }
        take_dateline(page, metadata, dateline);
    }

    /// A line that says when the article was published: *Selasa, 30/06/2020 19:18 WIB*, *2025-06-12*.
    fn take_stamp(
        &self,
        page: &mut Page<'_>,
        metadata: &mut Metadata,
        piece: Span,
        language: Language,
    ) -> bool {
        if piece.len() > MAX_STAMP {
            return false;
        }
        let text = page.text;
        let other = if language == Language::Id { Language::En } else { Language::Id };
        for calendar in [self.calendar(language), self.calendar(other)] {
            let found = dates::find(calendar, text, piece);
            let full = found.iter().find_map(|f| Some((f, full_date(f)?)));
            let Some((first, date)) = full else { continue };
            let beside = |t: &crate::calendar::Token| {
                found.iter().any(|f| f.span.contains(t.span))
                    || t.is(Set::Stamp)
                    || t.number(1, 2).is_some()
                    || t.weekday().is_some()
                    || t.is_mark(",.:-–—|()/+•·")
            };
            let outlet = text[piece.start..first.span.start].trim_end_matches([' ', '-', ',', '|', '–', '—']);
            let from = match self.lists.outlet_at(outlet).filter(|o| o.len == outlet.len()) {
                Some(o) => piece.start + o.len,
                None => piece.start,
            };
            if calendar.tokens(text, Span::new(from, piece.end)).iter().all(beside) {
                metadata.published.get_or_insert(Field { value: date, span: first.span });
                page.cut(piece, "date_line");
                return true;
            }
        }
        false
    }

    /// A stamp that is glued to the first sentence: *Thursday, May 7, 2015 On Tuesday, the village …*.
    fn take_glued_stamp(&self, page: &mut Page<'_>, metadata: &mut Metadata, piece: Span) {
        let near = Span::new(piece.start, crate::page::floor(page.text, piece.end.min(piece.start + 60)));
        for calendar in [&self.indonesian, &self.english] {
            let first = dates::find(calendar, page.text, near).into_iter().next();
            let Some(first) = first.filter(|f| f.span.start == piece.start && f.weekday.is_some()) else {
                continue;
            };
            let rest = &page.text[first.span.end..piece.end];
            let glued =
                rest.starts_with(char::is_whitespace) && rest.trim_start().starts_with(char::is_uppercase);
            if let Some(value) = full_date(&first).filter(|_| glued && metadata.published.is_none()) {
                metadata.published = Some(Field { value, span: first.span });
                page.cut(first.span, "date_line");
                return;
            }
        }
    }

    /// The publisher that *Artikel ini telah tayang di Kompas.com* names, where no dateline does.
    fn read_source(&self, page: &Page<'_>, metadata: &mut Metadata) {
        if metadata.outlet.is_some() {
            return;
        }
        for piece in page.furniture().into_iter().filter(|f| f.rule == "republished").map(|f| f.span) {
            let quote = page.quote(piece);
            for word in quote.split_whitespace().skip(1) {
                let at = word.as_ptr() as usize - quote.as_ptr() as usize;
                if let Some(outlet) = self.lists.outlet_at(&quote[at..]).filter(|o| o.listed || o.len > 6) {
                    let span = Span::new(piece.start + at, piece.start + at + outlet.len);
                    metadata.outlet = Some(Field { value: outlet.name, span });
                    return;
                }
            }
        }
    }

    /// Marks that are left alone between cuts.
    fn cut_leftovers(&self, page: &mut Page<'_>) {
        let lines: Vec<Span> = page.lines.iter().map(|l| l.span).collect();
        for line in lines {
            let pieces = page.pieces(line).filter(|p| !page.quote(*p).contains(char::is_alphanumeric));
            pieces.collect::<Vec<_>>().into_iter().for_each(|p| page.cut(p, "stray_marks"));
        }
    }
}

/// The day of a date that states it in full.
fn full_date(found: &Found) -> Option<Date> {
    match found.what {
        What::Days(day, None) => Date::day(day.year?, day.month, day.day),
        _ => None,
    }
}

fn field(text: &str, span: Span) -> Field<String> {
    Field { value: text[span.range()].split_whitespace().collect::<Vec<_>>().join(" "), span }
}

fn take_dateline(page: &mut Page<'_>, metadata: &mut Metadata, dateline: Dateline) {
    page.cut(dateline.span, "dateline");
    metadata.outlet = metadata.outlet.take().or(dateline.outlet);
    metadata.place = metadata.place.take().or(dateline.place);
    metadata.published = metadata.published.take().or(dateline.published);
}

/// True where the place of a dateline is written in one case: *Budi Tani JAKARTA* is a name and a place.
fn uniform(page: &Page<'_>, dateline: &Dateline) -> bool {
    let quote = dateline.place.as_ref().map_or("", |p| page.quote(p.span));
    let capitals = |w: &str| w.len() > 2 && !w.contains(char::is_lowercase);
    quote.split_whitespace().all(capitals) || !quote.split_whitespace().any(capitals)
}

/// *Budi TaniBudi Tani*: a name that a page shows twice.
fn doubled(text: &str, piece: Span) -> Option<Span> {
    let quote = &text[piece.range()];
    let half = quote.len() / 2;
    let twice =
        quote.len().is_multiple_of(2) && quote.is_char_boundary(half) && quote[..half] == quote[half..];
    let first = Span::new(piece.start, piece.start + half);
    (twice && looks_like_name(&quote[..half]) && quote[..half].contains(' ')).then_some(first)
}
