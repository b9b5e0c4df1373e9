//! Which keys draw. All others stay behind, the ones of later standards too.

use super::Role;
use hayro::hayro_syntax::object::Dict;
use hayro::hayro_syntax::page::Resources;

/// Sorted, so that it can be searched.
const KEYS: [&str; 133] = [
    "AIS",
    "Alternate",
    "AntiAlias",
    "Ascent",
    "AvgWidth",
    "BBox",
    "BC",
    "BG",
    "BG2",
    "BM",
    "Background",
    "BaseEncoding",
    "BaseFont",
    "BitsPerComponent",
    "BitsPerCoordinate",
    "BitsPerFlag",
    "BitsPerSample",
    "BlackIs1",
    "BlackPoint",
    "Bounds",
    "C0",
    "C1",
    "CA",
    "CIDSet",
    "CIDSystemInfo",
    "CIDToGIDMap",
    "CMapName",
    "CS",
    "CapHeight",
    "CharSet",
    "ColorSpace",
    "ColorTransform",
    "Colors",
    "Columns",
    "Components",
    "Coords",
    "D",
    "DW",
    "DW2",
    "DamagedRowsBeforeError",
    "Decode",
    "DecodeParms",
    "Default",
    "DescendantFonts",
    "Descent",
    "Differences",
    "Domain",
    "EarlyChange",
    "Encode",
    "EncodedByteAlign",
    "Encoding",
    "EndOfBlock",
    "EndOfLine",
    "ExtGState",
    "Extend",
    "FL",
    "Filter",
    "FirstChar",
    "Flags",
    "Font",
    "FontBBox",
    "FontDescriptor",
    "FontFamily",
    "FontFile",
    "FontFile2",
    "FontFile3",
    "FontMatrix",
    "FontName",
    "FontStretch",
    "FontWeight",
    "Function",
    "FunctionType",
    "Functions",
    "G",
    "Gamma",
    "Height",
    "I",
    "ImageMask",
    "Intent",
    "Interpolate",
    "ItalicAngle",
    "JBIG2Globals",
    "K",
    "LC",
    "LJ",
    "LW",
    "LastChar",
    "Leading",
    "Length1",
    "Length2",
    "Length3",
    "ML",
    "Mask",
    "Matrix",
    "Matte",
    "MaxWidth",
    "MissingWidth",
    "N",
    "OP",
    "OPM",
    "Order",
    "Ordering",
    "PaintType",
    "PatternType",
    "Predictor",
    "Process",
    "RI",
    "Range",
    "Registry",
    "Rows",
    "S",
    "SA",
    "SM",
    "SMask",
    "SMaskInData",
    "Shading",
    "ShadingType",
    "Size",
    "StemH",
    "StemV",
    "Subtype",
    "Supplement",
    "TK",
    "TR",
    "TR2",
    "TilingType",
    "ToUnicode",
    "Type",
    "UCR",
    "UCR2",
    "UseCMap",
    "VerticesPerRow",
    "W",
];
/// The same, in a second row, to keep the first within its lines.
const MORE: [&str; 10] = ["W2", "WMode", "WhitePoint", "Width", "Widths", "XHeight", "XStep", "YStep", "ca", "op"];
/// Of content: what places it. Its resources are written anew.
const CONTENT: [&str; 11] = [
    "BBox",
    "FormType",
    "Group",
    "Matrix",
    "PaintType",
    "PatternType",
    "Subtype",
    "TilingType",
    "Type",
    "XStep",
    "YStep",
];

pub fn role<'a>(key: &[u8], within: &Dict<'a>) -> Option<Role<'a>> {
    match key {
        b"Colorants" => Some(Role::Named),
        b"CharProcs" => Some(Role::Letters(Resources::new(within.get::<Dict<'a>>(b"Resources").unwrap_or_default()))),
        _ => {
            let key = std::str::from_utf8(key).ok()?;
            (KEYS.binary_search(&key).is_ok() || MORE.contains(&key)).then_some(Role::Plain)
        }
    }
}

pub fn is_of_content(key: &[u8]) -> bool {
    CONTENT.iter().any(|known| known.as_bytes() == key)
}

/// What content may name, without what it is marked with.
pub fn categories<'r, 'a>(of: &'r Resources<'a>) -> [(&'static [u8], &'r Dict<'a>); 6] {
    [
        (b"ColorSpace", &of.color_spaces),
        (b"ExtGState", &of.ext_g_states),
        (b"Font", &of.fonts),
        (b"Pattern", &of.patterns),
        (b"Shading", &of.shadings),
        (b"XObject", &of.x_objects),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_are_sorted_and_none_of_them_says_or_does_anything() {
        assert!(KEYS.is_sorted());
        let never = [
            "Resources",
            "Metadata",
            "PieceInfo",
            "LastModified",
            "StructParent",
            "StructParents",
            "OC",
            "OCProperties",
            "Annots",
            "Names",
            "AA",
            "A",
            "JS",
            "AF",
            "EF",
            "Alt",
            "ActualText",
            "Contents",
            "Parent",
            "Properties",
            "Alternates",
            "OPI",
            "Ref",
            "ID",
            "Info",
            "Measure",
            "PtData",
            "Names",
            "URI",
            "Thumb",
            "B",
            "Lang",
            "T",
            "V",
            "F",
            "UF",
        ];
        for key in never {
            assert!(role(key.as_bytes(), &Dict::default()).is_none(), "{key}");
        }
    }
}
