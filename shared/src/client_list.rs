//! A list of clients as a file has it (M2a): what its columns are called, what is wrong with which cell, and how a cell
//! is written so that a spreadsheet runs nothing in it. How bytes become cells is the server's business.

use serde::{Deserialize, Serialize};

use crate::refusal::{ListPart, Refusal};
use crate::text::{Email, Name, Phone, SystemNumber, TextError};
use crate::words::{DossierWord, Lang, Word};

/// How large the file of a list can be, in bytes.
pub const LIST_BYTES_MAX: usize = 1024 * 1024;
/// How many clients a list can have.
pub const LIST_LINES_MAX: usize = 500;
/// How many of them are taken on at once: the app shows how far it is.
pub const LINES_AT_ONCE_MAX: usize = 20;

/// A column. The order is that of the file that is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Column {
    /// Her number in the other system.
    Number,
    /// Her name.
    Name,
    /// Her own mail address.
    Email,
    /// Her own telephone number.
    Phone,
    /// Her language.
    Lang,
}

impl Column {
    /// All of them: what says who she is and how she is reached, and nothing else (M2, W7a).
    pub const ALL: [Self; 5] = [Self::Number, Self::Name, Self::Email, Self::Phone, Self::Lang];

    const fn word(self) -> DossierWord {
        match self {
            Self::Number => DossierWord::ExchangeColumnNumber,
            Self::Name => DossierWord::ExchangeColumnName,
            Self::Email => DossierWord::ExchangeColumnEmail,
            Self::Phone => DossierWord::ExchangeColumnPhone,
            Self::Lang => DossierWord::ExchangeColumnLang,
        }
    }

    /// What it can be called in a language; the first is how it is written.
    fn names(self, lang: Lang) -> impl Iterator<Item = &'static str> {
        lang.say_later(self.word()).split(',').map(str::trim)
    }

    /// What it is called.
    #[must_use]
    pub fn title(self, lang: Lang) -> &'static str {
        self.names(lang).next().unwrap_or_default()
    }

    /// The column that is called so, in whatever language.
    fn called(header: &str) -> Option<Self> {
        let header = header.trim().to_lowercase();
        let is_it =
            |column: &Self| Lang::ALL.iter().any(|lang| column.names(*lang).any(|name| name.to_lowercase() == header));
        Self::ALL.into_iter().find(is_it)
    }
}

/// Where in a line each column stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Columns(Vec<Option<Column>>);

impl Columns {
    /// The columns of a first line, and what else is in it: that is not read.
    ///
    /// # Errors
    /// [`ListPart::Columns`] where number or name are missing, or one of them is there twice.
    pub fn of(header: &[String]) -> Result<(Self, Vec<String>), Refusal> {
        let found: Vec<Option<Column>> = header.iter().map(|cell| Column::called(cell)).collect();
        let times = |column: Column| found.iter().filter(|known| **known == Some(column)).count();
        let needed = [Column::Number, Column::Name].into_iter().all(|column| times(column) == 1);
        if !needed || Column::ALL.into_iter().any(|column| times(column) > 1) {
            return Err(Refusal::ListUnfit { part: ListPart::Columns });
        }
        let read = |known: &Option<Column>| known.is_some_and(|column| Column::ALL.contains(&column));
        let rest = header.iter().zip(&found).filter(|(cell, known)| !read(known) && !cell.trim().is_empty());
        let rest = rest.map(|(cell, _)| cell.trim().to_owned()).collect();
        Ok((Self(found), rest))
    }

    fn cell(&self, cells: &[String], column: Column) -> String {
        let at = self.0.iter().position(|known| *known == Some(column));
        unguarded(at.and_then(|at| cells.get(at)).map_or("", String::as_str).trim()).trim().to_owned()
    }

    /// The number of a line, where it has one that can be.
    #[must_use]
    pub fn number(&self, cells: &[String]) -> Option<SystemNumber> {
        SystemNumber::new(&self.cell(cells, Column::Number)).ok()
    }

    /// The client of a line, or what is wrong with which cell.
    ///
    /// # Errors
    /// Every fault of the line, in the order of the columns.
    pub fn read(&self, cells: &[String]) -> Result<ListedClient, Vec<CellFault>> {
        let mut faults = Vec::new();
        let cell = |column| self.cell(cells, column);
        let number = taken(Column::Number, SystemNumber::new(&cell(Column::Number)), &mut faults);
        let name = taken(Column::Name, Name::new(&cell(Column::Name)), &mut faults);
        let (email, phone) = (cell(Column::Email), cell(Column::Phone));
        if email.is_empty() && phone.is_empty() {
            faults.push(CellFault { column: Column::Email, why: CellWhy::NoContact });
        }
        let email = (!email.is_empty()).then(|| taken(Column::Email, Email::new(&email), &mut faults));
        let phone = (!phone.is_empty()).then(|| taken(Column::Phone, Phone::new(&phone), &mut faults));
        let lang = language(&cell(Column::Lang));
        if lang.is_none() {
            faults.push(CellFault { column: Column::Lang, why: CellWhy::Language });
        }
        match (number, name, lang) {
            (Some(number), Some(name), Some(lang)) if faults.is_empty() => {
                Ok(ListedClient { number, name, email: email.flatten(), phone: phone.flatten(), lang })
            }
            _ => Err(faults),
        }
    }
}

fn taken<T>(column: Column, read: Result<T, TextError>, faults: &mut Vec<CellFault>) -> Option<T> {
    read.map_err(|why| faults.push(CellFault { column, why: CellWhy::Text(why) })).ok()
}

/// By its code, or as a language calls it; nothing is the language of most.
fn language(cell: &str) -> Option<Lang> {
    let cell = cell.to_lowercase();
    if cell.is_empty() {
        return Some(Lang::default());
    }
    let named = |lang: &Lang| {
        let own = std::iter::once(lang.say(Word::LanguageName));
        let others = lang.say_later(DossierWord::ExchangeLanguageNames).split(',').map(str::trim);
        own.chain(others).any(|name| name.to_lowercase() == cell) || lang.code() == cell
    };
    Lang::ALL.iter().copied().find(named)
}

/// A client of a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct ListedClient {
    /// Her number in the other system.
    pub number: SystemNumber,
    /// Her name.
    pub name: Name,
    /// Her own mail address; this or a telephone number.
    pub email: Option<Email>,
    /// Her own telephone number.
    pub phone: Option<Phone>,
    /// Her language.
    pub lang: Lang,
}

/// What is wrong with a cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CellFault {
    /// In which column.
    pub column: Column,
    /// Why.
    pub why: CellWhy,
}

/// Why a cell cannot be taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum CellWhy {
    /// A text that cannot be kept.
    Text(TextError),
    /// Neither a mail address nor a telephone number.
    NoContact,
    /// Not a language that is spoken here.
    Language,
    /// The same number stands in a line above.
    Above {
        /// In which.
        line: u32,
    },
    /// It reaches somebody who works here (F7).
    OfStaff,
}

/// How a cell begins that a spreadsheet runs: OWASP, CSV injection, and the same signs as they are typed in East Asia.
const RUN: [char; 11] = ['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠'];

fn is_run(cell: &str) -> bool {
    cell.trim_start_matches('\'').starts_with(RUN)
}

/// A cell as it is written: with a quote before what would be run, which [`unguarded`] takes away again.
#[must_use]
pub fn guarded(cell: &str) -> String {
    if is_run(cell) { format!("'{cell}") } else { cell.to_owned() }
}

/// A cell as it was before [`guarded`].
#[must_use]
pub fn unguarded(cell: &str) -> &str {
    cell.strip_prefix('\'').filter(|rest| is_run(rest)).unwrap_or(cell)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cells(line: &str) -> Vec<String> {
        line.split(';').map(str::to_owned).collect()
    }

    fn columns(header: &str) -> Columns {
        Columns::of(&cells(header)).unwrap().0
    }

    #[test]
    fn m2a_columns_are_found_by_name_in_either_language_and_in_any_order() {
        let line = |header, line| columns(header).read(&cells(line));
        let noor = line("Naam;E-mail;Nummer;Taal", "Noor;noor@voorbeeld.nl;1042;Engels").unwrap();
        assert_eq!((noor.number.as_str(), noor.name.as_str(), noor.lang.code()), ("1042", "Noor", "en"));
        let same = line("number; NAME ;mail;language", "1042; Noor ;noor@voorbeeld.nl;EN").unwrap();
        assert_eq!(noor, same);
        let (_, rest) = Columns::of(&cells("Nummer;Naam;BSN;Dienst;")).unwrap();
        assert_eq!(rest, ["BSN", "Dienst"], "what is not read is told");
    }

    #[test]
    fn m2a_a_list_without_number_or_name_or_with_one_of_them_twice_is_refused() {
        for header in ["Naam;Mail", "Nummer;Mail", "", "Nummer;Naam;Number", "Nummer;Naam;Mail;E-mail"] {
            let refused = Err(Refusal::ListUnfit { part: ListPart::Columns });
            assert_eq!(Columns::of(&cells(header)), refused, "{header}");
        }
    }

    #[test]
    fn m2a_each_wrong_cell_is_named_with_its_reason() {
        let columns = columns("Nummer;Naam;Mail;Telefoon;Taal");
        let wrong = columns.read(&cells("10 42;;geen adres;geen;xx")).unwrap_err();
        let named: Vec<Column> = wrong.iter().map(|fault| fault.column).collect();
        assert_eq!(named, Column::ALL);
        assert_eq!(wrong[1].why, CellWhy::Text(TextError::Empty));
        let wrong = columns.read(&cells("1042;Noor")).unwrap_err();
        assert_eq!(wrong, [CellFault { column: Column::Email, why: CellWhy::NoContact }]);
    }

    #[test]
    fn m2a_a_formula_is_made_harmless_and_read_back_as_it_was() {
        for text in
            ["=1+1", "+31 6 1234 5678", "-2", "@x", "\tx", "\rx", "＝x", "'=x", "''+x", "'s Gravenhage", "", "'"]
        {
            let written = guarded(text);
            assert!(!written.starts_with(RUN), "{written:?}");
            assert_eq!(unguarded(&written), text);
        }
        assert_eq!(guarded("Noor"), "Noor");
    }
}
