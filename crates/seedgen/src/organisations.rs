//! `organisations.tsv`: bodies, parties, companies, news agencies; hand kept, and the police of each province.

use crate::kept;
use crate::names::Names;
use crate::source::SourceError;
use crate::table::{Row, Table, slug};

const FILE: &str = "organisations.tsv";

pub(crate) fn build(regions: &Table, names: &mut Names) -> Result<Table, SourceError> {
    let mut rows = Vec::new();
    for record in kept::records("organisations.tsv", kept::ORGANISATIONS)? {
        let mut row = record.row();
        if row.id.is_empty() {
            row.id = slug(&row.label_en);
        }
        if row.kind.is_empty() {
            "Org".clone_into(&mut row.kind);
        }
        names.claim(FILE, &row);
        rows.push(row);
    }
    for record in kept::records("regions.tsv", kept::REGIONS)? {
        let name = record.get("police");
        let Some(place) = regions.row(record.get("id")).filter(|_| !name.is_empty()) else { continue };
        let mut row = Row {
            id: slug(&format!("polda {name}")),
            kind: "Org".to_owned(),
            label_id: format!("Polda {name}"),
            label_en: format!("{} Regional Police", place.label_en),
            within: place.id.clone(),
            note: "police of the province".to_owned(),
            ..Row::default()
        };
        let whole = place.surfaces().map(|place| format!("Polda {place}"));
        row.aliases.extend(whole);
        row.aliases.push(format!("Kepolisian Daerah {}", place.label_id));
        row.tidy();
        rows.extend(names.claim_free(FILE, row));
    }
    Ok(Table { file: FILE, columns: &[], rows })
}
