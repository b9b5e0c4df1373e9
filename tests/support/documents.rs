//! Documents as people add and open them, and files that are what they say.

use std::fmt::Write as _;

use reqwest::Method;
use shared::api::{DocumentPage, DocumentsPage, FileText, NewUpload, Upload, path};
use shared::dossier::Command;
use shared::dossier::documents::{DocumentContent, DocumentKind, NewDocument, StoredFile};
use shared::dossier::purposes::Purpose;
use shared::dossier::records::{LegalGround, Source};
use shared::ids::{DocumentId, DossierId, FileId, Uuid};

use crate::answer::Answer;
use crate::person::{Person, label};

/// A PDF with these lines on its pages, one page each, with fonts that every reader has.
#[must_use]
pub fn pdf_of(pages: &[&str]) -> Vec<u8> {
    pdf_with(pages, "")
}

/// The same, with something in its catalogue.
#[must_use]
pub fn pdf_with(pages: &[&str], catalogue: &str) -> Vec<u8> {
    let kids: Vec<String> = (0..pages.len()).map(|at| format!("{} 0 R", 4 + 2 * at)).collect();
    let mut objects = vec![
        format!("<</Type/Catalog/Pages 2 0 R {catalogue}>>"),
        format!("<</Type/Pages/Kids[{}]/Count {}>>", kids.join(" "), pages.len()),
        "<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>".to_owned(),
    ];
    for (at, words) in pages.iter().enumerate() {
        let content = format!("BT /F1 18 Tf 72 720 Td ({words}) Tj ET");
        objects.push(format!(
            "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents {} 0 R/Resources<</Font<</F1 3 0 R>>>>>>",
            5 + 2 * at
        ));
        objects.push(format!("<</Length {}>>stream\n{content}\nendstream", content.len()));
    }
    let mut file = String::from("%PDF-1.7\n");
    let mut places = Vec::new();
    for (at, object) in objects.iter().enumerate() {
        places.push(file.len());
        write!(file, "{} 0 obj\n{object}\nendobj\n", at + 1).expect("a text takes text");
    }
    let start = file.len();
    write!(file, "xref\n0 {}\n0000000000 65535 f \n", objects.len() + 1).expect("a text takes text");
    for place in places {
        writeln!(file, "{place:010} 00000 n ").expect("a text takes text");
    }
    write!(file, "trailer<</Size {}/Root 1 0 R>>\nstartxref\n{start}\n%%EOF\n", objects.len() + 1)
        .expect("a text takes text");
    file.into_bytes()
}

/// A PDF of one page that has about this many bytes.
#[must_use]
pub fn large_pdf(bytes: usize) -> Vec<u8> {
    pdf_of(&[&format!("Lang) Tj {} (slot", " ".repeat(bytes))])
}

/// A picture of noise, so wide and so high, that no compression makes small.
#[must_use]
pub fn noise_png(side: u32) -> Vec<u8> {
    let mut state = 0x2545_F491_4F6C_DD1D_u64;
    let picture = image::RgbImage::from_fn(side, side, |_, _| {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        let [red, green, blue, ..] = state.to_le_bytes();
        image::Rgb([red, green, blue])
    });
    let mut file = std::io::Cursor::new(Vec::new());
    picture.write_to(&mut file, image::ImageFormat::Png).expect("a picture is a file");
    file.into_inner()
}

/// A report of hers to guide her, in this file, by the bureau.
#[must_use]
pub fn report(file: StoredFile) -> DocumentContent {
    DocumentContent {
        kind: DocumentKind::Report,
        purpose: Purpose::Report,
        title: label("Voortgang in het najaar"),
        source: Source::Bureau,
        ground: LegalGround::Interest,
        beside: None,
        about_health: false,
        reason: None,
        file,
    }
}

impl Person {
    /// Says how large a file is.
    pub async fn begins_file(&self, dossier: DossierId, document: DocumentId, file: FileId, bytes: usize) -> Answer {
        let bytes = u32::try_from(bytes).expect("no test is that large");
        self.puts(&path::to(path::DOCUMENT_UPLOAD, &[&dossier, &document, &file]), &NewUpload { bytes }).await
    }

    /// Sends the part that begins there.
    pub async fn sends_part(
        &self,
        dossier: DossierId,
        (document, file): (DocumentId, FileId),
        (offset, bytes): (u32, &[u8]),
    ) -> Answer {
        let path = path::to(path::DOCUMENT_PART, &[&dossier, &document, &file, &offset]);
        let request = self.request(Method::PUT, &path).body(bytes.to_vec());
        self.hears(&path, request).await
    }

    /// Says that all of it is there.
    pub async fn ends_file(&self, dossier: DossierId, document: DocumentId, file: FileId) -> Answer {
        self.asks(Method::POST, &path::to(path::DOCUMENT_WHOLE, &[&dossier, &document, &file]), None).await
    }

    /// Brings a whole file, part by part; what is answered at its end.
    pub async fn brings_file(&self, dossier: DossierId, document: DocumentId, bytes: &[u8]) -> Answer {
        let file = FileId(Uuid::new_v4());
        let begun = self.begins_file(dossier, document, file, bytes.len()).await;
        if begun.status != 200 {
            return begun;
        }
        let mut here: Upload = begun.gives();
        while here.offset < here.bytes {
            let from = usize::try_from(here.offset).expect("it fits");
            let until = (from + usize::try_from(here.part).expect("it fits")).min(bytes.len());
            here = self.sends_part(dossier, (document, file), (here.offset, &bytes[from..until])).await.gives();
        }
        self.ends_file(dossier, document, file).await
    }

    /// Adds a version of a document.
    pub async fn adds_document(
        &self,
        dossier: DossierId,
        (document, replaces): (DocumentId, u32),
        content: DocumentContent,
    ) -> Answer {
        self.wants(dossier, Command::AddDocument(Box::new(NewDocument { document, replaces, content }))).await
    }

    /// Adds a report with these pages: a document of her own, or of the client's.
    pub async fn adds_report(&self, dossier: DossierId, pages: &[&str]) -> (DocumentId, StoredFile) {
        let document = DocumentId(Uuid::new_v4());
        let file: StoredFile = self.brings_file(dossier, document, &pdf_of(pages)).await.gives();
        self.adds_document(dossier, (document, 0), report(file)).await.is_done();
        (document, file)
    }

    /// The documents of a dossier, as this person sees them.
    pub async fn documents(&self, dossier: DossierId) -> DocumentsPage {
        self.gets(&path::to(path::DOCUMENTS, &[&dossier])).await.gives()
    }

    /// Opens a document.
    pub async fn opens_document(&self, dossier: DossierId, document: DocumentId) -> Answer {
        self.gets(&path::to(path::DOCUMENT, &[&dossier, &document])).await
    }

    /// The same, where it opens.
    pub async fn reads_document(&self, dossier: DossierId, document: DocumentId) -> DocumentPage {
        self.opens_document(dossier, document).await.gives()
    }

    /// The text of a file of a document, page by page, without the space around it.
    pub async fn reads_text(&self, dossier: DossierId, document: DocumentId, file: FileId) -> Vec<String> {
        let text = self.gets(&path::to(path::DOCUMENT_TEXT, &[&dossier, &document, &file])).await;
        text.gives::<FileText>().pages.iter().map(|page| page.trim().to_owned()).collect()
    }

    /// The bytes of a file of a document, or what was answered instead.
    pub async fn saves_document(
        &self,
        dossier: DossierId,
        document: DocumentId,
        file: FileId,
    ) -> (u16, String, Vec<u8>) {
        self.takes(&path::to(path::DOCUMENT_FILE, &[&dossier, &document, &file])).await
    }

    /// A picture of a page.
    pub async fn sees_page(
        &self,
        dossier: DossierId,
        document: DocumentId,
        file: FileId,
        page: u32,
    ) -> (u16, String, Vec<u8>) {
        self.takes(&path::to(path::DOCUMENT_PICTURE, &[&dossier, &document, &file, &page])).await
    }

    /// What is no text: status, media type and bytes.
    pub async fn takes(&self, path: &str) -> (u16, String, Vec<u8>) {
        let answer = self.request(Method::GET, path).send().await.expect("an answer");
        let kind = answer.headers().get("content-type").and_then(|kind| kind.to_str().ok()).unwrap_or_default();
        let (status, kind) = (answer.status().as_u16(), kind.to_owned());
        (status, kind, answer.bytes().await.expect("all of it").to_vec())
    }
}
